"""Where two statements give one thing different attributes: hour, side, place, result, owner, holder, addressee."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Final

from claimgraph.compare.disputes import NAMED, Same, apart, differ, is_name, values
from claimgraph.compare.side import Side
from claimgraph.compare.wording import OPPOSITE

PLAIN = ("side", "time", "spot", "part", "score")
NEAR = 45
"""Minutes between two hours of the clock that reports round to one."""
HALF_DAY = 720
WINS = frozenset({"Elect"})
HOLDS = frozenset({"HoldOffice", "Appoint", "Elect"})
ASKS = frozenset({"RequestHelp", "Appeal"})
COMMON = frozenset({
    "request", "demand", "need", "president", "government", "minister", "new", "national", "european-union",
})  # fmt: skip
"""Concepts that tell nothing of what is asked for."""


def _hours(left: Side, right: Side) -> Same:
    mine, theirs = ([int(minutes) for minutes in values(side, "clock")] for side in (left, right))
    if not mine or not theirs:
        return "unknown"
    gaps = (abs(a - b) for a, b in product(mine, theirs))
    return "same" if any(min(gap, HALF_DAY - gap) <= NEAR for gap in gaps) else "other"


def _when(act: str, left: Side, right: Side, kinds: tuple[str, ...]) -> Same:
    """Return whether two statements that both tell of an act or state differ in a class of values."""
    if not all(act in side.traits for side in (left, right)):
        return "unknown"
    found = {differ(values(left, kind), values(right, kind)) for kind in kinds}
    return "same" if "same" in found else "other" if "other" in found else "unknown"


def _holder(left: Side, right: Side) -> Same:
    """Return whether one person is said to have won, or to hold an office, on both sides."""
    for events, trait in ((WINS, "act:won"), (HOLDS, "act:heads")):
        if all(trait in side.traits or events & set(side.events) for side in (left, right)):
            return differ(_persons(left), _persons(right))
    return "unknown"


def _persons(side: Side) -> set[str]:
    """Return the persons whom a statement names, its speaker where it names none."""
    named = {_bare(value) for value in values(side, "who") if is_name(value)}
    speaks = "particle:self" in side.traits and is_name(side.speaker)
    return named or ({_bare(side.speaker)} if speaks else set())


def _bare(key: str) -> str:
    """Return the name in the key of an entity, whatever it was taken for: `per-ann-lee-12345678` is `ann-lee`."""
    return key.partition("-")[2].rpartition("-")[0] if key.startswith(NAMED) else key


def _asks(side: Side) -> bool:
    return side.stance == "directive" or "act:asks" in side.traits or bool(ASKS & set(side.events))


def _addressees(side: Side) -> frozenset[str]:
    """Return of whom something is asked: who fills the role, and the first group and name in what is asked."""
    if not _asks(side) and not "".join(side.traits[:1]).startswith(("who:", "land:")):
        return side.filling("recipient")
    words = side.traits[side.traits.index("act:asks") :] if "act:asks" in side.traits else side.traits
    named = [trait.partition(":")[2] for trait in words if trait.startswith(("who:", "land:"))]
    firsts = (next((v for v in named if is_name(v) == kind), None) for kind in (True, False))
    return side.filling("recipient") | frozenset(filter(None, firsts))


def _concepts(side: Side) -> frozenset[str]:
    return frozenset(concept.removeprefix(OPPOSITE) for concept in side.wording.concepts) - COMMON


def _content(side: Side) -> frozenset[str]:
    """Return what a statement is about, attributes aside: events, entities and concepts."""
    return _concepts(side) | frozenset(side.events) | frozenset(side.entities) | frozenset(values(side, "who"))


def _owner(left: Side, right: Side) -> Same:
    return _when("act:owns", left, right, ("land", "who"))


def _addressee(left: Side, right: Side) -> Same:
    return apart(_addressees(left), _addressees(right)) if _asks(left) or _asks(right) else "unknown"


def _both_ask(left: Side, right: Side) -> str:
    return "yes" if _asks(left) and _asks(right) else "no"


def _topic(left: Side, right: Side) -> Same:
    return "same" if _content(left) & _content(right) else "unknown"


def _plain(kind: str) -> Callable[[Side, Side], Same]:
    return lambda left, right: differ(values(left, kind), values(right, kind))


ATTRIBUTES: Final[Mapping[str, Callable[[Side, Side], str]]] = {
    **{kind: _plain(kind) for kind in PLAIN},
    "clock": _hours,
    "owner": _owner,
    "holder": _holder,
    "addressee": _addressee,
    "both_ask": _both_ask,
    "topic": _topic,
}
"""How two statements are compared in each attribute, by the names that rules use."""
