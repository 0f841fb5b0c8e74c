"""Content that follows its cue: after `that`, a colon, a quotation mark, an infinitive, or nothing at all."""

from __future__ import annotations

import re

from claimgraph.extract.draft import Draft, form_of, stripped
from claimgraph.extract.passage import Cue, Passage
from claimgraph.extract.patterns import words
from claimgraph.extract.subject import Speaker, addressee, after, before, subject
from claimgraph.model import Span

WINDOW = 14  # words between a cue and its complementizer


def complementizer(p: Passage, index: int, start: int) -> Draft | None:
    """S4: cue + `that`."""
    cue, g = p.cues[index], p.grammar
    limit = p.cues[index + 1].span.start if index + 1 < len(p.cues) else p.span.end
    match = g.complementizer.search(p.text, cue.span.end, limit)
    while match and p.quoted(match.start()):
        match = g.complementizer.search(p.text, match.end(), limit)
    gap = p.text[cue.span.end : match.start()] if match else ""
    if not match or words(gap) > WINDOW or ";" in gap or ":" in gap or _has_object(p, cue, match.start()):
        match = _question(p, cue)
    if not match:
        return None
    content = _content(p, index, match.end())
    speaker = subject(p, cue, match.start())
    told = addressee(p, cue, match.start())
    return Draft((content,), form_of(p, content), "S4", speaker=speaker, addressee=told) if content else None


def _question(p: Passage, cue: Cue) -> re.Match[str] | None:
    """Return the question word right after a cue, as a match that ends before it (the word is content)."""
    at = p.skip(cue.span.end, p.span.end)
    match = p.grammar.question_word.match(p.text, at, p.span.end)
    return re.compile("").match(p.text, at) if match else None


def _has_object(p: Passage, cue: Cue, limit: int) -> bool:
    """Tell whether an object or a clause stands right after a cue, so that a later `that` belongs to it."""
    g = p.grammar
    if g.told.fullmatch(cue.text) or not g.speech.zero_cues or after(p, cue, limit):
        return False
    at = p.skip(cue.span.end, limit, g.adverbial)
    return g.determiner.match(p.text, at, limit) is not None


def colon(p: Passage, index: int, start: int) -> Draft | None:
    """S6: cue, colon, content."""
    cue = p.cues[index]
    match = re.compile(r"[^;.!?:«»„“”\"]{0,80}:\s*(?=\S)").match(p.text, cue.span.end, p.span.end)
    if not match:
        return None
    content = _content(p, index, match.end())
    speaker = subject(p, cue, match.end())
    return Draft((content,), form_of(p, content), "S6", speaker=speaker) if content else None


def quote_after(p: Passage, index: int, start: int) -> Draft | None:
    """S1, S5: cue, then a quotation, with or without words of the content before it."""
    cue = p.cues[index]
    limit = p.cues[index + 1].span.start if index + 1 < len(p.cues) else p.span.end
    quote = next((q for q in p.quotes if cue.span.end <= q.start < limit), None)
    if quote is None or words(p.text[cue.span.end : quote.start]) > WINDOW or p.grammar.naming.fullmatch(cue.text):
        return None
    told = addressee(p, cue, quote.start)
    speaker = subject(p, cue, quote.start)
    at = p.skip(past(cue, told, speaker), quote.start, p.grammar.adverbial)
    if words(p.text[at : quote.start]) <= 1 or p.grammar.preposition.match(p.text, at):
        at = quote.start
    content = _content(p, index, at)
    if content is None:
        return None
    return Draft((content,), form_of(p, content), "S1", speaker=speaker, addressee=told)


def past(cue: Cue, *speakers: Speaker | None) -> int:
    """Return the offset after a cue and the parties that follow it."""
    return max([cue.span.end, *(s.span.end for s in speakers if s)])


def attribute(p: Passage, index: int, start: int) -> Draft | None:
    """S5: `called the marchers "heroes"`: object and quoted attribute are the content."""
    cue = p.cues[index]
    if not p.grammar.naming.fullmatch(cue.text):
        return None
    content = _content(p, index, cue.span.end)
    if content is None or not any(content.contains(q) for q in p.quotes):
        return None
    return Draft((content,), "mixed", "S5", speaker=before(p, cue.span.start, skip=False))


def infinitive(p: Passage, index: int, start: int) -> Draft | None:
    """S4: `claims to have won`."""
    cue, g = p.cues[index], p.grammar
    at = p.skip(cue.span.end, p.span.end)
    if not g.infinitive_cue.fullmatch(cue.text) or not g.infinitive.match(p.text, at, p.span.end):
        return None
    content = _content(p, index, at)
    return (
        Draft((content,), form_of(p, content), "S4", speaker=before(p, cue.span.start, skip=False)) if content else None
    )


def zero(p: Passage, index: int, start: int) -> Draft | None:
    """S4: content clause without complementizer, in languages and after cues that allow it."""
    cue, g = p.cues[index], p.grammar
    if not g.zero_cue.fullmatch(cue.text):
        return None
    told = addressee(p, cue, p.span.end)
    at = p.skip(past(cue, told), p.span.end, g.adverbial)
    opens = g.determiner.match(p.text, at, p.span.end) or re.match(r"\d", p.text[at : at + 1])
    if not opens and not any(c.span.start == at for c in p.candidates):
        return None
    content = _content(p, index, at)
    if content is None or words(content.of(p.text)) < 3:
        return None
    speaker = before(p, cue.span.start, skip=False)
    return Draft((content,), form_of(p, content), "S4", speaker=speaker, addressee=told)


def _content(p: Passage, index: int, start: int) -> Span | None:
    """Return the content from an offset to the end of the sentence or to the clause of the next cue."""
    end = p.span.end
    for cue in p.cues[index + 1 :]:
        edge = _clause_edge(p, cue)
        if edge is not None and edge > start:
            end = edge
            break
    return stripped(p, Span(start, end))


def _clause_edge(p: Passage, cue: Cue) -> int | None:
    """Return where the clause of a further cue starts: at the comma or conjunction before its subject."""
    if not _governs(p, cue):
        return None
    start = p.chunk_start(cue.span.start)
    joins = [m for m in p.grammar.conjunction.finditer(p.text, start, cue.span.start) if not p.quoted(m.start())]
    if joins:
        return joins[0].start()
    return start if p.text[:start].rstrip().endswith((",", ";", "–", "—", *'"”»“’')) else None


def _governs(p: Passage, cue: Cue) -> bool:
    g, end = p.grammar, p.chunk_end(cue.span.end)
    rest = p.skip(end, p.span.end)
    tail = rest >= p.span.end or p.quoted(rest) is not None
    return tail or any(x.match(p.text, rest) or x.search(p.text, cue.span.end, rest) for x in (g.complementizer,))
