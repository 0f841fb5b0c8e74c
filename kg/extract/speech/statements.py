"""Statements that the encoder read become claims, beside those of the sieve, which knows their edges better."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from claimgraph.extract.speech.draft import Draft, count, form_of, stripped
from claimgraph.extract.speech.grammar import Tag, stance
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import Speaker, noun_phrase, oblique, phrase_end
from claimgraph.model import Span

if TYPE_CHECKING:
    from claimgraph.encoder.reading import Statement

SIEVE, FLOATING, MARKED, AFTER_COLON = "S8", "S7", ("S1", "S2"), ("S2", "S6")
FEWEST_WORDS = 2
NEAR = 60
"""Claims before the end of one among which those are that share words with it."""
BESIDE = 40
"""Code points between a cue and a speaker that belong to it without a doubt."""
CREDITED = 4
"""Code points between a quotation and the credit below it."""
LEAD = 25
"""Code points at the beginning of a statement that the encoder may have missed."""
ALIKE, SAME = 0.5, 0.8
"""Likeness from which two claims are about the same words, and from which the edges of the sieve are better."""
SURE = 0.8
"""Probability from which the encoder's source counts more than the speaker of the sieve."""
OWNERS = Tag.HIS | Tag.HERS | Tag.THEIRS | Tag.PRONOUN
"""Articles and pronouns that say themselves who speaks: `his`, `he`."""
LEAST = -0.22
"""Mean logarithm of probability below which a statement is left out; chosen on gold/dev."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What the encoder read as statements in the paragraphs of one document, both in text order."""

    read: Sequence[Statement]
    paragraphs: Sequence[Paragraph]

    def drafts(self, paragraph: Paragraph) -> Iterator[Draft]:
        """Yield the statements of a paragraph as claims in the making."""
        place = paragraph.segment.span
        first = bisect_right(self.read, place.start, key=lambda s: s.spans[0].start)
        first -= bool(first and self.read[first - 1].spans[0].end > place.start)
        for statement in self.read[first:]:
            if statement.spans[0].start >= place.end:
                break
            draft = self._draft(paragraph, statement)
            if draft is not None:
                yield draft

    def _draft(self, paragraph: Paragraph, statement: Statement) -> Draft | None:
        p = _whole(paragraph)
        pieces = [piece for span in statement.spans if (piece := _piece(p, span))]
        if sum(count(p, first, end) for first, end in pieces) < FEWEST_WORDS or statement.score < LEAST:
            return None
        cue = statement.cue if statement.cue and paragraph.segment.span.contains(statement.cue) else None
        tags = reduce(or_, p.r.tags_in(cue), 0) if cue else 0
        later = statement.source is not None and statement.source.start >= paragraph.segment.span.end
        return Draft(
            spans=tuple(p.span(first, end) for first, end in pieces),
            form=form_of(p, pieces[0][0], pieces[-1][1]),
            sieve=SIEVE,
            stance=stance(tags),
            cue=cue,
            cue_tags=tags,
            speaker=self._speaker(statement.source) if statement.source and not later else None,
            follows=statement.source is None and statement.cue is None,
            doubtful=statement.source_score < SURE,
        )

    def _speaker(self, source: Span) -> Speaker | None:
        number = bisect_right(self.paragraphs, source.start, key=lambda q: q.segment.span.start) - 1
        if number < 0 or not self.paragraphs[number].segment.span.contains(source):
            return None
        p = _whole(self.paragraphs[number])
        first, end = p.r.at(source.start), p.r.before(source.end)
        if first >= end:
            return None
        if end == first + 1 and p.tag(first) & Tag.DETERMINER and not p.tag(first) & OWNERS:
            end = max(end, phrase_end(p, first))
        found = noun_phrase(p, first, end)
        while found and first < found.head.first and p.tag(first) & Tag.CUE:
            first += 1
        return replace(found, span=p.span(first, end), end=end) if found else oblique(p, first, end)


def _whole(paragraph: Paragraph) -> Passage:
    return paragraph.reading.passage(paragraph.segment.span)


def _piece(p: Passage, span: Span) -> tuple[int, int] | None:
    """Return the words of a piece of content with the quotation marks around them, without other marks at its edges."""
    first, end = max(p.lo, p.r.at(span.start)), min(p.hi, p.r.before(span.end))
    for quote in p.quotes():
        opening, closing = p.r.at(quote.start), p.r.before(quote.end)
        if first - 1 <= opening < closing <= end + 1 and (opening < first or closing > end):
            first, end = min(first, opening), max(end, closing)
    return stripped(p, first, end) if first < end else None


def merged(found: Sequence[Draft], read: Sequence[Draft]) -> list[Draft]:
    """Return the statements that were read, as the sieve has them where it found the same, and what it found besides.

    The encoder knows better who speaks, the sieve where quotations end, who is addressed and who relays.
    """
    if not read:
        return list(found)
    found = sorted(found, key=lambda draft: draft.spans)
    read = [s for s in read if not (_swallows(s, near := _near(found, s)) or _is_fragment(s, near))]
    read = sorted(read, key=lambda draft: draft.spans)
    claims = [_settled(statement, _near(found, statement)) for statement in read]
    claims += [draft for draft in found if not _near(read, draft)]
    return sorted({draft.spans: draft for draft in reversed(claims)}.values(), key=lambda draft: draft.spans)


def _near(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Return those of some claims, which are in text order, that share words with one."""
    end = bisect_left(drafts, draft.end, key=lambda other: other.spans[0].start)
    return [other for other in drafts[max(0, end - NEAR) : end] if _shared(other, draft)]


def _swallows(statement: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a statement begins before a cue that a quotation of the sieve follows: `asked, she said: "No."`"""
    return any(
        draft.form == "direct" and draft.sieve in AFTER_COLON and _likeness(statement, draft) < ALIKE
        and draft.cue and statement.spans[0].start < draft.cue.start < draft.spans[0].start
        for draft in found
    )  # fmt: skip


def _is_fragment(statement: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a statement is a part of a quotation that the sieve found with its marks, or lacks its beginning."""
    return any(
        ((draft.form == "direct" and draft.sieve in MARKED) or _lacks_beginning(statement, draft))
        and _likeness(statement, draft) < ALIKE
        and all(any(whole.contains(span) for whole in draft.spans) for span in statement.spans)
        for draft in found
    )  # fmt: skip


def _lacks_beginning(statement: Draft, draft: Draft) -> bool:
    """Tell whether a statement is what the sieve found at the same cue but for a few words at its beginning."""
    lead = statement.spans[0].start - draft.spans[0].start
    return draft.cue is not None and draft.cue == statement.cue and draft.end == statement.end and lead <= LEAD


def _settled(statement: Draft, found: Sequence[Draft]) -> Draft:
    best = max(found, key=lambda draft: _likeness(statement, draft), default=None)
    if best is None or (likeness := _likeness(statement, best)) < ALIKE:
        return statement
    near, read_near = _beside(best), _beside(replace(best, speaker=statement.speaker))
    kept = near if near != read_near else statement.doubtful
    speaker = best.speaker if kept else statement.speaker
    if likeness >= SAME or best.form == "direct":
        return replace(best, speaker=speaker or statement.speaker or best.speaker)
    return replace(statement, speaker=speaker or statement.speaker, via=best.via, addressee=best.addressee)


def _beside(draft: Draft) -> bool:
    """Tell whether the speaker's words stand beside the cue, or right behind a quotation without one."""
    if draft.speaker is None:
        return False
    span = draft.speaker.span
    if draft.sieve == FLOATING:
        return 0 <= span.start - draft.end <= CREDITED
    if draft.cue is None:
        return False
    return max(span.start - draft.cue.end, draft.cue.start - span.end) <= BESIDE


def _shared(a: Draft, b: Draft) -> int:
    """Return how many code points two claims share."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.spans for y in b.spans)


def _likeness(a: Draft, b: Draft) -> float:
    """Return the share of the code points of two claims that they have in common."""
    shared = _shared(a, b)
    return shared / (_size(a) + _size(b) - shared)


def _size(draft: Draft) -> int:
    return sum(span.end - span.start for span in draft.spans)
