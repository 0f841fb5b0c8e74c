"""Entities of one document, with the words that name them: what is known before documents are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from claimgraph.link.known import known
from claimgraph.link.spelling import bare, spaced
from claimgraph.link.states import states
from claimgraph.model import Annotation, Kind, Party, Segment

KNOWN = "known:"
DESCRIBED = "desc:"
APART = "@"
TEAM = "team"
"""Stands for the state of a place where a club is meant that is called by it."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it was written, in its language, and how often."""

    words: str
    lang: str
    count: int


Title = tuple[str, str]
"""The words of an office and their language."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a document was published: the host of its address, and whom it or, if `declared`, its input names."""

    host: str
    publisher: str
    declared: bool


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity of one document: its id there and its names; `countries` are the document's, most frequent first.

    `date` is when the document was published, `titles` are the offices that it gives the entity.
    """

    id: str
    kind: Kind
    spellings: tuple[Spelling, ...] = ()
    countries: tuple[str, ...] = ()
    date: str | None = None
    titles: tuple[Title, ...] = ()
    source: Source | None = None

    @property
    def apart(self) -> str:
        """What tells it from the records of its name: the key of a state, `TEAM`, or nothing."""
        apart = self.id.rpartition(APART)[2]
        return apart if APART in self.id and (apart == TEAM or apart in states()) else ""

    @property
    def country(self) -> str | None:
        """The country that the document names most often, itself or by its places."""
        return self.countries[0] if self.countries else None


def local_entities(annotation: Annotation) -> tuple[LocalEntity, ...]:
    """Return the entities of a document, sorted by id; descriptions and pronouns add no names."""
    kinds: dict[str, Kind] = {}
    spellings: dict[str, Counter[tuple[str, str]]] = {}
    languages = _Languages(annotation.segments, annotation.lang)
    for mention in annotation.mentions:
        if mention.entity is None:
            continue
        kinds.setdefault(mention.entity, mention.kind)
        if mention.form == "name":
            kinds[mention.entity] = mention.kind
            words = bare(mention.span.of(annotation.document.text))
            words = spaced(words) if mention.kind == "PER" else words
            counts = spellings.setdefault(mention.entity, Counter())
            counts[words, languages.at(mention.span.start)] += 1
    for party in _parties(annotation):
        if party.entity is not None:
            kinds.setdefault(party.entity, "GRP")
    countries, date, titles = countries_of(annotation), _date(annotation), _titles(annotation, languages)
    source = source_of(annotation)
    return tuple(
        LocalEntity(entity, kinds[entity], _sorted(spellings.get(entity, Counter())), countries, date, own, source)
        for entity in sorted(kinds)
        for own in [titles.get(entity, ())]
    )


def source_of(annotation: Annotation) -> Source | None:
    """Return where a document was published, None where it has no address."""
    metadata, document = annotation.metadata, annotation.document
    name = host(metadata.url or document.url)
    publisher = document.publisher or metadata.publisher or ""
    return Source(name, publisher, bool(document.publisher)) if name else None


def host(url: str | None) -> str | None:
    """Return the host of an address without `www.`, None where there is none.

    >>> host("https://www.astanatimes.com/2022/01/"), host("news/1.html")
    ('astanatimes.com', None)
    """
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _date(annotation: Annotation) -> str | None:
    published = annotation.metadata.published
    return published.value if published else annotation.document.published


def _titles(annotation: Annotation, languages: _Languages) -> dict[str, tuple[Title, ...]]:
    """Return the offices that the document gives its entities."""
    owners = {mention.span: mention.entity for mention in annotation.mentions if mention.entity}
    found: dict[str, set[Title]] = {}
    for office in annotation.offices:
        if office.holder in owners:
            words = office.title.of(annotation.document.text)
            found.setdefault(owners[office.holder], set()).add((words, languages.at(office.title.start)))
    return {entity: tuple(sorted(titles)) for entity, titles in found.items()}


def countries_of(annotation: Annotation) -> tuple[str, ...]:
    """Return the keys of the countries that a document names, itself or by its places, the most frequent first."""
    counts: Counter[str] = Counter()
    for mention in annotation.mentions:
        if mention.kind == "LOC" and mention.entity and mention.entity.startswith(KNOWN):
            record = known()[mention.entity.removeprefix(KNOWN)]
            country = record.key if record.sort == "country" else record.country
            if country:
                counts[country] += 1
    return tuple(sorted(counts, key=lambda key: (-counts[key], key)))


class _Languages:
    """The language at a place of a text."""

    def __init__(self, segments: tuple[Segment, ...], main: str) -> None:
        self._segments = segments
        self._main = main

    def at(self, offset: int) -> str:
        inside = (s.lang for s in self._segments if s.span.start <= offset < s.span.end)
        return next(inside, self._main)


def _parties(annotation: Annotation) -> Iterator[Party]:
    for claim in annotation.claims:
        yield from (party for party in (claim.speaker, claim.addressee, *claim.via) if party)


def _sorted(counts: Counter[tuple[str, str]]) -> tuple[Spelling, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Spelling(words, lang, count) for (words, lang), count in ordered)
