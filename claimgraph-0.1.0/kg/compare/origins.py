"""Where the claims of a document come from, as records for the roots of clusters."""

from __future__ import annotations

import re
from datetime import date

from claimgraph.compare.copies import fingerprint, sentence_key
from claimgraph.compare.roots import UNNAMED, Member
from claimgraph.extract.layout.sentences import sentences
from claimgraph.extract.lexicon import fold
from claimgraph.model import Annotation, Claim, Span
from claimgraph.page import Page

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEWS = frozenset({"title", "body", "pullQuote", "crossHead", "caption"})


def origins(page: Page) -> list[Member]:
    """Return the claims of a document with what tells where each comes from, in text order.

    The name of a claim is the end of its IRI, behind the base.
    """
    annotation, world = page.annotation, page.world
    spans = _sentences(annotation)
    copied = fingerprint(span.of(page.text) for span in spans)
    publisher, agency = page.publisher(), annotation.metadata.agency
    return [
        Member(
            claim=iri.value.removeprefix(world.mint.base),
            document=page.key,
            publisher=world.source_key(publisher) if publisher else "",
            agency=world.source_key(agency) if agency else "",
            via=tuple(key for key, _ in page.via(claim)),
            speaker=_speaker(claim, page.text),
            lang=claim.lang,
            day=_day(annotation),
            passages=_passages(claim, spans, page.text),
            fingerprint=copied,
        )
        for iri, claim in page.numbered("claim", annotation.claims)
    ]


def _sentences(annotation: Annotation) -> list[Span]:
    segments = (segment for segment in annotation.segments if segment.role in _NEWS)
    return [span for segment in segments for span in sentences(annotation.document.text, segment)]


def _speaker(claim: Claim, text: str) -> str:
    if claim.speaker is None:
        return ""
    return claim.speaker.entity or UNNAMED + fold(claim.speaker.span.of(text))


def _day(annotation: Annotation) -> int | None:
    """Return the ordinal of the day of publication, None where only month or year are known."""
    declared = annotation.metadata.published
    published = declared.value if declared else annotation.document.published
    return date.fromisoformat(published[:10]).toordinal() if published and _DAY.match(published) else None


def _passages(claim: Claim, spans: list[Span], text: str) -> tuple[int, ...]:
    inside = (span for span in spans if any(span.overlaps(said) for said in claim.spans))
    return tuple(sorted({key for span in inside if (key := sentence_key(span.of(text))) is not None}))
