"""Statements that the encoder read become claims, beside those of the sieve, which knows their edges better."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from claimgraph.encoder.reading import Statement
from claimgraph.extract.draft import Draft, count, form_of, stripped
from claimgraph.extract.grammar import stance
from claimgraph.extract.paragraph import Paragraph
from claimgraph.extract.passage import Passage
from claimgraph.extract.phrase import Speaker, noun_phrase, unnamed
from claimgraph.model import Span

SIEVE = "S8"
FEWEST_WORDS = 2


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
        if not pieces or sum(count(p, first, end) for first, end in pieces) < FEWEST_WORDS:
            return None
        cue = statement.cue if statement.cue and paragraph.segment.span.contains(statement.cue) else None
        tags = reduce(or_, p.r.tags_in(cue), 0) if cue else 0
        return Draft(
            spans=tuple(p.span(first, end) for first, end in pieces),
            form=form_of(p, pieces[0][0], pieces[-1][1]),
            sieve=SIEVE,
            stance=stance(tags),
            cue=cue,
            cue_tags=tags,
            speaker=self._speaker(statement.source) if statement.source else None,
            follows=statement.source is None and statement.cue is None,
        )

    def _speaker(self, source: Span) -> Speaker | None:
        number = bisect_right(self.paragraphs, source.start, key=lambda q: q.segment.span.start) - 1
        if number < 0 or not self.paragraphs[number].segment.span.contains(source):
            return None
        p = _whole(self.paragraphs[number])
        first, end = p.r.at(source.start), p.r.before(source.end)
        if first >= end:
            return None
        found = noun_phrase(p, first, end)
        return replace(found, span=source, end=end) if found else unnamed(p, first, end)


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


def completed(found: Sequence[Draft], read: Sequence[Draft]) -> list[Draft]:
    """Return the claims of the sieve and, in text order, the statements that share no words with them."""
    fresh = [draft for draft in read if not any(a.overlaps(b) for d in found for a in d.spans for b in draft.spans)]
    return sorted([*found, *fresh], key=lambda draft: draft.spans)
