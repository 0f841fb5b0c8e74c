"""The claims of a document: paragraphs through the sieve, speakers resolved, modality and figures attached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimgraph.extract.speech.cast import Cast, cast
from claimgraph.extract.speech.draft import Draft
from claimgraph.extract.speech.modality import certainty, fidelity, polarity
from claimgraph.extract.speech.paragraph import Paragraph, is_line_of_speech, paragraph_drafts, prepared
from claimgraph.extract.speech.speaker import Resolver
from claimgraph.extract.speech.statements import Statements, merged
from claimgraph.extract.speech.tense import tense
from claimgraph.extract.speech.turns import Conversation
from claimgraph.model import Claim, Mention, Party, Role, Segment, Span

if TYPE_CHECKING:
    from claimgraph.encoder.reading import Statement

READ: frozenset[Role] = frozenset({"title", "body", "pullQuote", "crossHead"})
CONFIDENCE = {"S1": 0.97, "S2": 0.96, "S3": 0.92, "S4": 0.91, "S5": 0.94, "S6": 0.88, "S7": 0.89, "S8": 0.74}
"""Share of the claims of each sieve whose content and speaker are right: measured on gold/dev, accurate model."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The attributed claims of a document, the mentions that their speakers add to the names, and what was read."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    paragraphs: tuple[Paragraph, ...]
    cast: Cast


def find_claims(
    text: str, segments: Sequence[Segment], mentions: Sequence[Mention], read: Sequence[Statement] = ()
) -> Claims:
    """Return the claims that a document attributes to speakers; all arguments are in text order.

    `read` are the statements that the encoder read.
    """
    paragraphs = [prepared(text, segment, mentions) for segment in segments if segment.role in READ]
    statements = Statements(read, paragraphs)
    resolver = Resolver(cast(text, mentions, (p.reading for p in paragraphs)))
    claims: list[Claim] = []
    last: Draft | None = None
    conversation = Conversation()
    for number, paragraph in enumerate(paragraphs):
        found = merged(paragraph_drafts(paragraph, last), list(statements.drafts(paragraph)))
        for draft in found:
            claims.append(_claim(draft, paragraph, resolver))
            resolver.heard(draft.end)
        if found and is_line_of_speech(paragraph):
            claims[-1] = conversation.heard(number, claims[-1], paragraph.segment.span, text)
        last = found[-1] if found else None
    described = tuple(sorted(resolver.described.values(), key=lambda m: m.span))
    return Claims(tuple(_distinct(claims)), described, tuple(paragraphs), resolver.cast)


def _claim(draft: Draft, paragraph: Paragraph, resolver: Resolver) -> Claim:
    reading = paragraph.reading
    return Claim(
        spans=draft.spans,
        lang=paragraph.segment.lang,
        form=draft.form,
        sieve=draft.sieve,
        speaker=_speaker(draft, resolver, subjectless=reading.grammar.speech.subjectless),
        cue=draft.cue,
        addressee=resolver.party(draft.addressee) if draft.addressee else None,
        via=tuple(resolver.party(source) for source in draft.via),
        stance=draft.stance,
        fidelity=fidelity(draft.form, draft.sieve, False),
        polarity=polarity(reading, draft.spans, draft.stance),
        certainty=certainty(reading, draft.spans, draft.stance),
        tense=tense(reading, draft.spans, draft.stance),
        confidence=draft.confidence or CONFIDENCE[draft.sieve],
    )


def _speaker(draft: Draft, resolver: Resolver, *, subjectless: bool) -> Party | None:
    """Return who speaks: by the words for them, or, where there are none, the one who spoke or acted last."""
    if draft.speaker:
        return resolver.speaking(draft.speaker, draft.spans[0].start)
    if draft.follows:
        return resolver.last
    if draft.cue is None or draft.nameless or not subjectless:
        return None
    return resolver.implied(min(draft.cue.start, draft.spans[0].start), draft.cue_tags)


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in text order, the first of those with the same words."""
    seen: dict[tuple[Span, ...], Claim] = {}
    for claim in claims:
        seen.setdefault(claim.spans, claim)
    return sorted(seen.values(), key=lambda c: c.spans)
