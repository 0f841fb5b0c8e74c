"""Decisions of people replayed over what the machine resolved: they win, and those that no longer apply are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from claimgraph.entity import Entity
from claimgraph.link.changes import Taken, linked, made, parted, united, without
from claimgraph.link.decisions import Action, Decision, Log, Subject, in_force
from claimgraph.link.entities import spelled
from claimgraph.link.local import LocalEntity
from claimgraph.link.resolve import Found, Resolution
from claimgraph.link.separation import Moved, Place, bare, separate
from claimgraph.link.subjects import Subjects
from claimgraph.model import Annotation


@dataclass(frozen=True, slots=True)
class Left:
    """A decision that no longer applies, and why."""

    decision: Decision
    line: int | None
    reason: str

    def __str__(self) -> str:
        label = self.decision.subject.label if self.decision.subject else ""
        place = "" if self.line is None else f"line {self.line}: "
        return f"{place}{self.decision.action} {label!r} doesn't apply: {self.reason}"


@dataclass(frozen=True, slots=True)
class Applied:
    """A decision that holds, and the key of the entity that it now is about."""

    decision: Decision
    key: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of the decisions of people in a build."""

    applied: tuple[Applied, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of the machine's resolution; `moved` tells which words of a local entity denote another one."""

    resolution: Resolution
    decided: Decided = field(default_factory=Decided)
    moved: Moved = field(default_factory=dict)

    def separate(self, annotation: Annotation) -> Annotation:
        """Return an annotation of which some names were taken out of their entity, not yet with the run's keys."""
        return separate(annotation, self.moved)


def replay(resolution: Resolution, found: Iterable[Found], log: Log) -> Replayed:
    """Return a resolution with the decisions of a log applied; `found` is what was resolved, in any order.

    Who is who is decided first, in the order of the log, then links and names.
    """
    decided = in_force(log.decisions)
    if not decided:
        return Replayed(resolution)
    state = _State(resolution, found)
    left = [Left(decision, log.line(decision), reason) for decision, reason in state.replay(decided)]
    gone = {one.decision.id for one in left}
    applied = tuple(
        Applied(decision, state.key(decision.subject))
        for decision in decided
        if decision.subject and decision.id not in gone
    )
    return Replayed(state.resolution(resolution), Decided(applied, tuple(left)), state.moved)


class _State:
    """The entities of a run while decisions are applied to them."""

    def __init__(self, resolution: Resolution, found: Iterable[Found]) -> None:
        self.locals = {(document, local.id): local for document, local in sorted(found, key=lambda f: (f[0], f[1].id))}
        self.keys = {place: resolution.keys[place] for place in self.locals if place in resolution.keys}
        self.entities = {entity.key: entity for entity in resolution.entities}
        self.moved: dict[Place, dict[str, str]] = {}
        self._became: dict[str, str] = {}
        self._places: dict[str, set[Place]] = {}
        for place, key in self.keys.items():
            self._places.setdefault(key, set()).add(place)
        self._subjects = Subjects(self.entities, self._now)

    def replay(self, decided: Sequence[Decision]) -> list[tuple[Decision, str]]:
        """Apply decisions; return those that don't apply, each with the reason, in their order."""
        left: dict[str, str] = {}
        for wanted in (True, False):
            for decision in decided:
                if (decision.action in _WHO_IS_WHO) is wanted and (reason := self._apply(decision)):
                    left[decision.id] = reason
        return [(decision, left[decision.id]) for decision in decided if decision.id in left]

    def key(self, subject: Subject) -> str:
        """Return the key of the entity that a decision spoke of, as it is now."""
        return self._subjects.find(subject).key or self._now(subject.key)

    def _apply(self, decision: Decision) -> str | None:
        found = [self._subjects.find(subject) for subject in decision.subjects]
        missing = next((one.reason for one in found if one.key is None), None)
        if missing is not None:
            return missing
        keys = [one.key for one in found if one.key is not None]
        return _ACTIONS[decision.action](self, decision, keys)

    def _now(self, key: str) -> str:
        while key in self._became and key not in self.entities:
            key = self._became[key]
        return key

    def merge(self, decision: Decision, keys: list[str]) -> str | None:
        """Make entities one: the first of them."""
        into = keys[0]
        for other in dict.fromkeys(keys[1:]):
            if other != self._now(into):
                self._absorb(self._now(into), self._now(other))
        return None

    def _absorb(self, into: str, other: str) -> None:
        if into == other:
            return
        self._give(self._places.get(other, set()), into)
        self.entities[into] = united(self.entities[into], self.entities.pop(other))
        self._became[other] = into
        self._subjects.note(into)

    def _give(self, places: Iterable[Place], key: str) -> None:
        for place in list(places):
            self._places.get(self.keys[place], set()).discard(place)
            self.keys[place] = key
            self._places.setdefault(key, set()).add(place)

    def keep_apart(self, decision: Decision, keys: list[str]) -> str | None:
        """Make sure that entities are not one: where they are, the names of the others are taken out."""
        assert decision.subject is not None, decision
        own = _names(decision.subject)
        for other, key in zip(decision.others, keys[1:], strict=True):
            if key != keys[0]:
                continue
            if not (names := _names(other) - own):
                return "both have the same names; split by documents"
            free = other.key if other.key not in self.entities else None
            # Where none of these names is here, they are apart as they are.
            self._take(keys[0], Taken(decision, names, own, free))
        return None

    def split(self, decision: Decision, keys: list[str]) -> str | None:
        """Take spellings and documents out of an entity, into one of their own."""
        assert decision.subject is not None, decision
        taken = frozenset(decision.spellings)
        return self._take(keys[0], Taken(decision, taken, _names(decision.subject) - taken))

    def _take(self, key: str, taken: Taken) -> str | None:
        places = sorted(self._places.get(key, ()))
        parts = [(place, parted(self.locals[place], place[0], taken)) for place in places]
        if not any(out for _, (out, _) in parts):
            return "none of its spellings or documents is here"
        spellings = [spelling for _, (out, _) in parts if out is not None for spelling in out.spellings]
        rest = {s.words for _, (_, stays) in parts if stays is not None for s in stays.spellings}
        entity = made(self.entities[key], taken, spelled(spellings))
        self.entities[entity.key] = entity
        self._became.pop(entity.key, None)  # a key that is in use again leads nowhere else, or two would lead in a ring
        for place, (out, stays) in parts:
            if out is not None:
                self._move(place, out, stays, entity.key)
        if self._places.get(key):
            self.entities[key] = without(self.entities[key], {s.words for s in spellings} - rest, taken)
        else:
            del self.entities[key]
        self._subjects.note(entity.key)
        return None

    def _move(self, place: Place, out: LocalEntity, stays: LocalEntity | None, key: str) -> None:
        if stays is None:
            self._give([place], key)
            return
        document, id = place
        self.locals[place] = stays
        self.locals[document, out.id] = out
        self.keys[document, out.id] = key
        self._places.setdefault(key, set()).add((document, out.id))
        self.moved.setdefault((document, id), {}).update({bare(spelling.words): out.id for spelling in out.spellings})

    def rename(self, decision: Decision, keys: list[str]) -> str | None:
        """Give an entity another name, in one language the preferred one."""
        assert decision.name is not None, decision
        entity = self.entities[keys[0]]
        names = dict(entity.names)
        if decision.lang is not None:
            names[decision.lang] = tuple(dict.fromkeys((decision.name, *names.get(decision.lang, ()))))
        self.entities[keys[0]] = replace(entity, label=decision.name, names=dict(sorted(names.items())))
        return None

    def link(self, decision: Decision, keys: list[str]) -> str | None:
        """Say which item an entity is, which it isn't, or that it is none."""
        self.entities[keys[0]] = linked(self.entities[keys[0]], decision)
        return None

    def resolution(self, old: Resolution) -> Resolution:
        """Return what holds now, sorted by key."""
        entities = tuple(self._located(self.entities[key]) for key in sorted(self.entities))
        return replace(old, entities=entities, keys=self.keys, qids={e.key: e.qid for e in entities})

    def _located(self, entity: Entity) -> Entity:
        return replace(entity, country=self._now(entity.country)) if entity.country else entity


_WHO_IS_WHO = frozenset({"merge", "apart", "split"})
_ACTIONS: dict[Action, Callable[[_State, Decision, list[str]], str | None]] = {
    "accept": _State.link,
    "reject": _State.link,
    "set": _State.link,
    "merge": _State.merge,
    "apart": _State.keep_apart,
    "split": _State.split,
    "rename": _State.rename,
}


def _names(subject: Subject) -> frozenset[str]:
    return frozenset(name for names in subject.names.values() for name in names)
