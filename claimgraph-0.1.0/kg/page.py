"""One document while it is written: the IRIs of its parts and what its words denote."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

import msgspec
from pyoxigraph import Literal, NamedNode

from claimgraph.entity import Entity
from claimgraph.iri import Mint, slug
from claimgraph.model import Annotation, Claim, Party, Span
from claimgraph.offsets import check_exact

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate and object of one document; the graph is added in one place."""


class Spanned(Protocol):
    """Whatever stands on words of a document."""

    @property
    def span(self) -> Span:
        """The words."""


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True, slots=True)
class World:
    """What all documents of a build share: the base of IRIs, the entities and who the publishers are."""

    mint: Mint
    entities: Mapping[str, Entity]
    publishers: Mapping[str, str]
    """Name of an organization -> key of its entity, for names that only one entity has."""

    @classmethod
    def of(cls, mint: Mint, entities: Mapping[str, Entity]) -> Self:
        """Return the world of some entities."""
        owners: dict[str, set[str]] = {}
        for entity in entities.values():
            for name in (entity.label, *(n for names in entity.names.values() for n in names)):
                if entity.kind == "ORG":
                    owners.setdefault(name.casefold(), set()).add(entity.key)
        return cls(mint, entities, {name: min(keys) for name, keys in owners.items() if len(keys) == 1})

    def source_key(self, name: str) -> str:
        """Return the key of a publisher or agency: that of its entity where one has the name, else a slug."""
        return self.publishers.get(name.casefold()) or slug(name)


@dataclass(frozen=True, slots=True)
class Page:
    """An annotation with resolved entities, and where its parts get their IRIs."""

    annotation: Annotation
    key: str
    world: World

    @property
    def text(self) -> str:
        """The stored text."""
        return self.annotation.document.text

    @property
    def document(self) -> NamedNode:
        """The IRI of the document."""
        return self.world.mint.document(self.key)

    def part(self, kind: str, span: Span, nth: int = 0) -> NamedNode:
        """Return the IRI of a part."""
        return self.world.mint.part(self.key, kind, span, nth)

    def span(self, span: Span) -> NamedNode:
        """Return the IRI of quoted words; raise OffsetError when the text has no such words."""
        check_exact(self.annotation.document.name, self.text, span.start, span.end, span.of(self.text))
        return self.part("span", span)

    def numbered(self, kind: str, records: Sequence[S]) -> Iterator[tuple[NamedNode, S]]:
        """Yield the records with their IRIs; those on the same words are told apart by a counter."""
        seen: Counter[Span] = Counter()
        for record in records:
            yield self.part(kind, record.span, seen[record.span]), record
            seen[record.span] += 1

    def nth(self, kind: str, records: Sequence[Spanned], index: int) -> NamedNode:
        """Return the IRI of one record among those of its kind."""
        span = records[index].span
        return self.part(kind, span, sum(record.span == span for record in records[:index]))

    def denoted(self, span: Span) -> Entity | None:
        """Return the entity that a mention with exactly this span denotes."""
        keys = (m.entity for m in self.annotation.mentions if m.span == span and m.entity is not None)
        return next((self.world.entities[key] for key in keys if key in self.world.entities), None)

    def mentioned(self, claim: Claim) -> list[Entity]:
        """Return the entities that the content of a claim mentions, once each, sorted by key."""
        inside = (m for m in self.annotation.mentions if any(span.contains(m.span) for span in claim.spans))
        keys = {m.entity for m in inside if m.entity is not None}
        return [self.world.entities[key] for key in sorted(keys) if key in self.world.entities]

    def entity(self, party: Party | None) -> Entity | None:
        """Return the entity of a party."""
        return None if party is None or party.entity is None else self.world.entities.get(party.entity)

    def source(self, party: Party) -> tuple[str, str] | None:
        """Return key and name of a source between speaker and document, None for words that name none."""
        entity = self.entity(party)
        if entity is not None and entity.kind == "ORG":
            return entity.key, entity.label
        words = party.span.of(self.text).split()
        endings = (" ".join(words[start:]) for start in range(len(words)))
        key = next(
            (self.world.publishers[e.casefold()] for e in endings if e.casefold() in self.world.publishers), None
        )
        if key is not None:
            return key, self.world.entities[key].label
        named = words[-1:] and words[-1][0].isupper()
        return (self.world.source_key(" ".join(words)), " ".join(words)) if named else None

    def via(self, claim: Claim) -> list[tuple[str, str]]:
        """Return keys and names of the sources between document and speaker, nearest to the document first."""
        return [source for party in claim.via if (source := self.source(party)) is not None]

    def language(self, span: Span) -> str:
        """Return the language of the segment that some words stand in."""
        segments = self.annotation.segments
        return next((s.lang for s in segments if s.span.contains(span)), self.annotation.lang)

    def digest(self, rules: str) -> str:
        """Return a SHA-256 over all that the graph of the document is made from, rules included."""
        known = self.world.entities
        parties = (p for c in self.annotation.claims for p in (c.speaker, c.addressee, *c.via))
        keys = {m.entity for m in self.annotation.mentions} | {party.entity for party in parties if party}
        keys |= {filler.entity for assertion in self.annotation.assertions for filler in assertion.fillers}
        kinds = sorted((key, known[key].kind) for key in keys if key is not None and key in known)
        parts = (rules, self.world.mint.base, sorted(self.sources()), kinds, self.annotation)
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()

    def publisher(self) -> str | None:
        """Return the name of who published the document, else of the agency that wrote it, as far as it is known."""
        metadata = self.annotation.metadata
        return metadata.publisher or self.annotation.document.publisher or metadata.agency

    def sources(self) -> dict[str, str]:
        """Return key -> name of all publishers and agencies of the document."""
        names = (self.publisher(), self.annotation.metadata.agency)
        found = {self.world.source_key(name): name for name in names if name}
        return found | dict(source for claim in self.annotation.claims for source in self.via(claim))


def claim_spans(claim: Claim) -> Iterator[Span]:
    """Yield all words that a claim refers to."""
    yield from claim.spans
    parties = (claim.speaker,)
    yield from (party.span for party in parties if party is not None)
    if claim.cue is not None:
        yield claim.cue


def quoted(annotation: Annotation) -> list[Span]:
    """Return every span that is stored as evidence, once, in text order."""
    records: Sequence[Spanned] = (*annotation.mentions, *annotation.quantities, *annotation.dates)
    spans = {record.span for record in records}
    spans.update(span for claim in annotation.claims for span in claim_spans(claim))
    spans.update(assertion.span for assertion in annotation.assertions)
    spans.update(office.title for office in annotation.offices)
    spans.update(membership.span for membership in annotation.memberships)
    return sorted(spans)
