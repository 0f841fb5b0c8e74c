"""Counts in sentences of four languages, from a table."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimgraph.extract.quantity import find_quantities
from claimgraph.model import Quantity, Segment, Span

TABLE = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
CASES = [(lang, text, expected) for lang, cases in TABLE.items() for text, expected in cases.items()]


def read(lang: str, text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Segment(Span(0, len(text)), lang, "body")])


@pytest.mark.parametrize(("lang", "text", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_sentence_has_these_counts(lang: str, text: str, expected: list[list[object]]) -> None:
    found = [[q.span.of(text), q.measure, q.value or 0, q.comparator] for q in read(lang, text)]
    assert found == expected
