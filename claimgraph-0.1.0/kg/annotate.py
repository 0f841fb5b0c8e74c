"""A document read from end to end: segments, names, figures, dates, claims, and the entities they share in a run."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Literal

import msgspec

from claimgraph.extract.calendar.dates import find_dates
from claimgraph.extract.counting.counted import measured
from claimgraph.extract.counting.quantity import find_figures
from claimgraph.extract.happenings.assertions import assertions
from claimgraph.extract.happenings.events import find_events
from claimgraph.extract.happenings.frames import event_type, occasion, proposition_key
from claimgraph.extract.happenings.narration import narrated
from claimgraph.extract.happenings.roles import framed
from claimgraph.extract.happenings.story import Story
from claimgraph.extract.layout.metadata import read_metadata
from claimgraph.extract.layout.segment import segment
from claimgraph.extract.lexicon import fold
from claimgraph.extract.naming.encoded import EncodedNames
from claimgraph.extract.naming.membership import find_memberships
from claimgraph.extract.naming.names import find_names
from claimgraph.extract.naming.offices import find_offices
from claimgraph.extract.naming.tagger import tag
from claimgraph.extract.speech.chains import chained
from claimgraph.extract.speech.claims import Claims, find_claims
from claimgraph.extract.tokens import mask
from claimgraph.extractors.guests import Guest
from claimgraph.extractors.joining import Consulted
from claimgraph.lang import installed
from claimgraph.link.catalog import Catalog
from claimgraph.link.linking import linked
from claimgraph.link.resolve import LocalEntity, Resolution, apply, local_entities, resolve
from claimgraph.model import Annotation, Assertion, Claim, Document, Event, Quantity, Segment, Span
from claimgraph.offsets import check_exact, starting_between

if TYPE_CHECKING:
    from claimgraph.encoder.reading import Tagged

Model = Literal["accurate", "fast"]
"""What reads names and statements beside the rules: the multilingual encoder, or a small model of names alone."""


Telling = Callable[[Claims], Sequence[Claim]]
"""What replaces the claims that were found in a document, the narrator's included."""


def annotate(
    document: Document, guests: Sequence[Guest] = (), model: Model = "accurate", telling: Telling | None = None
) -> Annotation:
    """Return what one document says; its entities have ids that hold within the document only.

    Raises OffsetError if any span does not lie within the text, ExtractorError if a guest fails.
    """
    text = document.text
    segments = segment(text, document.lang)
    metadata = read_metadata(document, segments)
    consulted = Consulted.of(guests, text, segments)
    tagged = _tagged(text) if model == "accurate" else None
    outlets = [name for name in (metadata.publisher, metadata.agency) if name]
    tagger = EncodedNames(tagged.names) if tagged else tag
    names = consulted.names(text, find_names(text, segments, tagger, outlets))
    quantities = tuple(measured(find_figures(text, segments), tagged.counts if tagged else ()))
    dates = find_dates(text, segments, metadata.published)
    events = find_events(text, segments)
    said = find_claims(text, segments, names, tagged.statements if tagged else ())
    folded = fold(text)
    story = Story(text, folded, said.paragraphs, said.cast, events, quantities, dates, framed(folded, segments))
    found = consulted.claims(said.claims, names)
    claims = _completed(telling(said) if telling else [*found, *narrated(story, found)], story)
    annotation = Annotation(
        document=document,
        lang=main_language(segments, document.lang),
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        metadata=metadata,
        segments=segments,
        mentions=chained((*names, *said.mentions)),
        quantities=quantities,
        dates=dates,
        claims=claims,
        assertions=_placed(assertions(story, claims), tagged),
        offices=find_offices(text, segments, names),
        memberships=find_memberships(text, segments, names),
        consulted=consulted.record,
    )
    check_spans(annotation)
    return annotation


def _tagged(text: str) -> Tagged:
    from claimgraph.encoder.reading import read  # loads the network's runtime, which the fast model does not need

    return read(mask(text))


def _placed(found: Sequence[Assertion], tagged: Tagged | None) -> tuple[Assertion, ...]:
    """Return assertions with the vectors of their words, where the encoder has read them."""
    return tuple(replace(a, vector=tagged.vectors.of([a.span]) if tagged else b"") for a in found)


def _completed(claims: Iterable[Claim], story: Story) -> tuple[Claim, ...]:
    """Return claims in text order, with the event, the figures and the dates that stand in their words."""
    return tuple(
        replace(
            claim,
            event=_event(claim, story.events, story.quantities) or _first(claim, story),
            quantities=story.quantities_in(claim.spans),
            dates=story.dates_in(claim.spans),
        )
        for claim in sorted(claims, key=lambda claim: claim.spans)
    )


def _first(claim: Claim, story: Story) -> str | None:
    """Return the type of the first event of a clause that the text itself states."""
    events = story.events_in(claim.spans) if claim.form == "narrator" else ()
    return events[0].type if events else None


def annotate_all(
    documents: Iterable[Document],
    progress: Callable[[Document], None] | None = None,
    read: Callable[[Document], Annotation] = annotate,
    catalog: Catalog | None = None,
) -> Iterator[Annotation]:
    """Return the annotations of a run in the order of its documents, the same entity having the same id in all.

    `catalog` is an index of items to link to, beside the shipped records.

    Entities are known only when every document is read, so annotations wait in a temporary file meanwhile.
    """
    with tempfile.TemporaryFile() as spool:
        found = list(_spooled(map(read, documents), spool, progress))
        resolution = linked(resolve(found), found, catalog) if catalog else resolve(found)
        spool.seek(0)
        for line in spool:
            yield resolved(msgspec.json.decode(line, type=Annotation), resolution)


def _spooled(
    annotations: Iterable[Annotation], spool: BinaryIO, progress: Callable[[Document], None] | None
) -> Iterator[tuple[str, LocalEntity]]:
    for annotation in annotations:
        document = annotation.document
        spool.write(msgspec.json.encode(annotation) + b"\n")
        yield from ((document.name, entity) for entity in local_entities(annotation))
        if progress:
            progress(document)


def resolved(annotation: Annotation, resolution: Resolution) -> Annotation:
    """Return an annotation with the entities of the run, and with the propositions that these make comparable."""
    annotation = apply(annotation, resolution)
    country = occasion(annotation)
    claims = tuple(replace(c, proposition=proposition_key(c, annotation, country)) for c in annotation.claims)
    return replace(annotation, claims=claims)


def main_language(segments: Sequence[Segment], declared: str | None = None) -> str:
    """Return the declared language if it is installed, else the one of most characters; `und` without text.

    Boilerplate counts only where there is nothing else.
    """
    known = installed(declared) if declared else None
    sizes: Counter[str] = Counter()
    for part in segments:
        weight = 1 if part.role in ("boilerplate", "related", "metadata") else 1000
        sizes[part.lang] += weight * (part.span.end - part.span.start)
    return known or max(sorted(sizes), key=lambda code: sizes[code], default="und")


def check_spans(annotation: Annotation) -> None:
    """Raise OffsetError unless every span of an annotation lies within its text."""
    text, name = annotation.document.text, annotation.document.name
    for span in spans(annotation):
        check_exact(name, text, span.start, span.end, span.of(text))


def spans(annotation: Annotation) -> Iterator[Span]:
    """Return every span of an annotation."""
    parts = (annotation.segments, annotation.mentions, annotation.quantities, annotation.dates)
    yield from (item.span for part in parts for item in part)
    yield from (mention.antecedent for mention in annotation.mentions if mention.antecedent)
    for claim in annotation.claims:
        yield from claim.spans
        parties = (claim.speaker, claim.addressee, *claim.via)
        yield from (party.span for party in parties if party)
        if claim.cue:
            yield claim.cue
    for assertion in annotation.assertions:
        yield assertion.span
        yield from (filler.span for filler in assertion.fillers)


def _event(claim: Claim, events: Sequence[Event], quantities: Sequence[Quantity]) -> str | None:
    """Return the event type of a claim; events and quantities are in text order."""
    places = [*claim.spans, *filter(None, (claim.cue,))]
    start, end = min(s.start for s in places), max(s.end for s in places)
    near = starting_between(events, start, end, lambda event: event.trigger.end - 1)
    counted = [quantities[n] for n in starting_between(quantities, start, end, lambda quantity: quantity.span.start)]
    return event_type(claim.spans, events[near.start : near.stop + 1], counted, claim.cue)
