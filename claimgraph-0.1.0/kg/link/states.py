"""States and provinces by which texts tell places of one name apart: where they are, and how they are shortened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from claimgraph.link.known import Known, known

_RADIUS = 6371.0
"""Of the earth, in km."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class State:
    """A part of a country: the keys of both, about where its middle is, and the km from there to its farthest town."""

    key: str
    country: str
    place: Place
    reach: float
    short: tuple[str, ...]


@cache
def states() -> Mapping[str, State]:
    """Return the states by key."""
    content = (files("claimgraph.link") / "data" / "states.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in content.splitlines()[1:] if not line.startswith("#")]
    return {key: _state(key, country, *rest) for key, country, *rest in rows}


def _state(key: str, country: str, place: str, reach: str, short: str) -> State:
    latitude, longitude = map(float, place.split(","))
    return State(key, country, (latitude, longitude), float(reach), tuple(filter(None, short.split("|"))))


@cache
def shortened() -> Mapping[str, str]:
    """Return the key of each shortened name."""
    return {short: state.key for state in states().values() for short in state.short}


def country_of(key: str) -> str:
    """Return the key of the country of a state, a country itself as it is."""
    return states()[key].country if key in states() else key


def holds(key: str, country: str | None, place: Place | None) -> bool:
    """Tell whether a place may lie in a state or country, from its country and, of a state, its latitude and longitude.

    >>> holds("alabama", "united-states", (33.5, -86.8)), holds("maine", "united-states", (45.5, -122.7))
    (True, False)
    """
    if country != country_of(key):
        return False
    return key not in states() or place is None or _distance(place, states()[key].place) <= states()[key].reach


def within(record: Known, key: str) -> bool:
    """Tell whether a shipped place may lie in a state or country."""
    return holds(key, record.country, record.place)


def country_item(key: str) -> str | None:
    """Return the item of the country of a state, or of a country."""
    return known()[country_of(key)].qid


def may_hold(key: str, country: str | None, place: Place | None) -> bool:
    """Tell whether a place may lie in a state, from the item of its country and, where known, its position."""
    return holds(key, country_of(key) if country == country_item(key) else None, place)


def _distance(left: Place, right: Place) -> float:
    (a, b), (c, d) = (tuple(map(radians, place)) for place in (left, right))
    chord = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _RADIUS * asin(sqrt(chord))
