"""A document as it is compared: what its claims state, and where they come from as far as independence asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claimgraph.compare.copies import Print, fingerprint, sentence_key
from claimgraph.compare.roots import Member
from claimgraph.compare.side import READ, Side, published_on, sides
from claimgraph.extract.layout.sentences import sentences
from claimgraph.model import Claim, Span
from claimgraph.page import Page


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it is compared: its key, what copies are known by, its claims and what they state."""

    document: str
    made: str
    """A hash of all that it was made from."""
    imprint: Print
    members: Sequence[Member]
    sides: Sequence[Side]


def paper(page: Page, made: str) -> Paper:
    """Return a document as it is compared; `made` is a hash of all that it was made from."""
    return Paper(page.key, made, imprint(page), list(members(page)), list(sides(page)))


def imprint(page: Page) -> Print:
    """Return what a document is compared by with others."""
    return fingerprint(span.of(page.text) for span in _sentences(page))


def members(page: Page) -> Iterator[Member]:
    """Yield the claims of a document with their origin; fingerprints are left out."""
    annotation, mint = page.annotation, page.world.mint
    publisher = page.publisher()
    agency = annotation.metadata.agency
    told = [(span, key) for span in _sentences(page) if (key := sentence_key(span.of(page.text))) is not None]
    for iri, claim in page.numbered("claim", annotation.claims):
        yield Member(
            claim=iri.value.removeprefix(mint.base),
            document=page.key,
            publisher=page.world.source_key(publisher) if publisher else "",
            agency=page.world.source_key(agency) if agency else "",
            via=tuple(sorted({key for key, _ in page.via(claim)})),
            speaker=(claim.speaker.entity or "") if claim.speaker else "",
            lang=claim.lang,
            day=_ordinal(published_on(annotation)),
            passages=tuple(sorted({key for span, key in told if _touches(claim, span)})),
        )


def _sentences(page: Page) -> list[Span]:
    read = (segment for segment in page.annotation.segments if segment.role in READ)
    return [span for segment in read for span in sentences(page.text, segment)]


def _touches(claim: Claim, sentence: Span) -> bool:
    return any(span.overlaps(sentence) for span in claim.spans)


def _ordinal(published: str) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() if len(published) >= len("YYYY-MM-DD") else None
