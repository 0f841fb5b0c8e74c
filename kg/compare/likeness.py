"""How surely two sides speak of the same thing, polarity, figures and roles aside: a logistic model of evidence."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np

from claimgraph.compare.side import Side
from claimgraph.compare.wording import OPPOSITE


def evidence(left: Side, right: Side) -> dict[str, float]:
    """Return what speaks for and against two sides being alike, each about 0 to 1; the same for exchanged sides."""
    concepts = _concepts(left), _concepts(right)
    same_language = left.lang == right.lang
    return {
        "vector": max(0.0, cosine(left.vector, right.vector)),
        "vector_unknown": float(not (left.vector and right.vector)),
        "event": float(bool(left.events and right.events) and left.events[0] == right.events[0]),
        "events": share(left.events, right.events),
        "events_differ": float(bool(left.events and right.events) and not set(left.events) & set(right.events)),
        "entities": share(left.entities, right.entities),
        "entity_shared": float(bool(set(left.entities) & set(right.entities))),
        "fillers": share(left.fillers, right.fillers),
        "concepts": share(*concepts),
        "concepts_shared": min(len(concepts[0] & concepts[1]), 4) / 4,
        "stems_same_language": share(left.wording.stems, right.wording.stems) if same_language else 0.0,
        "stems_across": 0.0 if same_language else share(left.wording.stems, right.wording.stems),
        "numbers": share(left.wording.numbers, right.wording.numbers),
        "numbers_differ": float(
            bool(left.wording.numbers and right.wording.numbers)
            and not set(left.wording.numbers) & set(right.wording.numbers)
        ),
        "numbers_one_sided": float(bool(left.wording.numbers) != bool(right.wording.numbers)),
        "speaker": float(bool(left.speaker) and left.speaker == right.speaker),
        "narrated_apart": float(left.narrated != right.narrated),
        "length": _length(left, right),
    }


def likeness(left: Side, right: Side) -> float:
    """Return the probability that two sides speak of the same thing, between 0 and 1."""
    weights = _weights()
    total = weights["base"] + sum(weights[name] * value for name, value in evidence(left, right).items())
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
