"""Decisions of two people brought together: what only one has decided is taken over, contradictions are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimgraph.link.decisions import Decision, Subject, in_force, topic
from claimgraph.link.subjects import is_one

_LINKS = ("accept", "set", "reject")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions of which only one can hold."""

    own: Decision
    other: Decision


@dataclass(frozen=True, slots=True)
class Exchange:
    """What another file adds to one's own, in its order, and what was held back because it contradicts."""

    added: tuple[Decision, ...]
    conflicts: tuple[Conflict, ...]
    held_back: int = 0


def compared(own: Sequence[Decision], others: Sequence[Decision], take_theirs: bool = False) -> Exchange:
    """Return what others' decisions add to one's own; with `take_theirs` also those that contradict one's own."""
    known, theirs = {decision.id for decision in own}, {decision.id for decision in others}
    mine = [decision for decision in in_force(own) if decision.id not in theirs]
    new = [decision for decision in in_force(others) if decision.id not in known]
    conflicts = tuple(Conflict(a, b) for b in new for a in mine if contradict(a, b))
    by_id = {decision.id: decision for decision in (*own, *others)}
    about = {frozenset(topic(one.other)) for one in conflicts} if not take_theirs else set()
    fresh = [decision for decision in others if decision.id not in known]
    added = tuple(decision for decision in fresh if frozenset(topic(decision, by_id.get)) not in about)
    return Exchange(added, conflicts, len(fresh) - len(added))


def contradict(left: Decision, right: Decision) -> bool:
    """Tell whether only one of two decisions can hold."""
    if left.action in _LINKS and right.action in _LINKS:
        return _same(left, right) and _links_differ(left, right)
    if {left.action, right.action} == {"merge", "apart"}:
        return all(any(is_one(a, b) for b in right.subjects) for a in left.subjects)
    if left.action == right.action == "rename":
        return _same(left, right) and left.lang == right.lang and left.name != right.name
    return False


def _links_differ(left: Decision, right: Decision) -> bool:
    if left.action == right.action == "reject":
        return False
    if "reject" in (left.action, right.action):
        return left.qid == right.qid
    return left.qid != right.qid


def _same(left: Decision, right: Decision) -> bool:
    one: Subject | None = left.subject
    other: Subject | None = right.subject
    return one is not None and other is not None and is_one(one, other)
