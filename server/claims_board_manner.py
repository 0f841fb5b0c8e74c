"""How publishers tell claims: the attitude of their reporting words, and how close they keep to what was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimgraph.ontology.terms import CUE_STANCE, FIDELITY
from claimgraph.server.comparison_data import Told

_NEXT_TO = ("neutral", "assertive", "distancing", "denying", "verbatim", "edited", "translated", "paraphrase")
EMPTY = "none"
"""Stands for the stance of a claim without reporting words."""


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes from the plainest on; those not named here come last."""
    return tuple(sorted(codes, key=lambda code: _NEXT_TO.index(code) if code in _NEXT_TO else len(_NEXT_TO)))


STANCES, FIDELITIES = _ordered(CUE_STANCE), _ordered(FIDELITY)


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: code, number of claims, and where it begins and how long it is, in percent."""

    code: str
    place: int
    number: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Manner:
    """A publisher with its claims by stance and by fidelity."""

    source: str
    name: str
    claims: int
    stances: Sequence[Part]
    fidelities: Sequence[Part]


def manners(claims: Sequence[Told]) -> list[Manner]:
    """Return the manner of each publisher of some claims, those of most claims first."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in claims:
        found[told.document.source, told.document.source_name].append(told)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0][1].casefold(), item[0][0]))
    return [
        Manner(
            source, name, len(own),
            parts(Counter(told.stance if told.cue else EMPTY for told in own), (*STANCES, EMPTY)),
            parts(Counter(told.fidelity for told in own), FIDELITIES),
        )
        for (source, name), own in ordered
    ]  # fmt: skip


def parts(counted: Counter[str], codes: Sequence[str]) -> list[Part]:
    """Return the stretches of a bar, one for each code, empty ones too.

    >>> [(p.code, p.start, p.length) for p in parts(Counter(a=1, b=3), ("a", "b"))]
    [('a', 0.0, 25.0), ('b', 25.0, 75.0)]
    """
    total = max(1, sum(counted.values()))
    made, done = [], 0
    for place, code in enumerate(codes):
        share, before = 100 * counted[code] / total, 100 * done / total
        made.append(Part(code, place, counted[code], round(before, 2), round(share, 2)))
        done += counted[code]
    return made
