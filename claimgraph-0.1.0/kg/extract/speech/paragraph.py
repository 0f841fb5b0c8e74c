"""The claims of a paragraph: its sentences through the sieve, headlines, quotations without a cue of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.layout.sentences import sentences
from claimgraph.extract.speech.dashes import continued, dash_drafts, inset
from claimgraph.extract.speech.draft import Draft, count, find_cues, form_of
from claimgraph.extract.speech.grammar import Tag, grammar
from claimgraph.extract.speech.headline import credit, headline
from claimgraph.extract.speech.passage import Passage, Reading, read
from claimgraph.extract.speech.quotations import merge_cut, quotations
from claimgraph.extract.speech.sieve import drafts
from claimgraph.extract.speech.subject import opening
from claimgraph.model import Mention, Role, Segment, Span

ISLAND = 4  # words below which a quotation without a cue is a scare quote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment as tagged words, and its sentences."""

    segment: Segment
    reading: Reading
    sentences: tuple[Passage, ...]


def prepared(text: str, segment: Segment, mentions: Sequence[Mention]) -> Paragraph:
    """Return a segment read: its words, quotations and sentences; mentions are in text order."""
    g = grammar(segment.lang)
    quotes = quotations(text, segment.span, g.speech.quotes)
    reading = read(text, segment.span, g, quotes, mentions)
    parts = (_ended(reading, s) for s in merge_cut(sentences(text, segment), reading.quotes))
    return Paragraph(segment, reading, tuple(p for p in parts if p.lo < p.hi))


def is_line_of_speech(paragraph: Paragraph) -> bool:
    """Tell whether a quotation dash opens a paragraph."""
    first = next(iter(paragraph.sentences), None)
    return first is not None and bool(first.tag(first.lo) & Tag.DASH) and not first.is_quoted(first.lo)


def paragraph_drafts(paragraph: Paragraph, last: Draft | None) -> list[Draft]:
    """Return the claims of a paragraph; `last` is the claim before it, whose speaker may go on speaking."""
    found: list[Draft] = []
    for run in _runs(paragraph.sentences):
        rest: Sequence[Passage] = run
        if run[0].tag(run[0].lo) & Tag.DASH and not run[0].is_quoted(run[0].lo):
            spoken, rest = dash_drafts(run, found[-1] if found else last)
            found += spoken
        found += _sentence_drafts(rest, paragraph.segment.role, found[-1] if found else last)
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


def _sentence_drafts(parts: Sequence[Passage], role: Role, last: Draft | None) -> list[Draft]:
    found: list[Draft] = []
    for p in parts:
        fresh = headline(p, role) or inset(p) or drafts(p)
        fresh += _floating(p, fresh, last) or _reported(p, fresh, last)
        if not fresh and found and _is_open(parts[0], found[-1]):
            found[-1] = _longer(found[-1], p)
        found += fresh
        last = fresh[-1] if fresh else _acting(p) or last
    return found


def _is_open(p: Passage, draft: Draft) -> bool:
    """Tell whether a claim's words were opened by a dash after its cue, so that they go on to the end of the line."""
    first = p.r.at(draft.spans[-1].start)
    return draft.sieve == "S2" and bool(p.r.tags[first] & Tag.DASH) and first > p.lo


def _longer(draft: Draft, p: Passage) -> Draft:
    """Return a claim that goes on to the end of a sentence after it."""
    return replace(draft, spans=(*draft.spans[:-1], Span(draft.spans[-1].start, p.r.ends[p.hi - 1])))


def _reported(p: Passage, taken: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """S7: a sentence whose verb is in a mood of reported speech goes on with what the last speaker said."""
    verbs = [n for n in range(p.lo, p.hi) if p.tag(n) & Tag.REPORTED and not p.is_quoted(n)]
    if taken or last is None or last.nameless or not last.spans or not any(_is_main(p, n) for n in verbs):
        return []
    return [continued(Draft((p.span(p.lo, p.hi),), form_of(p, p.lo, p.hi), "S7"), last)]


def _is_main(p: Passage, n: int) -> bool:
    """Tell whether a verb stands in no subordinate clause."""
    start = p.left(n, p.lo)
    opens = p.tag(start) & (Tag.RELATIVE | Tag.QUESTION | Tag.COMPLEMENTIZER) or p.tag(start - 1) & Tag.COMPLEMENTIZER
    return not opens and not (p.tag(start) & Tag.CONJUNCTION and not p.tag(start) & Tag.COORDINATOR)


def _acting(p: Passage) -> Draft | None:
    """Return the subject of a reporting verb without content as one who may be quoted next: `X attacked Y. "..."`"""
    cue = next(iter(find_cues(p)), None)
    speaker = opening(p, cue.first) if cue else None
    if cue is None or speaker is None or not speaker.head.is_person:
        return None
    return Draft((), "direct", "S7", speaker=speaker, cue=p.span(cue.first, cue.end), cue_tags=cue.tags)


# ---------------------------------------------------------------- quotations without a cue in their sentence
def _floating(p: Passage, taken: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """S7: a quotation that is a whole sentence belongs to the last speaker, or to the credit that follows it."""
    found = []
    for quote in p.quotes()[:1]:
        first, end = p.r.at(quote.start), p.r.before(quote.end)
        if not p.lo <= first < end <= p.hi or count(p, p.lo, first) or count(p, first, end) < ISLAND:
            continue
        if any(s.overlaps(quote) for d in taken for s in d.spans):
            continue
        draft = Draft((quote,), "direct", "S7")
        if not count(p, end, p.hi):
            if last and not last.nameless:
                found.append(continued(draft, last))
        else:
            speaker = credit(p, end)
            if speaker:
                found.append(replace(draft, speaker=speaker))
    return found
