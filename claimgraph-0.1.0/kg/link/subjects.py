"""Which entity a decision speaks of, also where another build or machine gave it another key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from claimgraph.entity import Entity
from claimgraph.link.decisions import Subject
from claimgraph.link.fold import fold
from claimgraph.link.spelling import is_full, literal, without_patronymic
from claimgraph.model import Kind


@dataclass(frozen=True, slots=True)
class Identified:
    """The key of the entity that is meant, or why none can be told."""

    key: str | None
    reason: str = ""


class Subjects:
    """Finds the entities that are spoken of, among entities that change meanwhile."""

    def __init__(self, entities: Mapping[str, Entity], now: Callable[[str], str]) -> None:
        self._entities = entities
        self._now = now
        self._named: dict[tuple[Kind, str], set[str]] | None = None

    def find(self, subject: Subject) -> Identified:
        """Return the entity with the key of a subject if it has one of its names too, else that with most of its names.

        The key alone counts for a subject without names. Without the key one name counts only if it is the label or
        the only name there is: an acronym that is one of several names is shared by too many.
        """
        key = self._now(subject.key)
        if key in self._entities and _is_still(self._entities[key], subject):
            return Identified(key)
        names = list(_identifying(subject))
        votes: dict[str, set[str]] = {}
        labelled: set[str] = set()
        for words, lang in names:
            for other in self._called(subject.kind, words, lang):
                votes.setdefault(other, set()).add(fold(words, lang))
                if words == subject.label:
                    labelled.add(other)
        enough = min(2, len({fold(words, lang) for words, lang in names}))
        votes = {other: sounds for other, sounds in votes.items() if other in labelled or len(sounds) >= enough}
        most = max(map(len, votes.values()), default=0)
        best = sorted(other for other, sounds in votes.items() if len(sounds) == most)
        if len(best) == 1:
            return Identified(best[0])
        if best:
            return Identified(None, f"{len(best)} entities have its names ({', '.join(best[:5])})")
        return Identified(None, "no entity here has its key or its names")

    def note(self, key: str) -> None:
        """Know the names of an entity that is new or has new names."""
        if self._named is not None:
            for sound in _sounds(self._entities[key]):
                self._named.setdefault((self._entities[key].kind, sound), set()).add(key)

    def _called(self, kind: Kind, words: str, lang: str) -> set[str]:
        if self._named is None:
            self._named = {}
            for key in self._entities:
                self.note(key)
        wanted = literal(words, lang)
        keys = {self._now(key) for sound in wanted for key in self._named.get((kind, sound), ())}
        return {key for key in keys if key in self._entities and wanted & _sounds(self._entities[key])}


def is_one(left: Subject, right: Subject) -> bool:
    """Tell whether two decisions speak of one entity: one key, or one kind and a name that says who is meant."""
    if left.key == right.key:
        return not (left.names and right.names) or bool(_heard(left) & _heard(right))
    return left.kind == right.kind and bool(_heard(left) & _heard(right))


def _heard(subject: Subject) -> frozenset[str]:
    return frozenset().union(*(literal(words, lang) for words, lang in _identifying(subject)))


def _is_still(entity: Entity, subject: Subject) -> bool:
    """Tell whether an entity with the key of a subject has one of its names."""
    if entity.label == subject.label or not subject.names:
        return True
    return any(literal(words, lang) & _sounds(entity) for words, lang in _names(subject))


def _names(subject: Subject) -> Iterator[tuple[str, str]]:
    yield from ((name, lang) for lang, names in sorted(subject.names.items()) for name in names)


def _identifying(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the names that say who is meant: of a person those in full, where there are any."""
    names: list[tuple[str, str]] = list(_names(subject)) or [(subject.label, "")]
    full = [(w, lang) for w, lang in names if subject.kind != "PER" or is_full(without_patronymic(w, lang))]
    yield from full or names


def _sounds(entity: Entity) -> frozenset[str]:
    """Return the keys of the names of an entity."""
    named = [(name, lang) for lang, names in entity.names.items() for name in names] or [(entity.label, "")]
    return frozenset().union(*(literal(words, lang) for words, lang in named))
