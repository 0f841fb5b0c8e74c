"""Attribution without a verb: `according to X`, `in her view`."""

from __future__ import annotations

import re
from dataclasses import replace

from claimgraph.extract.draft import Draft, form_of, stripped
from claimgraph.extract.passage import Candidate, Passage
from claimgraph.extract.patterns import words
from claimgraph.extract.subject import SOMEONE, Speaker, following, in_chunk
from claimgraph.model import Span

FRAMED = 12  # words of a source between its frame and a comma


def with_frames(p: Passage, found: list[Draft]) -> list[Draft]:
    """S3: `according to X`; beside a cue of its own X is the source between."""
    for match in p.grammar.frame.finditer(p.text, p.span.start, p.span.end):
        if p.quoted(match.start()):
            continue
        source = _framed(p, match.start(), match.end())
        if source is None:
            continue
        if found:
            found = [_without(p, d, Span(match.start(), source.span.end), source) for d in found]
            continue
        content = _around(p, match.start(), source.span.end)
        if content:
            whole = Span(content[0].start, content[-1].end)
            cue = Span(match.start(), match.end())
            found = [Draft(content, form_of(p, whole), "S3", cue=cue, speaker=source)]
    return found


def pronoun_frame(p: Passage) -> list[Draft]:
    """S3: `in her view`, whose speaker is the last one."""
    match = p.grammar.pronoun_frame.search(p.text, p.span.start, p.span.end)
    if not match or p.quoted(match.start()):
        return []
    content = _around(p, match.start(), match.end())
    words_of = Span(match.start(), match.end())
    speaker = Speaker(words_of, Candidate(words_of, "pronoun"))
    return [Draft(content, "indirect", "S3", cue=words_of, speaker=speaker)] if content else []


def _without(p: Passage, draft: Draft, frame: Span, source: Speaker) -> Draft:
    """Return a claim relayed by a framed source, the frame cut off its end."""
    spans = draft.spans
    if spans[-1].contains(frame):
        cut = stripped(p, Span(spans[-1].start, frame.start))
        spans = (*spans[:-1], cut) if cut else spans
    return replace(draft, spans=spans, via=(*draft.via, source))


def _framed(p: Passage, frame: int, at: int) -> Speaker | None:
    """Return the source after a frame: all words up to a comma or the end, else the noun phrase that starts there."""
    end = p.chunk_end(at)
    start = p.skip(at, end, p.grammar.adverbial)
    chunk = Span(start, end)
    set_off = p.text[p.span.start : frame].rstrip()[-1:] in {"", *',"”»’–—'}
    at_end = set_off and p.skip(end, p.span.end) >= p.span.end
    if (p.text[end : end + 1] == "," or at_end) and 0 < len(chunk.of(p.text).split()) <= FRAMED:
        return in_chunk(p, chunk) or _anyone(p, chunk)
    return following(p, start, end)


def _anyone(p: Passage, chunk: Span) -> Speaker:
    named = p.within(chunk)
    head = named[0] if named and named[0].kind == "name" else Candidate(chunk, "noun", noun=SOMEONE)
    return Speaker(chunk, head)


def _around(p: Passage, start: int, end: int) -> tuple[Span, ...] | None:
    """Return the content around a frame: after it, before it, or both parts of the clause that it interrupts."""
    left = stripped(p, Span(p.span.start, start))
    right = stripped(p, Span(p.chunk_end(end) if p.text[end : end + 1] == "," else end, p.span.end))
    if left is None or not words(p.text[p.trim(left).start : left.end]):
        return (right,) if right else None
    if right is None or words(right.of(p.text)) < 2 or p.grammar.relative.match(p.text, right.start):
        return (left,)
    left = stripped(p, Span(_clause_start(p, left), left.end))
    return (left, right) if left else (right,)


def _clause_start(p: Passage, left: Span) -> int:
    """Return where the clause starts that a frame interrupts: after the last `, and`."""
    joins = re.compile(rf"[,;]\s*(?:{'|'.join(map(re.escape, p.grammar.speech.conjunctions))})\s", re.IGNORECASE)
    return max([left.start, *(m.end() for m in joins.finditer(p.text, left.start, left.end))])
