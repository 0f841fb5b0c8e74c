"""Quality may not fall: each gold file is annotated and scored against its floor."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimgraph.annotate import annotate_all
from claimgraph.contract import contract
from claimgraph.model import Document
from tests.shared import GOLD, scorer, shared

FLOORS: dict[str, dict[str, float]] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
COMMANDS = {"names": ("ner", ("micro", "f1")), "claims": ("claims", ("joint", "f1"))}
COMMANDS |= {"quantities": ("quantities", ("exact", "f1"))}


def gold_file(name: str) -> Path:
    return shared("gold", "seeds.jsonl") if name == "seeds" else GOLD / f"{name}.jsonl"


@pytest.fixture(scope="module", params=sorted(FLOORS))
def annotated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """Return the name of a gold set, its file and the file of what the system finds in its texts."""
    gold = gold_file(request.param)
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    found = annotate_all(Document(row["id"], row["text"]) for row in rows)
    out = tmp_path_factory.mktemp("quality") / "found.jsonl"
    out.write_text("".join(json.dumps(contract(a), ensure_ascii=False) + "\n" for a in found), encoding="utf-8")
    return request.param, gold, out


@pytest.mark.parametrize("figure", sorted(COMMANDS))
def test_quality_is_not_below_its_floor(annotated: tuple[str, Path, Path], figure: str) -> None:
    name, gold, found = annotated
    command, path = COMMANDS[figure]
    value: Any = scorer().score(command, str(gold), str(found))
    for key in path:
        value = value[key]
    assert 100 * value >= FLOORS[name][figure]
