"""One entity over all documents of a run: the ids that hold within a document become entities of the run.

A pure function of the set of documents: their order plays no part.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import NamedTuple

from claimgraph.link.fold import fold, plain
from claimgraph.link.inflection import bases
from claimgraph.link.known import known
from claimgraph.model import Annotation, Claim, Entity, Kind, Mention, Party

KNOWN = "known:"
DESCRIBED = "desc:"
COMBINATIONS = 64  # readings of an inflected name that are compared


@dataclass(frozen=True, slots=True, order=True)
class LocalEntity:
    """An entity of one document: its id there, its kind and the names (language, words) it has there."""

    id: str
    kind: Kind
    names: tuple[tuple[str, str], ...]


class Place(NamedTuple):
    """A local entity in its document."""

    document: str
    id: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a run, sorted by key, and which of them each local entity is."""

    entities: tuple[Entity, ...]
    keys: Mapping[Place, str]
    qids: Mapping[str, str]


def local_entities(annotation: Annotation) -> tuple[LocalEntity, ...]:
    """Return the entities of a document with the names that it gives them."""
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    text = annotation.document.text
    segments = iter(annotation.segments)
    segment = next(segments, None)
    for mention in sorted(annotation.mentions, key=lambda m: m.span):
        while segment and segment.span.end <= mention.span.start:
            segment = next(segments, None)
        if mention.entity is None:
            continue
        kinds[mention.entity][mention.kind] += 1
        if mention.form == "name":
            lang = segment.lang if segment else annotation.lang
            names[mention.entity].add((lang, " ".join(mention.span.of(text).split())))
    return tuple(
        LocalEntity(local, max(sorted(counts), key=lambda kind: counts[kind]), tuple(sorted(names[local])))
        for local, counts in sorted(kinds.items())
    )


def resolve(found: Iterable[tuple[str, LocalEntity]]) -> Resolution:
    """Return the entities of a run from the local entities of its documents.

    Known records merge by their key, full names by their sound in any of their cases; a bare surname joins the only
    person of that surname in the run, else stays an entity of its document.
    """
    items = sorted(set(found))
    keys = _known_keys(items)
    keys |= _named_keys([i for i in items if _is_named(i[1])])
    keys |= _surname_keys([i for i in items if _is_surname(i[1])], items, keys)
    keys |= _described_keys([i for i in items if i[1].id.startswith(DESCRIBED)], keys)
    entities = tuple(_entities(items, keys))
    return Resolution(entities, keys, {e.key: e.qid for e in entities if e.qid})


def _is_surname(local: LocalEntity) -> bool:
    return local.kind == "PER" and not local.id.startswith((KNOWN, DESCRIBED)) and len(_fullest(local).split()) < 2


def _is_named(local: LocalEntity) -> bool:
    return not local.id.startswith((KNOWN, DESCRIBED)) and not _is_surname(local)


def _fullest(local: LocalEntity) -> str:
    return local.id.partition(":")[2]


def _known_keys(items: Iterable[tuple[str, LocalEntity]]) -> dict[Place, str]:
    return {Place(d, e.id): e.id.removeprefix(KNOWN) for d, e in items if e.id.startswith(KNOWN)}


# ---------------------------------------------------------------- names
def _named_keys(items: list[tuple[str, LocalEntity]]) -> dict[Place, str]:
    """Return the keys of fully named entities: those that share a reading of their names are one."""
    groups = _Groups()
    for document, local in items:
        groups.join(Place(document, local.id), {(local.kind, r) for lang, name in _names(local) for r in
                                                _readings(name, lang, local.kind)})  # fmt: skip
    by_root: dict[Place, list[tuple[str, LocalEntity]]] = defaultdict(list)
    for document, local in items:
        by_root[groups.root(Place(document, local.id))].append((document, local))
    return {Place(d, e.id): key for members in by_root.values() for key in [_minted(members)] for d, e in members}


def _names(local: LocalEntity) -> Iterator[tuple[str, str]]:
    """Return the full names of a local entity: shorter ones (a surname, an acronym) say too little to merge by."""
    longest = len(_fullest(local).split())
    yield from ((lang, name) for lang, name in local.names if len(name.split()) >= longest)


def _readings(name: str, lang: str, kind: Kind) -> set[str]:
    """Return how a name sounds in each of the base forms that it may have."""
    words = name.split()
    words = [words[0], words[-1]] if kind == "PER" and len(words) > 2 else words
    choices = [sorted({fold(b, lang) for b in bases(word, lang)}) for word in words]
    return {" ".join(reading) for reading in islice(product(*choices), COMBINATIONS)}


class _Groups:
    """Union of places by the readings they share."""

    def __init__(self) -> None:
        self._parent: dict[Place, Place] = {}
        self._owner: dict[tuple[Kind, str], Place] = {}

    def root(self, place: Place) -> Place:
        parent = self._parent.setdefault(place, place)
        while parent != self._parent[parent]:
            self._parent[parent] = parent = self._parent[self._parent[parent]]
        return parent

    def join(self, place: Place, readings: set[tuple[Kind, str]]) -> None:
        for reading in sorted(readings):
            a, b = self.root(place), self.root(self._owner.setdefault(reading, place))
            self._parent[max(a, b)] = min(a, b)


def _minted(members: list[tuple[str, LocalEntity]]) -> str:
    """Return a key made from kind and name: readable, and apart from others by a hash of what was folded."""
    kind = min(local.kind for _, local in members)
    label = _label(members)
    folded = min(r for _, local in members for lang, name in _names(local) for r in _readings(name, lang, local.kind))
    return f"{plain(label).replace(' ', '-')[:60]}-{_digest(kind, folded)}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:8]


def _label(members: Iterable[tuple[str, LocalEntity]]) -> str:
    """Return the name of most documents; of equals one in Latin letters, then the shortest, then the first."""
    counts = Counter(name for _, local in members for _, name in _names(local))
    return min(counts, key=lambda name: (-counts[name], not name.isascii(), len(name), name))


# ---------------------------------------------------------------- surnames and descriptions
def _surname_keys(
    items: list[tuple[str, LocalEntity]], every: list[tuple[str, LocalEntity]], keys: Mapping[Place, str]
) -> dict[Place, str]:
    """Return the keys of bare surnames: the only person of the run who has it, else one of the document's own."""
    holders: dict[str, set[str]] = defaultdict(set)
    for document, local in every:
        if local.kind == "PER" and Place(document, local.id) in keys:
            for lang, name in local.names:
                for reading in _readings(name.split()[-1], lang, "PER"):
                    holders[reading].add(keys[Place(document, local.id)])
    found = {}
    for document, local in items:
        people = {key for lang, name in local.names for r in _readings(name, lang, "PER") for key in holders[r]}
        own = f"{plain(_fullest(local)).replace(' ', '-')}-{_digest(document, local.id)}"
        found[Place(document, local.id)] = people.pop() if len(people) == 1 else own
    return found


def _described_keys(items: list[tuple[str, LocalEntity]], keys: Mapping[Place, str]) -> dict[Place, str]:
    """Return the keys of unnamed speakers: one per country, `authorities-kazakhstan`, else one per document."""
    found = {}
    for document, local in items:
        head, _, place = local.id.removeprefix(DESCRIBED).partition("@")
        country = keys.get(Place(document, place)) if place else None
        slug = plain(head).replace(" ", "-")
        found[Place(document, local.id)] = f"{slug}-{country or _digest(document, local.id)}"
    return found


# ---------------------------------------------------------------- entities
def _entities(items: list[tuple[str, LocalEntity]], keys: Mapping[Place, str]) -> Iterator[Entity]:
    members: dict[str, list[tuple[str, LocalEntity]]] = defaultdict(list)
    for document, local in items:
        members[keys[Place(document, local.id)]].append((document, local))
    for key in sorted(members):
        yield _entity(key, members[key])


def _entity(key: str, members: list[tuple[str, LocalEntity]]) -> Entity:
    seen: dict[str, set[str]] = defaultdict(set)
    for _, local in members:
        for lang, name in local.names:
            seen[lang].add(name)
    record = known().get(key) if any(e.id.startswith(KNOWN) for _, e in members) else None
    if record is None:
        kind = Counter(local.kind for _, local in members).most_common(1)[0][0]
        names = {lang: tuple(sorted(seen[lang])) for lang in sorted(seen)}
        named = [m for m in members if m[1].names]
        return Entity(key, kind, _label(named) if named else _description(members), names)
    names = {
        lang: tuple(dict.fromkeys((*record.names.get(lang, ()), *sorted(seen.get(lang, ())))))
        for lang in sorted({*record.names, *seen})
    }
    reason = "a name of the shipped record" if record.qid else None
    return Entity(key, record.kind, record.label, names, record.qid, reason, record.place, record.country)


def _description(members: list[tuple[str, LocalEntity]]) -> str:
    """Return what an unnamed speaker is called: `authorities (Kazakhstan)`."""
    head, _, place = members[0][1].id.removeprefix(DESCRIBED).partition("@")
    record = known().get(place.removeprefix(KNOWN)) if place else None
    where = record.label if record else place.partition(":")[2]
    return f"{head} ({where})" if where else head


def apply(annotation: Annotation, resolution: Resolution) -> Annotation:
    """Return an annotation with the entities of the run in its mentions and in the parties of its claims."""
    name = annotation.document.name

    def entity(local: str | None) -> tuple[str | None, str | None]:
        key = resolution.keys.get(Place(name, local)) if local else None
        return key, resolution.qids.get(key) if key else None

    def mention(old: Mention) -> Mention:
        key, qid = entity(old.entity)
        return replace(old, entity=key, qid=qid)

    def party(old: Party) -> Party:
        key, qid = entity(old.entity)
        return replace(old, entity=key, qid=qid)

    def claim(old: Claim) -> Claim:
        return replace(
            old,
            speaker=old.speaker and party(old.speaker),
            addressee=old.addressee and party(old.addressee),
            via=tuple(map(party, old.via)),
        )

    return replace(
        annotation, mentions=tuple(map(mention, annotation.mentions)), claims=tuple(map(claim, annotation.claims))
    )
