"""How surely two sides speak of the same thing, polarity, figures and roles aside: a logistic model of evidence."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np

from claimgraph.compare.side import Side, is_country
from claimgraph.compare.wording import OPPOSITE

UNREAL = frozenset({"directive", "commissive"})
"""Stances of what is asked for or promised."""
NUMERIC = ("numbers", "counts")
"""How evidence of numbers begins."""


def evidence(left: Side, right: Side) -> dict[str, float]:
    """Return what speaks for and against two sides being alike, each 0 to 1; the same for exchanged sides."""
    return {**_words(left, right), **_things(left, right), **_numbers(left, right), **_manner(left, right)}


def _words(left: Side, right: Side) -> dict[str, float]:
    mine, theirs = _concepts(left), _concepts(right)
    stems = share(left.wording.stems, right.wording.stems)
    same_language = left.lang == right.lang
    return {
        "vector": max(0.0, cosine(left.vector, right.vector)),
        "vector_unknown": float(not (left.vector and right.vector)),
        "concepts": share(mine, theirs),
        "concepts_within": len(mine & theirs) / max(1, min(len(mine), len(theirs))),
        "concepts_shared": min(len(mine & theirs), 4) / 4,
        "concepts_unknown": float(not (mine and theirs)),
        "stems_same_language": stems if same_language else 0.0,
        "stems_across": 0.0 if same_language else stems,
    }


def _things(left: Side, right: Side) -> dict[str, float]:
    mine, theirs = _named(left), _named(right)
    return {
        "event": float(bool(left.events and right.events) and left.events[0] == right.events[0]),
        "events": share(left.events, right.events),
        "events_differ": float(_differ(left.events, right.events)),
        "entities": share(mine, theirs),
        "entities_shared": min(len(mine & theirs), 2) / 2,
        "entities_one_sided": float(bool(mine) != bool(theirs)),
        "fillers": share(left.fillers, right.fillers),
    }


def _numbers(left: Side, right: Side) -> dict[str, float]:
    mine, theirs = left.wording.numbers, right.wording.numbers
    measures = [{figure.measure for figure in side.figures} for side in (left, right)]
    return {
        "numbers_shared": float(bool(set(mine) & set(theirs))),
        "numbers_differ": float(_differ(mine, theirs)),
        "numbers_one_sided": float(bool(mine) != bool(theirs)),
        "counts_one_sided": float(bool(measures[0]) != bool(measures[1])),
        "counts_differ": float(_differ(*measures)),
    }


def _manner(left: Side, right: Side) -> dict[str, float]:
    """Return what who speaks and how tells: a demand or a promise is another thing than what comes of it."""
    wished = [side.stance in UNREAL for side in (left, right)]
    return {
        "speaker": float(bool(left.speaker) and left.speaker == right.speaker),
        "narrated_apart": float(left.narrated != right.narrated),
        "wish_and_fact": float(wished[0] != wished[1]),
        "future_and_past": float(("future" in left.tense) != ("future" in right.tense)),
        "length": _length(left, right),
    }


def likeness(left: Side, right: Side) -> tuple[float, float]:
    """Return the probability that two sides speak of the same thing, and the same where their numbers are left out."""
    weights = _weights()
    told = {name: weights[name] * value for name, value in evidence(left, right).items()}
    matter = weights["base"] + sum(value for name, value in told.items() if not name.startswith(NUMERIC))
    return _chance(weights["base"] + sum(told.values())), _chance(matter)


def _chance(total: float) -> float:
    return 1 / (1 + exp(-total))


def cosine(left: bytes, right: bytes) -> float:
    """Return the cosine of two vectors of 8 bits a number, 0 where there is none."""
    if not left or not right:
        return 0.0
    a, b = (np.frombuffer(vector, np.int8).astype(np.float32) for vector in (left, right))
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def share(left: Collection[object], right: Collection[object]) -> float:
    """Return what part of two collections together both have (Dice), 0 where one is empty.

    >>> share("abc", "bcd")
    0.6666666666666666
    """
    common = len(set(left) & set(right))
    return 2 * common / (len(set(left)) + len(set(right))) if common else 0.0


def _differ(left: Collection[object], right: Collection[object]) -> bool:
    """Tell whether there is something on both sides and nothing in common."""
    return bool(left) and bool(right) and not set(left) & set(right)


def _named(side: Side) -> frozenset[str]:
    """Return the entities of a side but countries, which whole events share."""
    return frozenset(entity for entity in side.entities if not is_country(entity))


def _concepts(side: Side) -> frozenset[str]:
    """Return the concepts of a side, opposite ones as what they are opposite to."""
    return frozenset(concept.removeprefix(OPPOSITE) for concept in side.wording.concepts)


def _length(left: Side, right: Side) -> float:
    sizes = sorted(side.span.end - side.span.start for side in (left, right))
    return 1 - sizes[0] / max(sizes[1], 1)


@cache
def _weights() -> dict[str, float]:
    text = (files("claimgraph.compare") / "data" / "likeness.toml").read_text("utf-8")
    weights: dict[str, float] = tomllib.loads(text)["weights"]
    return weights
