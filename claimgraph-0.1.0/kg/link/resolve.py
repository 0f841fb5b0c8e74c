"""Entities of a run: the same entity in several documents, languages and scripts gets the same key.

The result depends on the set of documents alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claimgraph.entity import Entity
from claimgraph.link.bearers import Bearers, owner, together
from claimgraph.link.bodies import is_plain
from claimgraph.link.clusters import Cluster, clusters, full_names, names_a_sort
from claimgraph.link.entities import alone, described, minted, recorded, with_spellings
from claimgraph.link.heard import heard
from claimgraph.link.index import Match, index
from claimgraph.link.known import known
from claimgraph.link.local import DESCRIBED, KNOWN, LocalEntity, Spelling, local_entities
from claimgraph.link.peoples import without_country
from claimgraph.model import Annotation, Assertion, Claim, Mention, Party

__all__ = ["LocalEntity", "Resolution", "apply", "local_entities", "resolve"]

MAIN_COUNTRIES = 2
"""Countries that a document names most often, one of which a body without a name of its own may belong to."""
Found = tuple[str, LocalEntity]
"""Name of a document and an entity within it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a run, sorted by key, and the key of each local entity by document and local id."""

    entities: tuple[Entity, ...]
    keys: Mapping[tuple[str, str], str]
    qids: Mapping[str, str | None]


class _Run:
    """The entities of a run while they are resolved."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], Entity] = {}
        self._spellings: dict[str, list[Spelling]] = {}
        self._bearers = Bearers()
        self._people: dict[str, Entity] = {}

    def give(self, found: Found, entity: Entity) -> None:
        """Note which entity a local one is; who is named in full is known by surname from now on."""
        document, local = found
        self.given[document, local.id] = entity
        self._spellings.setdefault(entity.key, []).extend(local.spellings)
        if entity.kind == "PER" and (names := list(full_names(local))):
            self._people[entity.key] = entity
            self._bearers.note(entity.key, names)

    def give_bare(self, bare: Sequence[Found]) -> None:
        """Note whom people are who are named by one word alone."""
        # Whom a surname means is settled before any bare surname is given, so that these don't count as people.
        borne = [self._bearers.of(local) for _, local in bare]
        unknown = [item for item, people in zip(bare, borne, strict=True) if not people]
        beside = {place[0]: set[str]() for place in self.given}
        for (document, _), entity in self.given.items():
            if entity.key in self._people:
                beside[document].add(entity.key)
        for item, people in zip(bare, borne, strict=True):
            key = owner(people)
            if people:
                self.give(item, self._person(key) if key else alone([item]))
        for members in together(unknown, beside):
            entity = alone(members)
            for item in members:
                self.give(item, entity)

    def _person(self, key: str) -> Entity:
        return self._people.get(key) or recorded(Match(key, "surname"))

    def entities(self) -> tuple[Entity, ...]:
        """Return all entities, sorted by key, with the spellings of all their documents."""
        chosen: dict[str, Entity] = {}
        for _, entity in sorted(self.given.items()):
            chosen.setdefault(entity.key, entity)
        return tuple(with_spellings(chosen[key], self._spellings[key]) for key in sorted(chosen))


def resolve(found: Iterable[Found]) -> Resolution:
    """Return the entities of a run; `found` holds all entities of all its documents, in any order."""
    run = _Run()
    items = sorted(set(found), key=lambda item: (item[0], item[1].id))
    _give_recorded([item for item in items if not item[1].id.startswith(DESCRIBED)], run)
    unknown = [item for item in items if item[1].spellings and (item[0], item[1].id) not in run.given]
    for cluster in clusters([item for item in unknown if any(full_names(item[1]))]):
        entity = _entity(cluster)
        for member in cluster.members:
            run.give(member, entity)
    run.give_bare([item for item in unknown if (item[0], item[1].id) not in run.given])
    _give_described([item for item in items if (item[0], item[1].id) not in run.given], run)
    entities = run.entities()
    keys = {place: entity.key for place, entity in run.given.items()}
    return Resolution(entities, keys, {entity.key: entity.qid for entity in entities})


def _entity(cluster: Cluster) -> Entity:
    names = [name for _, local in cluster.members for name in full_names(local)] if cluster.kind == "PER" else []
    match = heard(set(names))
    return recorded(match) if match else minted(cluster)


def _give_recorded(items: Iterable[Found], run: _Run) -> None:
    for item in items:
        match = _record(item[1])
        if match is not None:
            run.give(item, recorded(match))


def _record(local: LocalEntity) -> Match | None:
    """Return the shipped record that a local entity is, None where no name says it."""
    if local.id.startswith(KNOWN):
        named = Match(local.id.removeprefix(KNOWN), "name")
        return named if _fits(local, named) else None
    if local.apart:
        return None
    match = index().find(local.kind, local.spellings)
    if match is None and local.kind == "PER":
        matches = {index().misspelt(words, lang) for words, lang in full_names(local)}
        match = matches.pop() if len(matches) == 1 else None
    return match or _of_country(local)


def _of_country(local: LocalEntity) -> Match | None:
    """Return the body whose country the name adds: `Госдеп США`."""
    if local.kind != "ORG":
        return None
    read = [(spelling, *without_country(spelling.words, spelling.lang)) for spelling in local.spellings]
    named = [(replace(spelling, words=rest), country) for spelling, rest, country in read if country]
    match = index().find(local.kind, [spelling for spelling, _ in named])
    return match if match and known()[match.key].country in {country for _, country in named} else None


def _fits(local: LocalEntity, match: Match) -> bool:
    """Tell whether a body of one country may be meant: not where a document speaks rather of other countries."""
    country = known()[match.key].country
    said = {without_country(spelling.words, spelling.lang)[1] for spelling in local.spellings}
    if local.kind != "ORG" or country is None or not local.countries or country in said:
        return True
    anyones = any(is_plain(spelling.words, spelling.lang) for spelling in local.spellings)
    if country in local.countries[: MAIN_COUNTRIES if anyones else None]:
        return True
    return not any(names_a_sort(spelling.words, spelling.lang) for spelling in local.spellings)


def _give_described(items: Sequence[Found], run: _Run) -> None:
    places: dict[str, dict[str, Entity]] = {}
    for (document, local_id), entity in run.given.items():
        places.setdefault(document, {})[local_id] = entity
    for document, local in items:
        run.give((document, local), described(document, local, places.get(document, {})))


def apply(annotation: Annotation, resolution: Resolution) -> Annotation:
    """Return an annotation with the keys and QIDs of the run in its mentions, parties of claims and roles."""
    document = annotation.document.name

    def named(old: Mention) -> Mention:
        key = resolution.keys.get((document, old.entity or ""))
        return replace(old, entity=key, qid=resolution.qids.get(key or ""))

    def party(old: Party) -> Party:
        key = resolution.keys.get((document, old.entity or ""))
        return replace(old, entity=key, qid=resolution.qids.get(key or ""))

    def claim(old: Claim) -> Claim:
        return replace(
            old,
            speaker=old.speaker and party(old.speaker),
            addressee=old.addressee and party(old.addressee),
            via=tuple(map(party, old.via)),
        )

    def assertion(old: Assertion) -> Assertion:
        return replace(old, fillers=tuple(replace(f, entity=filler(f.entity or "")) for f in old.fillers))

    def filler(local: str) -> str | None:
        # A state that is named by an adjective alone has no mention, and is a record all the same.
        record = local.removeprefix(KNOWN) if local.startswith(KNOWN) else None
        return resolution.keys.get((document, local), record)

    return replace(
        annotation,
        mentions=tuple(map(named, annotation.mentions)),
        claims=tuple(map(claim, annotation.claims)),
        assertions=tuple(map(assertion, annotation.assertions)),
    )
