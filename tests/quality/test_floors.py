"""Quality may not fall: every set that ships is read once and each language is held against its floors."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from tools import floors
from tools.floors import GIVEN, MAIN, SETS, Languages, floor, measured, raised, sets, told, written

FLOORS = floors.floors()
CASES = [(model, name, lang) for model, found in FLOORS.items() for name in found for lang in found[name]]


@cache
def figures(model: str, name: str) -> Languages:
    if not all(path.exists() for path in sets(model)[name]):
        pytest.skip(f"no {name}: the development corpora are not beside the repository (set CLAIMGRAPH_SHARED)")
    return measured(model, name)


@pytest.mark.parametrize(("model", "name", "lang"), CASES)
def test_quality_is_not_below_its_floor(model: str, name: str, lang: str) -> None:
    found, wanted = figures(model, name)[lang], FLOORS[model][name][lang]
    low = {part: (found.get(part), wanted[part]) for part in MAIN if part in wanted}
    assert low
    assert not {part: pair for part, pair in low.items() if pair[0] is None or pair[0] < pair[1]}


@pytest.mark.parametrize("model", sorted(set(FLOORS) - {GIVEN}))
def test_every_language_of_the_gold_has_floors(model: str) -> None:
    assert {"dev", "test", "examples", "seeds"} == set(SETS)
    for name in ("dev", "test"):
        languages = {path.name for path in SETS[name][0].iterdir() if any(path.glob("*.txt"))}
        assert languages == set(FLOORS[model].get(name, {})), f"{name}: run python -m tools.floors"


OLD = {"gold": "a", "names": 80.0, "claims": 70.0}


@pytest.mark.parametrize(
    ("new", "new_gold", "names"),
    [
        ({"gold": "a", "names": 85.2}, False, 84.5),
        ({"gold": "a", "names": 60.0}, False, 80.0),
        ({"gold": "a", "names": 60.0}, True, 80.0),
        ({"gold": "b", "names": 60.0}, False, 80.0),
        ({"gold": "b", "names": 60.0}, True, 59.5),
    ],
)
def test_floors_are_raised_and_fall_only_with_new_gold(new: dict[str, Any], new_gold: bool, names: float) -> None:
    assert raised(OLD, new, new_gold=new_gold)["names"] == names


def test_floor_of_what_is_not_measured_any_more_stays() -> None:
    assert raised(OLD, {"gold": "a", "names": 81.0}, new_gold=False)["claims"] == 70.0
    assert raised({}, {"gold": "a", "names": 81.0}, new_gold=False) == {"gold": "a", "names": floor(81.0)}


def test_file_is_read_as_it_was_written() -> None:
    assert tomllib.loads("\n".join(written(FLOORS))) == FLOORS
    assert tomllib.loads("\n".join(written({"fast": {"dev": {"en": OLD}}}))) == {"fast": {"dev": {"en": OLD}}}


def test_figure_below_its_floor_is_told() -> None:
    new = {"gold": "a", "names": 60.0, "claims": 75.0}
    assert list(told(OLD, new, raised(OLD, new, new_gold=False))) == [
        "names: 60.0, floor 80.0 (BELOW its floor)", "claims: 75.0, floor 74.5 (floor was 70.0)",
    ]  # fmt: skip
