"""Who says what in a sentence: a cascade of sieves over quotations, reporting words and frames.

A deterministic cascade, high precision first, in which a later, weaker sieve sees only what the earlier ones left,
as in Muzny et al. 2017 (A Two-stage Sieve Approach for Quote Attribution) and Janicki et al. 2023.
"""

from __future__ import annotations

from dataclasses import replace

from claimgraph.extract.speech.closing import relayed, tail
from claimgraph.extract.speech.content import sentence
from claimgraph.extract.speech.draft import Draft, Sentence, count, find_cues, points_back
from claimgraph.extract.speech.framing import as_said, pronoun_frame, with_frames
from claimgraph.extract.speech.governed import (
    attribute,
    colon,
    complementizer,
    infinitive,
    quote_after,
    zero,
)  # fmt: skip
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.nominal import noun_clause
from claimgraph.extract.speech.passage import Passage

SIEVES = (as_said, complementizer, colon, infinitive, tail, attribute, quote_after, zero)
NEAR = 8  # claims before a cue in whose content it may stand
NESTED = (complementizer,)
"""What may be found inside the content of another claim."""


def drafts(p: Passage) -> list[Draft]:
    """Return the claims of one sentence, in the order of their cues."""
    cues = find_cues(p)
    s = sentence(p, cues)
    found: list[Draft] = []
    for k in range(len(s.cues)):
        reported = relayed(s, k, found)
        if reported:
            found[-1] = reported
            continue
        draft = _attach(s, k, found)
        if draft:
            found.append(draft)
    found += _noun_clauses(p, found)
    return with_frames(p, found) or pronoun_frame(p)


def _attach(s: Sentence, k: int, found: list[Draft]) -> Draft | None:
    p, cue = s.p, s.cues[k]
    at = p.r.starts[cue.first]
    near = found[-NEAR:]
    nested = points_back(p) or any(span.start <= at < span.end for d in near for span in d.spans)
    start = max([p.lo, *(p.r.before(d.end) for d in near)]) if not nested else p.lo
    for sieve in NESTED if nested else SIEVES:
        draft = sieve(s, k, start)
        if draft is None or count(p, p.r.at(draft.spans[0].start), p.r.before(draft.end)) < 2:
            continue
        if draft.speaker is None and found and not draft.nameless:
            draft = replace(draft, speaker=found[-1].speaker)
        return replace(draft, cue=p.span(cue.first, cue.end), cue_tags=cue.tags, stance=cue.stance)
    return None


def _noun_clauses(p: Passage, found: list[Draft]) -> list[Draft]:
    """Return the claims that nouns report, outside those already found."""
    taken = [span for d in found for span in d.spans]
    nouns = [n for n in range(p.lo, p.hi) if p.r.tags[n] & Tag.NOUN_CUE]
    fresh = [draft for n in nouns if (draft := noun_clause(p, n))]
    return [d for d in fresh if not any(d.spans[0].overlaps(t) for t in taken)]
