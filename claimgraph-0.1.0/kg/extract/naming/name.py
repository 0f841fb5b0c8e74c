"""A name found in a text, before it is known whom it denotes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from claimgraph.model import Kind


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Words `text[start:end]` that are a name, the method that found them and the known entities of that name."""

    start: int
    end: int
    kind: Kind
    method: str
    lang: str
    keys: tuple[str, ...] = ()
    apart: str = ""
    """What tells it from the records of its name: the key of the state that it lies in, or that a club is meant."""


def longest(names: Iterable[Name]) -> list[Name]:
    """Return the longest names that don't overlap, in text order; of equal ones the first given."""
    starts: list[int] = []
    ends: list[int] = []
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: name.start - name.end):
        place = bisect_left(starts, name.end)
        if place and ends[place - 1] > name.start:
            continue
        starts.insert(place, name.start)
        ends.insert(place, name.end)
        kept.append(name)
    return sorted(kept)
