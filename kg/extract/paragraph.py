"""The claims of a paragraph: its sentences through the sieve, headlines, quotations without a cue of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.dashes import dash_drafts, inset
from claimgraph.extract.draft import Draft, count
from claimgraph.extract.grammar import Tag, grammar
from claimgraph.extract.headline import credit, headline
from claimgraph.extract.passage import Passage, Reading, read
from claimgraph.extract.quotations import merge_cut, quotations
from claimgraph.extract.sentences import sentences
from claimgraph.extract.sieve import drafts
from claimgraph.extract.subject import Speaker
from claimgraph.model import Mention, Segment, Span

ISLAND = 4  # words below which a quotation without a cue is a scare quote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment as tagged words, and the claim before it, whose speaker may go on speaking."""

    segment: Segment
    reading: Reading
    last: Draft | None


def paragraph_drafts(text: str, segment: Segment, mentions: Sequence[Mention], last: Draft | None) -> list[Draft]:
    """Return the claims of a segment; `last` is the claim before it, whose speaker may go on speaking."""
    g = grammar(segment.lang)
    quotes = quotations(text, segment.span, g.speech.quotes)
    reading = read(text, segment.span, g, quotes, mentions)
    parts = [_ended(reading, s) for s in merge_cut(sentences(text, segment), reading.quotes)]
    found: list[Draft] = []
    for run in _runs([p for p in parts if p.lo < p.hi]):
        before = found[-1] if found else last
        if run[0].tag(run[0].lo) & Tag.DASH and not run[0].is_quoted(run[0].lo):
            spoken, rest = dash_drafts(run, before)
            found += spoken
        else:
            rest = run
        found += _sentence_drafts(Paragraph(segment, reading, found[-1] if found else last), rest)
    return found


def _ended(r: Reading, span: Span) -> Passage:
    """Return a sentence as a passage without its full stop."""
    p = r.passage(span)
    stop = p.hi > p.lo + 1 and p.word(p.hi - 1) == "." and p.word(p.hi - 2) != "." and not p.is_quoted(p.hi - 1)
    return p.part(p.lo, p.hi - 1) if stop else p


def _runs(parts: Sequence[Passage]) -> list[list[Passage]]:
    """Return the sentences in runs, a new one starting at each quotation dash."""
    runs: list[list[Passage]] = []
    for p in parts:
        if not runs or (p.tag(p.lo) & Tag.DASH and not p.is_quoted(p.lo)):
            runs.append([])
        runs[-1].append(p)
    return runs


def _sentence_drafts(paragraph: Paragraph, parts: Sequence[Passage]) -> list[Draft]:
    found: list[Draft] = []
    for p in parts:
        last = found[-1] if found else paragraph.last
        fresh = headline(p, paragraph.segment.role) or inset(p) or drafts(p)
        fresh += _floating(p, fresh, last)
        found += [_with_subject(p, d, last) for d in fresh]
    return found


def _with_subject(p: Passage, draft: Draft, last: Draft | None) -> Draft:
    """Return a claim whose cue has no subject, where the language allows that, with the last speaker or person."""
    if draft.speaker or draft.cue is None or draft.nameless or not p.grammar.speech.subjectless:
        return draft
    before = [c for c in p.r.actors.values() if c.is_person and c.span.end <= draft.cue.start]
    fitting = [c for c in before if _agrees(p, draft.cue_tags, c.first, c.last)] or before
    if last and last.speaker and (not before or _speaks_on(last, draft)):
        return replace(draft, speaker=last.speaker)
    if not fitting:
        return draft
    person = fitting[0]
    start = p.part(0, len(p.r.tags)).left(person.first, 0)
    return replace(draft, speaker=Speaker(Span(p.r.starts[start], person.span.end), person, person.last + 1))


def _speaks_on(last: Draft, draft: Draft) -> bool:
    return True


def _agrees(p: Passage, cue: int, first: int, last: int) -> bool:
    return True


# ---------------------------------------------------------------- quotations without a cue in their sentence
def _floating(p: Passage, taken: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """S7: a quotation that is a whole sentence belongs to the last speaker, or to the credit that follows it."""
    found = []
    for quote in p.r.quotes:
        first, end = p.r.at(quote.start), p.r.before(quote.end)
        if not p.lo <= first < end <= p.hi or count(p, first, end) < ISLAND:
            continue
        if any(s.overlaps(quote) for d in taken for s in d.spans) or count(p, p.lo, first):
            continue
        draft = Draft((quote,), "direct", "S7")
        if not count(p, end, p.hi):
            if last and last.speaker:
                found.append(_continued(draft, last))
        else:
            speaker = credit(p, end)
            if speaker:
                found.append(replace(draft, speaker=speaker))
    return found


def _continued(draft: Draft, last: Draft) -> Draft:
    return replace(draft, speaker=last.speaker, cue=last.cue, cue_tags=last.cue_tags, stance=last.stance, via=last.via)
