"""Where two statements differ in a cause, an actor, an attribute or a state, told from their traits and roles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Literal

from claimgraph.compare.side import Side
from claimgraph.compare.traits import APART, DENIED, compatible
from claimgraph.link.known import known

Same = Literal["same", "other", "unknown"]
DELIBERATE = frozenset({"deed", "bomb", "missile", "drone", "bullet", "beating", "poison"})
"""Causes that somebody is behind."""
BRIEF = 60
"""Characters of words that name a cause and nothing else, as after `blamed on`."""
DEEDS = frozenset({
    "Cause", "Attack", "Damage", "Kill", "Bombard", "Seize", "CoupAttempt", "Riot", "Kidnap", "UseForce",
})  # fmt: skip
"""Types of events whose agent is to blame."""
VAGUE = frozenset({
    "family", "food", "traveller", "prices", "wages", "staffing", "foreign", "budget", "talks", "crush", "river", "age",
    "engine", "energy", "corruption", "crowding", "feud", "sanctions", "works", "illness", "well",
})  # fmt: skip
"""Causes whose words are said of much else, too: they count where the words say that something is put down to them."""
REASON = frozenset({"particle:reason", "particle:blame"})
EFFECTS = {
    "Kill": "death", "Protest": "unrest", "Riot": "unrest", "Clash": "unrest", "CoupAttempt": "unrest",
    "Resign": "exit", "Dismiss": "exit", "Bombard": "attack", "Attack": "attack", "Damage": "damage",
    "ChangePrice": "price", "Kidnap": "attack", "Seize": "attack",
}  # fmt: skip
"""Types of events to what they have for effects, as in effect.toml."""
QUARRELS = ("attacked", "walked-out", "extorted", "called-off", "broke-truce")
"""Acts that parties to a quarrel say of one another."""
ALONE = frozenset({"walked-out", "called-off"})
"""Acts that are done to nobody, so that whoever is named does them."""
NAMED = ("per-", "org-", "grp-")
"""How keys of entities without an entry in the list of known ones start."""


def values(side: Side, kind: str) -> tuple[str, ...]:
    """Return the values of a class that a statement affirms, in the order of its words."""
    return _by_class(side.traits).get(kind, ())


@lru_cache(maxsize=1 << 14)
def _by_class(traits: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, _, value in (trait.partition(APART) for trait in traits):
        found[kind] = (*found.get(kind, ()), value)
    return found


def differ(left: Iterable[str], right: Iterable[str]) -> Same:
    """Return whether some values exclude some others: no common one and none that go together."""
    mine, theirs = set(left), set(right)
    if not mine or not theirs:
        return "unknown"
    if mine & theirs or any(frozenset(pair) in compatible() for pair in product(mine, theirs)):
        return "same"
    return "other"


def causes(side: Side) -> frozenset[str]:
    """Return what a statement puts something down to: kinds of causes, where it says that they are causes."""
    found = frozenset(values(side, "cause"))
    if explains(side):
        return found
    if side.figures:
        return frozenset()
    return found - VAGUE if "particle:why" in side.traits else found & DELIBERATE


def explains(side: Side) -> bool:
    """Tell whether a statement says outright why something is: by its words, by what it rules out, or being short."""
    ruled_out = any(trait.startswith(DENIED + "cause") for trait in side.traits)
    return bool(REASON & set(side.traits)) or "Cause" in side.events or ruled_out or _is_brief(side)


def _is_brief(side: Side) -> bool:
    """Tell whether a statement is little more than the name of a cause."""
    return side.span.end - side.span.start <= BRIEF and not (side.figures or side.dates)


def culprits(side: Side) -> frozenset[str]:
    """Return who is to blame by a statement: entities that act or cause, and groups."""
    named = {key for role in ("cause", "agent") for key in side.filling(role)}
    if "particle:blame" in side.traits or ("Cause" in side.events and _is_brief(side)):
        return frozenset(named | set(_behind_by(side) or values(side, "who")))
    return frozenset(named) if DEEDS & set(side.events) else frozenset()


def _behind_by(side: Side) -> list[str]:
    """Return the groups behind the first `by`, as in `fighters paid by the mayor`."""
    if "particle:by" not in side.traits:
        return []
    behind = side.traits[side.traits.index("particle:by") :]
    return [trait.partition(APART)[2] for trait in behind if trait.startswith("who:")]


def effects(side: Side) -> frozenset[str]:
    """Return what kinds of things a statement says to have happened."""
    return frozenset(values(side, "effect")) | {EFFECTS[event] for event in side.events if event in EFFECTS}


def rivalry(left: Side, right: Side) -> Same:
    """Return whether two statements explain something alike, each naming a cause or somebody to blame."""
    common = differ(effects(left), effects(right))
    if common == "other" or (common == "unknown" and not (explains(left) and explains(right))):
        return "unknown"
    causes_of, blamed = (causes(left), causes(right)), (culprits(left), culprits(right))
    by_cause, by_culprit = differ(*causes_of), differ(*blamed)
    if by_cause == "same" and all(cause & DELIBERATE for cause in causes_of) and by_culprit == "other":
        return "other"
    if by_cause != "unknown":
        return by_cause
    if by_culprit != "unknown":
        return by_culprit
    crossed = ((left, causes_of[0], blamed[1]), (right, causes_of[1], blamed[0]))
    outright = (c - DELIBERATE if explains(side) else c - DELIBERATE - VAGUE for side, c, who in crossed if who)
    return "other" if any(outright) else "unknown"


def doer(side: Side, act: str) -> frozenset[str]:
    """Return who does something by a statement: those named before the words for the act, or behind `by`."""
    before: list[str] = []
    behind: list[str] = []
    seen, passive = False, False
    for trait in side.traits:
        passive = passive or (seen and trait == "particle:by")
        seen = seen or trait == "act:" + act
        if trait.startswith(("who:", "land:")):
            (behind if seen else before).append(trait.partition(APART)[2])
    if passive and behind:
        return frozenset(behind)
    return frozenset(before or behind) if act in ALONE else frozenset(before)


def quarrel(left: Side, right: Side) -> Same:
    """Return whether two statements tell of one act of which each side of a quarrel accuses the other."""
    found: set[Same] = set()
    for act in QUARRELS:
        if all("act:" + act in side.traits for side in (left, right)):
            found.add(apart(doer(left, act), doer(right, act)))
    return "other" if "other" in found and "same" not in found else "same" if "same" in found else "unknown"


def apart(left: frozenset[str], right: frozenset[str]) -> Same:
    """Return whether those named differ: names before groups, where both have some."""
    names = [frozenset(key for key in side if is_name(key)) for side in (left, right)]
    return differ(*names) if all(names) else differ(left, right)


def is_person(key: str) -> bool:
    """Tell whether an entity is a person."""
    record = known().get(key)
    return key.startswith("per-") or (record is not None and record.kind == "PER")


def is_name(value: str) -> bool:
    """Tell whether a value is the key of an entity, not a kind of group."""
    return value.startswith(NAMED) or value in known()


def typed(side: Side) -> frozenset[str]:
    """Return what can be in tension with what others say: events with polarity, traits as affirmed or denied."""
    return _typed(side.polarity == "pos", side.events, side.traits)


@lru_cache(maxsize=1 << 14)
def _typed(affirmed: bool, events: tuple[str, ...], traits: tuple[str, ...]) -> frozenset[str]:
    signed = (("+" if affirmed else "-") + event for event in events)
    return frozenset([*signed, *(trait if trait.startswith(DENIED) else "+" + trait for trait in traits)])
