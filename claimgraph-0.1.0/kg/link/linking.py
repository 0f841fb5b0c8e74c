"""Links of a run's entities to items of an index: those that no shipped record says are found, ranked and decided.

The result depends on the set of documents and on the index alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimgraph.entity import Entity, Link
from claimgraph.link.catalog import Catalog, Item
from claimgraph.link.evidence import Features, Setting, around, found, setting
from claimgraph.link.local import TEAM, LocalEntity, Spelling
from claimgraph.link.publishers import published
from claimgraph.link.ranking import Candidate, best, decision, ranked
from claimgraph.link.reasons import considered, nothing, unasked, worded
from claimgraph.link.resolve import Found, Resolution
from claimgraph.link.states import may_hold
from claimgraph.link.uniting import united

METHOD = "index"
_PASSES = 2
"""The items that are sure in one pass are the company of the others in the next."""


def linked(resolution: Resolution, found: Iterable[Found], catalog: Catalog) -> Resolution:
    """Return a resolution with links to the items of an index; `found` is what was resolved, in any order.

    Entities that are surely the same item become one; publishers whose site the index knows are entities too.
    """
    found = list(found)
    run = _Run(resolution, found, catalog)
    for _ in range(_PASSES):
        run.decide()
    return published(united(replace(resolution, entities=run.entities())), found, catalog)


@dataclass(frozen=True, slots=True)
class _Subject:
    """An entity without an item, with the places that name it and the items that its names may mean."""

    entity: Entity
    members: tuple[Found, ...]
    spelled: Mapping[str, tuple[Item, Features]]


class _Run:
    """The entities of a run while their items are looked for."""

    def __init__(self, resolution: Resolution, found: Iterable[Found], catalog: Catalog) -> None:
        self._resolution = resolution
        self._catalog = catalog
        self._decided: dict[str, tuple[Candidate, ...]] = {}
        self._sure: dict[str, str] = {entity.key: entity.qid for entity in resolution.entities if entity.qid}
        members: dict[str, list[Found]] = {}
        for document, local in sorted(found, key=lambda item: (item[0], item[1].id)):
            key = resolution.keys.get((document, local.id))
            if key is not None:
                members.setdefault(key, []).append((document, local))
        self._keys: dict[str, set[str]] = {}
        for key, places in members.items():
            for document, _ in places:
                self._keys.setdefault(document, set()).add(key)
        self._subjects = tuple(
            self._subject(entity, members.get(entity.key, ()))
            for entity in resolution.entities
            if entity.qid is None and entity.kind != "GRP"
        )

    def _subject(self, entity: Entity, members: Sequence[Found]) -> _Subject:
        named = tuple(member for member in members if member[1].spellings)
        written = {(s.words, s.lang): s for _, local in named for s in local.spellings}
        for lang, names in entity.names.items():
            for name in names:
                written.setdefault((name, lang), Spelling(name, lang, 0))
        spellings = [written[key] for key in sorted(written)]
        spelled = found(entity.kind, spellings, self._catalog) if named else {}
        apart = {local.apart for _, local in named} - {""}
        return _Subject(entity, named, {qid: told for qid, told in spelled.items() if _may_be(told[0], apart)})

    def decide(self) -> None:
        """Rank the candidates of all entities, with what is sure of the others so far."""
        sure = {entity.key: entity.qid for entity in self._resolution.entities if entity.qid}
        for subject in self._subjects:
            candidates = self._ranked(subject)
            self._decided[subject.entity.key] = candidates
            chosen = best(candidates)
            if chosen is not None:
                sure[subject.entity.key] = chosen.item.qid
        self._sure = sure

    def _ranked(self, subject: _Subject) -> tuple[Candidate, ...]:
        if not subject.spelled:
            return ()
        settings = [self._setting(document, local, subject.entity.key) for document, local in subject.members]
        return ranked(
            (item, {**features, **around(item, settings, self._catalog)}) for item, features in subject.spelled.values()
        )

    def _setting(self, document: str, local: LocalEntity, own: str) -> Setting:
        beside = self._keys[document] - {own}
        return setting(local, (self._sure[key] for key in beside if key in self._sure), self._catalog)

    def entities(self) -> tuple[Entity, ...]:
        """Return all entities with their links."""
        subjects = {subject.entity.key: subject for subject in self._subjects}
        return tuple(
            self._linked(subjects[entity.key]) if entity.key in subjects else entity
            for entity in self._resolution.entities
        )

    def _linked(self, subject: _Subject) -> Entity:
        if not subject.members:
            return subject.entity
        candidates = self._decided[subject.entity.key]
        chosen = best(candidates)
        links = tuple(_links(subject.entity, candidates, self._catalog))
        return replace(subject.entity, qid=chosen.item.qid if chosen else None, links=links)


def _may_be(item: Item, apart: Iterable[str]) -> bool:
    """Tell whether an item lies in the states that the texts name behind it; a club called by its place has none."""
    return all(key != TEAM and may_hold(key, item.country, item.place) for key in apart)


def _links(entity: Entity, candidates: Sequence[Candidate], catalog: Catalog) -> Iterator[Link]:
    """Yield the link that was decided on, if only to say that there is none, and the best of those turned down."""
    if candidates and (best(candidates) is not None or candidates[0].score >= decision().close):
        first, *others = candidates
        yield Link(
            first.item.qid, "auto", first.score, METHOD, catalog.version, worded(first, best(candidates) is not None)
        )
        turned_down = [other for other in others if other.score >= decision().kept]
    else:
        yield _none(entity, candidates, catalog)
        turned_down = list(candidates)
    for other in turned_down[:1]:
        yield Link(other.item.qid, "rejected", other.score, METHOD, catalog.version, considered(other))


def _none(entity: Entity, candidates: Sequence[Candidate], catalog: Catalog) -> Link:
    """Return that there is no item, or that nobody can tell, for live Wikidata did not answer when it was asked."""
    names = [(name, lang) for lang, cell in sorted(entity.names.items()) for name in cell]
    failure = next(filter(None, (catalog.unanswered(*name) for name in names)), None)
    if failure is not None:
        return Link(None, "unavailable", 0.0, METHOD, catalog.version, unasked(failure))
    nil = round(1.0 - sum(candidate.score for candidate in candidates), 3)
    return Link(None, "nil", max(nil, 0.0), METHOD, catalog.version, nothing(entity, candidates))
