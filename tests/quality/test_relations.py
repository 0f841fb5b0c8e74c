"""Relations between claims may not become worse: measured on judged pairs of events that no rule was made from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimgraph.evaluate.judgement import judge, read_events

FLOORS = tomllib.loads((Path(__file__).parent / "relations.toml").read_text(encoding="utf-8"))
PAIRS = Path(__file__).parents[2] / "gold" / "pairs"


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_relations_are_not_below_their_floors(part: str) -> None:
    judgements, floor = judge(read_events([str(PAIRS / part)]), "accurate"), FLOORS[part]
    score = judgements.score()
    assert len(judgements.pairs) >= floor["pairs"]
    assert (score.f1 or 0) >= floor["f1"]
    assert (score.p or 0) >= floor["precision"]
    assert judgements.false_contradictions <= floor["false_contradictions"] * len(judgements.pairs)
