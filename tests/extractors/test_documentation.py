"""What docs/plugins.md shows works, and its options are those that there are."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from claimgraph import plugins
from claimgraph.annotate import annotate
from claimgraph.extractors import GROUP
from claimgraph.extractors.endpoint import KEY
from claimgraph.extractors.endpoint import Options as Endpoint
from claimgraph.extractors.gliner_names import Options as Gliner
from claimgraph.extractors.guests import Guest
from claimgraph.extractors.spacy_names import Options as Spacy
from claimgraph.model import Document

PAGE = (Path(__file__).parent.parent.parent / "docs" / "plugins.md").read_text(encoding="utf-8")


def test_every_group_and_every_extractor_of_ours_is_described() -> None:
    assert all(f"| `{group}` |" in PAGE for group in plugins.GROUPS)
    assert all(f"| `{name}` |" in PAGE for name in plugins.names(GROUP))
    assert f"`{KEY}`" in PAGE


@pytest.mark.parametrize("options", [Endpoint, Gliner, Spacy])
def test_every_option_is_described_with_its_default(options: Any) -> None:
    for field in fields(options):
        assert f"`{field.name}`" in PAGE
    for name, default in re.findall(r"\| `(\w+)` \| (\d+) \|", PAGE):
        assert {field.name: field.default for field in fields(Endpoint)}[name] == float(default)


def test_the_extractor_of_the_page_works() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    made: dict[str, Any] = {}
    exec(compile(code, "docs/plugins.md", "exec"), made)
    annotation = annotate(Document("a", "Prices at our club rose."), [Guest("mine", made["load"]({}))])
    assert [(m.span.of(annotation.document.text), m.kind) for m in annotation.mentions] == [("our club", "ORG")]
    assert annotation.consulted[0].extractor == "mine"
