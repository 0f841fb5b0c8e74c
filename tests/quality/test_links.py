"""Links may not become worse: which share of the names that have a known item is linked, and which rightly."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

import pytest

from claimgraph.annotate import Model, annotate
from claimgraph.evaluate.evaluation import evaluate
from claimgraph.evaluate.figures import ALL
from claimgraph.evaluate.held import with_held
from claimgraph.evaluate.links import PART, held, linked
from claimgraph.evaluate.sources import annotated, gold_texts
from claimgraph.wikidata.shipped import shipped_index
from tools.floors import SETS, SHARED

FLOORS = tomllib.loads((Path(__file__).parent / "links.toml").read_text(encoding="utf-8"))
MODELS: tuple[Model, ...] = ("accurate", "fast")


def files(name: str) -> list[Path]:
    return list(SETS[name]) if name in SETS else [SHARED / "corpora" / name / "en.all.jsonl"]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_links_are_not_below_their_floors(name: str, model: Model) -> None:
    if not all(path.exists() for path in files(name)):
        pytest.skip(f"no {name}: the development corpora are not beside the repository (set CLAIMGRAPH_SHARED)")
    index = shipped_index()
    gold = with_held(gold_texts(map(str, files(name))), index)
    found = evaluate(annotated(gold, read=partial(annotate, model=model), catalog=index), [PART])
    counts = found.parts[PART].tallies[ALL]
    score, wanted = held(counts), FLOORS[name]
    assert score.gold >= wanted["names"]
    assert linked(counts).hit >= score.hit
    assert (score.p or 0) >= wanted["precision"]
    assert (score.r or 0) >= wanted[f"coverage_{model}"]
