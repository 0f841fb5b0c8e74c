"""The claims of a document: paragraphs through the sieve, speakers resolved, modality and figures attached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimgraph.extract.draft import Draft
from claimgraph.extract.grammar import grammar
from claimgraph.extract.modality import certainty, fidelity, polarity
from claimgraph.extract.paragraph import paragraph_drafts
from claimgraph.extract.speaker import Cast, cast
from claimgraph.extract.subject import Speaker
from claimgraph.model import Claim, Mention, Party, Role, Segment, Span

READ: frozenset[Role] = frozenset({"title", "body", "pullQuote", "crossHead"})
CONFIDENCE = {"S1": 0.95, "S2": 0.95, "S3": 0.85, "S4": 0.85, "S5": 0.8, "S6": 0.8, "S7": 0.6}
"""Prior confidence of each sieve: an estimate by rank, not a calibrated probability."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The attributed claims of a document and the mentions that their speakers add to the names."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]


def find_claims(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> Claims:
    """Return the claims that a document attributes to speakers; segments and mentions are in text order."""
    actors = cast(text, segments, mentions)
    claims: list[Claim] = []
    last: Draft | None = None
    for segment in segments:
        if segment.role not in READ:
            continue
        found = paragraph_drafts(text, segment, mentions, last)
        claims += [_claim(text, draft, segment, actors) for draft in found]
        last = found[-1] if found else None
    return Claims(tuple(_distinct(claims)), tuple(sorted(actors.described.values(), key=lambda m: m.span)))


def _claim(text: str, draft: Draft, segment: Segment, actors: Cast) -> Claim:
    g = grammar(segment.lang)
    return Claim(
        spans=draft.spans,
        lang=segment.lang,
        form=draft.form,
        sieve=draft.sieve,
        speaker=_party(draft.speaker, actors, segment),
        cue=draft.cue,
        addressee=_party(draft.addressee, actors, segment),
        via=tuple(party for s in draft.via if (party := _party(s, actors, segment))),
        stance=draft.stance,
        fidelity=fidelity(draft.form, draft.sieve, False),
        polarity=polarity(text, draft.spans, draft.stance, g),
        certainty=certainty(text, draft.spans, draft.stance, g),
        confidence=CONFIDENCE[draft.sieve],
    )


def _party(speaker: Speaker | None, actors: Cast, segment: Segment) -> Party | None:
    return actors.party(speaker, segment.lang) if speaker else None


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in text order, the first of those with the same words."""
    seen: dict[tuple[Span, ...], Claim] = {}
    for claim in claims:
        seen.setdefault(claim.spans, claim)
    return sorted(seen.values(), key=lambda c: c.spans)
