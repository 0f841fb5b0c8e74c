"""The claims of a paragraph: its sentences through the sieve, dash quotations, quotations without a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.draft import Draft, stripped
from claimgraph.extract.grammar import Grammar, grammar
from claimgraph.extract.passage import EDGE, Candidate, Passage, candidates, cues
from claimgraph.extract.patterns import words
from claimgraph.extract.quotations import dash_parts, merge_cut, quotations
from claimgraph.extract.sentences import sentences
from claimgraph.extract.sieve import drafts
from claimgraph.extract.subject import Speaker, after, before, following
from claimgraph.model import Mention, Segment, Span

ISLAND = 4  # words below which a quotation without a cue is a scare quote
CREDIT = 8  # words of a credit line after a pull quote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment with what every sentence of it shares."""

    text: str
    segment: Segment
    grammar: Grammar
    quotes: tuple[Span, ...]
    candidates: tuple[Candidate, ...]

    def passage(self, span: Span) -> Passage:
        """Return a part of the paragraph as a passage."""
        quotes = tuple(q for q in self.quotes if q.overlaps(span))
        return Passage(
            self.text, span, self.segment.lang, self.grammar, quotes,
            tuple(c for c in self.candidates if span.contains(c.span)),
            cues(self.text, span, self.grammar, quotes),
        )  # fmt: skip


def paragraph_drafts(text: str, segment: Segment, mentions: Sequence[Mention], last: Draft | None) -> list[Draft]:
    """Return the claims of a segment; `last` is the claim before it, whose speaker may go on speaking."""
    g = grammar(segment.lang)
    quotes = tuple(quotations(text, segment.span, g.speech.quotes))
    p = Paragraph(text, segment, g, quotes, candidates(text, segment.span, g, mentions))
    parts = dash_parts(text, segment.span, g.speech.dashes)
    if parts:
        return _dash_drafts(p, parts, last)
    return _sentence_drafts(p, segment.span, last)


def _sentence_drafts(p: Paragraph, span: Span, last: Draft | None) -> list[Draft]:
    found: list[Draft] = []
    inside = Segment(span, p.segment.lang, p.segment.role)
    for sentence in merge_cut(sentences(p.text, inside), p.quotes):
        passage = p.passage(sentence)
        fresh = drafts(passage) or _headline(p, passage)
        fresh += _floating(passage, fresh, found[-1] if found else last)
        found += [_with_subject(p, d, found[-1] if found else last) for d in fresh]
    return found


def _with_subject(p: Paragraph, draft: Draft, last: Draft | None) -> Draft:
    """Return a claim whose cue has no subject, where the language allows that, with the last speaker or person."""
    if draft.speaker or draft.cue is None or not p.grammar.speech.subjectless:
        return draft
    if last and last.speaker:
        return replace(draft, speaker=last.speaker)
    people = (c for c in reversed(p.candidates) if c.span.end <= draft.cue.start and _is_person(c))
    return next((replace(draft, speaker=Speaker(c.span, c)) for c in people), draft)


def _is_person(candidate: Candidate) -> bool:
    return candidate.mention is not None and candidate.mention.kind == "PER"


def _headline(p: Paragraph, passage: Passage) -> list[Draft]:
    """S6: `Minister: the talks have failed`, in titles, and `Minister: "..."` anywhere."""
    match = re.compile(r"[^:\n]{2,70}:\s+(?=\S)").match(passage.text, passage.span.start, passage.span.end)
    if not match:
        return []
    group = Span(passage.span.start, match.end())
    speaker = following(passage, passage.span.start, match.end())
    content = stripped(passage, Span(match.end(), passage.span.end))
    quoted = content is not None and any(q.start == content.start for q in passage.quotes)
    if speaker is None or content is None or not (quoted or p.segment.role == "title"):
        return []
    if words(group.of(passage.text)) > CREDIT or speaker.head.kind == "pronoun":
        return []
    return [Draft((content,), "direct" if quoted else "indirect", "S6", speaker=speaker)]


# ---------------------------------------------------------------- quotations without a cue in their sentence
def _floating(passage: Passage, taken: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """S7: a quotation that is a whole sentence belongs to the last speaker, or to the credit that follows it."""
    found = []
    for quote in passage.quotes:
        if any(s.overlaps(quote) for d in taken for s in d.spans) or words(quote.of(passage.text)) < ISLAND:
            continue
        rest = passage.text[passage.span.start : quote.start] + passage.text[quote.end : passage.span.end]
        draft = Draft((quote,), "direct", "S7")
        if not words(rest):
            if last and last.speaker:
                found.append(replace(draft, speaker=last.speaker, cue=last.cue, stance=last.stance, via=last.via))
        elif not passage.text[passage.span.start : quote.start].strip(EDGE):
            credit = _credit(passage, quote.end)
            if credit:
                found.append(replace(draft, speaker=credit))
    return found


def _credit(passage: Passage, at: int) -> Speaker | None:
    """Return who is named in a short line after a pull quote."""
    if passage.cues or words(passage.text[at : passage.span.end]) > CREDIT:
        return None
    return following(passage, passage.skip(at, passage.span.end), passage.span.end)


# ---------------------------------------------------------------- dash quotations
def _dash_drafts(p: Paragraph, parts: Sequence[Span], last: Draft | None) -> list[Draft]:
    """S2: `– Text, sier hun.` and `– Text – powiedział. – Text.`"""
    opening = p.text.index(p.text[p.segment.span.start : parts[0].start].strip()[:1], p.segment.span.start)
    found: list[Draft] = []
    content = Span(opening, parts[0].end)
    for part in parts[1:]:
        cued = _cue_part(p, content, part)
        if cued is None:
            content = Span(content.start, part.end)
            continue
        found.append(_continued(cued, found, last))
        content = Span(part.end, part.end)
        narration = _rest(p, part.start, part.end)
        if narration:
            found += _sentence_drafts(p, narration, found[-1])
    return found + _open_end(p, content, found[-1] if found else last)


def _continued(draft: Draft, found: Sequence[Draft], last: Draft | None) -> Draft:
    """Return a dash quotation with the last speaker where its cue has no subject: `- dodał.`"""
    previous = found[-1] if found else last
    return draft if draft.speaker or previous is None else replace(draft, speaker=previous.speaker)


def _cue_part(p: Paragraph, content: Span, part: Span) -> Draft | None:
    """Return the claim whose cue opens the part after a dash."""
    passage = p.passage(part)
    cue = next(iter(passage.cues), None)
    if cue is None or words(p.text[part.start : cue.span.start]) > 3:
        return None
    words_of = stripped(p.passage(content), content)
    if words_of is None:
        return None
    speaker = after(passage, cue, part.end) or before(passage, cue.span.start, skip=False)
    spans = (Span(content.start, words_of.end),)
    return Draft(spans, "direct", "S2", stance=cue.stance, cue=cue.span, speaker=speaker)


def _open_end(p: Paragraph, content: Span, last: Draft | None) -> list[Draft]:
    """Return the claims of a dash quotation that no second dash closes: its cue follows a comma, or it has none."""
    if content.end <= content.start:
        return []
    passage = p.passage(content)
    for cue in passage.cues:
        group = passage.chunk_start(cue.span.start)
        if p.text[group : cue.span.start].strip() or group == content.start:
            continue
        words_of = stripped(passage, Span(content.start, group))
        speaker = after(passage, cue, content.end)
        if words_of is None or words(words_of.of(p.text)) < 2:
            continue
        spans = (Span(content.start, words_of.end),)
        draft = Draft(spans, "direct", "S2", stance=cue.stance, cue=cue.span, speaker=speaker)
        draft = draft if speaker or last is None else replace(draft, speaker=last.speaker)
        rest = _rest(p, passage.chunk_end(cue.span.end), content.end)
        return [draft, *_sentence_drafts(p, rest, draft)] if rest else [draft]
    spoken = stripped(passage, content)
    if spoken is None or words(spoken.of(p.text)) < ISLAND or last is None or last.speaker is None:
        return []
    return [Draft((spoken,), "direct", "S7", cue=last.cue, speaker=last.speaker, stance=last.stance)]


def _rest(p: Paragraph, start: int, end: int) -> Span | None:
    """Return the sentences after the one that holds a cue."""
    inside = Segment(Span(start, end), p.segment.lang, p.segment.role)
    following_sentences = sentences(p.text, inside)[1:]
    return Span(following_sentences[0].start, end) if following_sentences else None
