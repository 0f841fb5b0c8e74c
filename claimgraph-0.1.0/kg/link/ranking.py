"""How sure it is that a name means an item: a logistic score of what speaks for it, with NIL as one more candidate."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p

from claimgraph.link.catalog import Item
from claimgraph.link.evidence import Features

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """The bounds between which a candidate is taken, is a close match, or is turned down."""

    exact: float
    margin: float
    close: float
    kept: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a name may mean: its probability, and what speaks for and against it."""

    item: Item
    score: float
    features: Features


@cache
def _data() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((files("claimgraph.link") / "data" / "ranking.toml").read_text(encoding="utf-8"))


def weights() -> Mapping[str, float]:
    """Return the weight of each feature."""
    return _data()["weights"]


def shipped(how: str) -> float:
    """Return how sure a link by a shipped record is, by how its name was recognised."""
    return _data()["shipped"][how]


@cache
def decision() -> Decision:
    """Return the bounds of a decision."""
    return Decision(**_data()["decision"])


def ranked(found: Iterable[tuple[Item, Features]]) -> tuple[Candidate, ...]:
    """Return the candidates with their probabilities, best first; what is left to 1 is that of no item.

    How well known an item is tells more against its namesakes than against there being no item.
    """
    scored = [(item, features, exp(_sum(item, features))) for item, features in found]
    some = sum(sorted(odds for _, _, odds in scored))
    shares = [odds * (1 + item.prior) ** weights()["rival"] for item, _, odds in scored]
    scale = some / (1.0 + some) / (sum(sorted(shares)) or 1.0)
    candidates = [
        Candidate(item, round(share * scale, _DIGITS), features)
        for (item, features, _), share in zip(scored, shares, strict=True)
    ]
    return tuple(sorted(candidates, key=lambda one: (-one.score, -one.item.prior, int(one.item.qid[1:]))))


def _sum(item: Item, features: Features) -> float:
    weight = weights()
    parts = sorted(weight[name] * value for name, value in features.items())
    return weight["none"] + weight["known"] * log1p(item.prior) + sum(parts)


def best(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the candidate that is sure enough and far enough from the second, None where there is none.

    An acronym without its long form is never enough: however well known the item is, others have it too.
    """
    if not candidates or candidates[0].score < decision().exact or "acronym" in candidates[0].features:
        return None
    second = candidates[1].score if len(candidates) > 1 else 0.0
    return candidates[0] if candidates[0].score - second >= decision().margin else None
