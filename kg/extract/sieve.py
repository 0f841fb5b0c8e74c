"""Who says what in a sentence: a cascade of sieves over quotations, reporting words and frames.

A deterministic cascade, high precision first, in which a later, weaker sieve sees only what the earlier ones left,
as in Muzny et al. 2017 (A Two-stage Sieve Approach for Quote Attribution) and Janicki et al. 2023.
"""

from __future__ import annotations

from dataclasses import replace

from claimgraph.extract.closing import relayed, tail
from claimgraph.extract.draft import Draft
from claimgraph.extract.framing import pronoun_frame, with_frames
from claimgraph.extract.governed import attribute, colon, complementizer, infinitive, quote_after, zero
from claimgraph.extract.passage import Passage
from claimgraph.extract.patterns import words
from claimgraph.extract.subject import before


def drafts(p: Passage) -> list[Draft]:
    """Return the claims of one sentence, in the order of their cues."""
    found: list[Draft] = []
    for index, cue in enumerate(p.cues):
        reported = relayed(p, cue, found)
        if reported:
            found[-1] = reported
            continue
        draft = _attach(p, index, found)
        if draft and words(p.text[draft.spans[0].start : draft.end]) >= 2:
            found.append(draft)
    return with_frames(p, found) or pronoun_frame(p)


def _attach(p: Passage, index: int, found: list[Draft]) -> Draft | None:
    cue = p.cues[index]
    start = found[-1].end if found else p.span.start
    nested = bool(found) and any(s.contains(cue.span) for s in found[-1].spans)
    sieves = (complementizer, colon, tail, quote_after, attribute, infinitive, zero)
    for sieve in sieves[:1] if nested else sieves:
        draft = sieve(p, index, start)
        if draft is None:
            continue
        if draft.speaker is None and found:
            draft = replace(draft, speaker=found[-1].speaker)
        elif draft.speaker is None and draft.spans[0].start > cue.span.end:
            draft = replace(draft, speaker=before(p, cue.span.start, skip=True))
        return replace(draft, cue=cue.span, stance=cue.stance)
    return None
