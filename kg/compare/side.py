"""One thing that a claim states, with all that comparison looks at: one side of a pair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from claimgraph.compare.figures import Figure, read_amount, read_figure
from claimgraph.compare.traits import traits
from claimgraph.compare.wording import OPPOSITE, Wording, wording
from claimgraph.encoder.judge import spelled
from claimgraph.extract.counting.amounts import find_amounts
from claimgraph.extract.happenings.frames import occasion
from claimgraph.link.known import known
from claimgraph.model import Annotation, Assertion, Form, Mention, PartialDate, Polarity, Role, Span
from claimgraph.page import Page

MOST = 12
"""Entities, and concepts, that tell what a document is about."""
LEAST, ENDING = 4, 2
"""Letters at the start of a country's name that its people's name has, too, and how many at its end it may lack."""
_WORD = re.compile(r"[^\W\d_]+")
QUOTED: frozenset[Form] = frozenset({"direct", "dash"})
READ: frozenset[Role] = frozenset({"title", "body", "pullQuote", "crossHead", "caption"})


class Side(msgspec.Struct, frozen=True, array_like=True):
    """An assertion out of its document; entities and sources are keys, dates ISO days as far as they are known."""

    claim: str
    """The end of the claim's IRI, behind the base."""
    number: int
    """Which of the claim's assertions this is."""
    span: Span
    document: str
    publisher: str
    lang: str
    published: str
    speaker: str
    polarity: Polarity
    stance: str
    tense: tuple[str, ...]
    narrated: bool
    events: tuple[str, ...]
    fillers: tuple[tuple[str, str], ...]
    entities: tuple[str, ...]
    place: str
    country: str
    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    wording: Wording
    story: tuple[str, ...]
    """What the document is about: the entities and concepts that it names most."""
    vector: bytes
    quoted: bool = False
    """Whether the words are those of the speaker, or a translation of them."""
    cited: tuple[str, ...] = ()
    """The publishers and others named around the words: in the same paragraph, but not in them."""
    traits: tuple[str, ...] = ()
    """What the words say of matters that reports often differ in."""
    spelling: bytes = b""
    """The words as the judge of pairs reads them, empty where the encoder has not read the text."""

    @property
    def id(self) -> tuple[str, int]:
        """What tells this side from all others."""
        return self.claim, self.number

    @property
    def day(self) -> date | None:
        """The day of publication, None where only month or year are known."""
        return date.fromisoformat(self.published[:10]) if len(self.published) >= len("YYYY-MM-DD") else None

    def filling(self, role: str) -> frozenset[str]:
        """Return the keys of what fills a role."""
        return frozenset(key for name, key in self.fillers if name == role)


def sides(page: Page) -> Iterator[Side]:
    """Yield what the claims of a document state, in text order."""
    annotation = page.annotation
    country = occasion(annotation) or ""
    published = published_on(annotation)
    publisher = page.publisher()
    source = page.world.source_key(publisher) if publisher else f"doc-{page.key}"
    about = story(annotation)
    peoples = _peoples(annotation)
    counts: dict[int, int] = {}
    claims = [iri.value.removeprefix(page.world.mint.base) for iri, _ in page.numbered("claim", annotation.claims)]
    vectors = centred([assertion.vector for assertion in annotation.assertions])
    for assertion, vector in zip(annotation.assertions, vectors, strict=True):
        claim = annotation.claims[assertion.claim]
        number = counts[assertion.claim] = counts.get(assertion.claim, -1) + 1
        place = _place(assertion, annotation)
        yield Side(
            claim=claims[assertion.claim],
            number=number,
            span=assertion.span,
            document=page.key,
            publisher=source,
            lang=claim.lang,
            published=published,
            speaker=(claim.speaker.entity or "") if claim.speaker else "",
            polarity=assertion.polarity,
            stance=claim.stance,
            tense=claim.tense,
            narrated=claim.form == "narrator",
            events=assertion.events,
            fillers=tuple(sorted({(f.role, f.entity) for f in assertion.fillers if f.entity})),
            entities=_entities(assertion.span, annotation),
            place=place,
            country=_country(place) or country,
            figures=_figures(assertion, claim.lang, annotation),
            dates=tuple(sorted({annotation.dates[n].date.value for n in assertion.dates})),
            wording=wording(assertion.span.of(page.text), claim.lang),
            story=about,
            vector=vector,
            quoted=claim.form in QUOTED,
            cited=_cited(assertion.span, annotation),
            traits=traits(assertion.span.of(page.text), claim.lang, _names(assertion.span, annotation, peoples)),
            spelling=spelled(assertion.span.of(page.text)) if assertion.vector else b"",
        )


def story(annotation: Annotation) -> tuple[str, ...]:
    """Return the entities that a document names most, countries aside, and its commonest concepts, sorted."""
    entities = Counter(m.entity for m in annotation.mentions if m.entity and not is_country(m.entity))
    read = (wording(s.span.of(annotation.document.text), s.lang) for s in annotation.segments if s.role in READ)
    concepts = Counter(concept.removeprefix(OPPOSITE) for words in read for concept in words.concepts)
    ranked = (sorted(counts, key=lambda key: (-counts[key], key))[:MOST] for counts in (entities, concepts))
    return tuple(sorted(key for keys in ranked for key in keys))


def is_country(key: str) -> bool:
    """Tell whether an entity is a country."""
    record = known().get(key)
    return record is not None and record.sort == "country"


def centred(vectors: Sequence[bytes]) -> list[bytes]:
    """Return vectors less the mean of all: what language and topic of a text give to all its statements is left out.

    Empty vectors stay so, and so does the only one of a text.
    """
    rows = [np.frombuffer(vector, np.int8).astype(np.float32) for vector in vectors if vector]
    if len(rows) < 2:
        return [b""] * len(vectors)
    units = [row / np.linalg.norm(row) for row in rows]
    mean = np.mean(units, 0)
    packed = iter([_packed(row - mean) for row in units])
    return [next(packed) if vector else b"" for vector in vectors]


def _packed(row: NDArray[np.float32]) -> bytes:
    return bytes(np.rint(row / (np.abs(row).max() or 1) * 127).astype(np.int8).tobytes())


def published_on(annotation: Annotation) -> str:
    """Return the date of a document as far as it is known, empty where it is not."""
    declared = annotation.metadata.published
    return declared.value if isinstance(declared, PartialDate) else (annotation.document.published or "")


def _figures(assertion: Assertion, lang: str, annotation: Annotation) -> tuple[Figure, ...]:
    """Return the counts in an assertion, then what is measured in it: percentages, money, time, distance."""
    counts = (read_figure(annotation.quantities[n]) for n in assertion.quantities)
    found = find_amounts(annotation.document.text, assertion.span, lang)
    # What is measured is not quoted in the graph by itself, as counts are.
    return (*counts, *(replace(read_amount(amount), span=assertion.span) for amount in found))


def _entities(span: Span, annotation: Annotation) -> tuple[str, ...]:
    inside = (m.entity for m in annotation.mentions if m.entity is not None and span.contains(m.span))
    return tuple(sorted(set(inside)))


def _cited(span: Span, annotation: Annotation) -> tuple[str, ...]:
    """Return the organisations named in the paragraph of some words, outside them."""
    around = next((s.span for s in annotation.segments if s.span.overlaps(span)), span)
    named = (m for m in annotation.mentions if m.kind == "ORG" and m.entity and around.contains(m.span))
    return tuple(sorted({m.entity for m in named if m.entity and not m.span.overlaps(span)}))


def _names(span: Span, annotation: Annotation, peoples: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return the persons, bodies and countries named in some words as traits, each with its place in them."""
    inside = (m for m in annotation.mentions if m.entity and span.contains(m.span))
    named = [(m.span.start - span.start, _trait_class(m), m.entity) for m in inside]
    words = ((match.start(), match[0].casefold()) for match in _WORD.finditer(span.of(annotation.document.text)))
    adjectives = [(at, "land", peoples[w[:n]]) for at, w in words for n in range(LEAST, len(w)) if w[:n] in peoples]
    return [(at, f"{kind}:{key}") for at, kind, key in [*named, *adjectives] if kind]


def _peoples(annotation: Annotation) -> dict[str, str]:
    """Return the countries that a document names, by how words for their people start."""
    named = ((m.span.of(annotation.document.text).casefold(), m.entity) for m in annotation.mentions if m.kind == "LOC")
    found = ((name[: max(LEAST, len(name) - ENDING)], key) for name, key in named if key and is_country(key))
    return {start: key for start, key in found if len(start) >= LEAST and " " not in start}


def _trait_class(mention: Mention) -> str:
    if mention.kind != "LOC":
        return "who"
    return "land" if is_country(mention.entity or "") else ""


def _place(assertion: Assertion, annotation: Annotation) -> str:
    """Return where something is said to be: what fills the role, else the only place that the words name."""
    filled = next((f.entity for f in assertion.fillers if f.role == "place" and f.entity), None)
    named = {m.entity for m in annotation.mentions if m.kind == "LOC" and m.entity and assertion.span.contains(m.span)}
    return filled or (named.pop() if len(named) == 1 else "")


def _country(place: str) -> str:
    record = known().get(place)
    if record is None:
        return ""
    return record.key if record.sort == "country" else record.country or ""
