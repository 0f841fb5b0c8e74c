"""Content that stands before its cue, and the source that relays it: `..., sier hun`, `..., X said, Y reported`."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.extract.draft import Draft, form_of, stripped
from claimgraph.extract.governed import past
from claimgraph.extract.passage import EDGE, Cue, Passage
from claimgraph.extract.patterns import words
from claimgraph.extract.subject import Speaker, addressee, subject
from claimgraph.model import Span

LONG_GROUP = 16  # words of subject and cue after the content
SHORT = 8  # words between a cue and the end of its group, after a quotation
LEAST = 4  # words of reported content without quotation marks


def tail(p: Passage, index: int, start: int) -> Draft | None:
    """S1, S4: content, then a short group with cue and speaker: `..., sier hun.`"""
    cue = p.cues[index]
    group = p.chunk_start(cue.span.start)
    content = stripped(p, Span(p.skip(start, group), group))
    if content is None or words(p.text[p.trim(content).start : content.end]) < 2 or p.text[group - 1 : group].isalnum():
        return None
    speaker = subject(p, cue, p.span.end)
    end = p.chunk_end(cue.span.end)
    if not _closes_group(p, cue, speaker, end) or words(p.text[group : cue.span.start]) > LONG_GROUP:
        return None
    spans: tuple[Span, ...] = (content,)
    form = form_of(p, content)
    if form == "indirect" and (speaker is None or _is_adverbial(p, content)):
        return None
    quote = next((q for q in p.quotes if q.start >= end), None)
    if quote and form != "indirect" and not p.text[end : quote.start].strip(EDGE):
        spans = (content, quote)
    told = addressee(p, cue, end)
    return Draft(spans, form, "S1" if form == "direct" else "S4", speaker=speaker, addressee=told)


def _is_adverbial(p: Passage, content: Span) -> bool:
    """Tell whether words before a reporting clause are its adverbial: `In a letter, he said ...`."""
    at = p.skip(content.start, content.end, p.grammar.conjunction)
    opens = any(p.grammar.preposition.match(p.text, x, content.end) for x in (at, content.start))
    return opens or words(p.text[at : content.end]) < LEAST


def _closes_group(p: Passage, cue: Cue, speaker: Speaker | None, end: int) -> bool:
    """Tell whether nothing but speaker, addressee and adverbials follows a cue in its chunk."""
    told = addressee(p, cue, end)
    at = p.skip(past(cue, told, speaker), end, p.grammar.adverbial, p.grammar.auxiliary)
    return (
        at >= end
        or p.grammar.preposition.match(p.text, at, end) is not None
        or (p.chunk_start(cue.span.start) in {q.end for q in p.quotes} and words(p.text[at:end]) <= SHORT)
    )


def relayed(p: Passage, cue: Cue, found: list[Draft]) -> Draft | None:
    """Return the last claim with the source that a second closing cue adds: `X said, the agency reported.`"""
    if not found or found[-1].cue is None or found[-1].end > found[-1].cue.start:
        return None
    group = p.chunk_start(cue.span.start)
    speaker = subject(p, cue, p.span.end)
    if group <= found[-1].cue.end or speaker is None or not _closes_group(p, cue, speaker, p.chunk_end(cue.span.end)):
        return None
    if any(q.start > found[-1].cue.end for q in p.quotes):
        return None
    return replace(found[-1], via=(*found[-1].via, speaker))
