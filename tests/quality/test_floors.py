"""Quality may not fall: every set that ships is read once and each language is held against its floors."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from tools import floors
from tools.floors import MAIN, SETS, floor, measured, raised, written

FLOORS = floors.floors()
CASES = [(name, lang) for name, languages in sorted(FLOORS.items()) for lang in sorted(languages)]


@cache
def figures(name: str) -> dict[str, dict[str, Any]]:
    if not all(path.exists() for path in SETS[name]):
        pytest.skip(f"no {name}: the development corpora are not beside the repository (set CLAIMGRAPH_SHARED)")
    return measured(name)[name]


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_quality_is_not_below_its_floor(name: str, lang: str) -> None:
    found = figures(name)[lang]
    low = {part: (found.get(part), FLOORS[name][lang][part]) for part in MAIN if part in FLOORS[name][lang]}
    assert low
    assert not {part: pair for part, pair in low.items() if pair[0] is None or pair[0] < pair[1]}


def test_every_language_of_the_gold_has_floors() -> None:
    assert {"dev", "test", "examples", "seeds"} == set(SETS)
    for name in ("dev", "test"):
        languages = {path.name for path in SETS[name][0].iterdir() if any(path.glob("*.txt"))}
        assert languages == set(FLOORS.get(name, {})), f"{name}: run python -m tools.floors"


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
    assert tomllib.loads("\n".join(written({"dev": {"en": OLD}}))) == {"dev": {"en": OLD}}
