"""Who says what in a sentence: sieves over quotations, reporting words and their frames, high precision first.

The order and the numbers of the sieves follow Janicki et al. 2023 and Muzny et al. 2017 in spirit: a deterministic
cascade in which a later, weaker sieve sees only what the earlier ones left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimgraph.extract.passage import EDGE, Cue, Passage
from claimgraph.extract.patterns import words
from claimgraph.extract.subject import Speaker, addressee, before, following, subject
from claimgraph.model import Form, Span, Stance

WINDOW = 14  # words between a cue and its complementizer
LONG_GROUP = 16  # words of subject and cue after the content
SHORT = 8  # words of a group that holds a cue at the end of a sentence
ISLAND = 4  # words below which a quotation without a cue is a scare quote


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim whose speaker is still words."""

    spans: tuple[Span, ...]
    form: Form
    sieve: str
    stance: Stance = "neutral"
    cue: Span | None = None
    speaker: Speaker | None = None
    addressee: Speaker | None = None
    via: tuple[Speaker, ...] = ()

    @property
    def end(self) -> int:
        """Where the claim's words end."""
        return self.spans[-1].end


def drafts(p: Passage) -> list[Draft]:
    """Return the claims of one sentence, in the order of their cues."""
    found: list[Draft] = []
    for index, cue in enumerate(p.cues):
        relayed = _relayed(p, cue, found)
        if relayed:
            found[-1] = relayed
            continue
        draft = _attach(p, index, found)
        if draft and words(p.text[draft.spans[0].start : draft.end]) >= 2:
            found.append(draft)
    return _with_frames(p, found)


def _attach(p: Passage, index: int, found: list[Draft]) -> Draft | None:
    cue = p.cues[index]
    start = found[-1].end if found else p.span.start
    nested = bool(found) and any(s.contains(cue.span) for s in found[-1].spans)
    sieves = (_complementizer, _colon, _tail, _quote_after, _attribute, _infinitive, _zero)
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


# ---------------------------------------------------------------- content after the cue
def _complementizer(p: Passage, index: int, start: int) -> Draft | None:
    """S4: cue + `that`."""
    cue, g = p.cues[index], p.grammar
    limit = p.cues[index + 1].span.start if index + 1 < len(p.cues) else p.span.end
    match = g.complementizer.search(p.text, cue.span.end, limit)
    while match and p.quoted(match.start()):
        match = g.complementizer.search(p.text, match.end(), limit)
    gap = p.text[cue.span.end : match.start()] if match else ""
    if not match or words(gap) > WINDOW or ";" in gap or ":" in gap or _starts_clause(p, cue):
        match = _question(p, cue)
    if not match:
        return None
    content = _content(p, index, match.end())
    speaker = subject(p, cue, match.start(), skip=False)
    told = addressee(p, cue, match.start())
    return Draft((content,), _form(p, content), "S4", speaker=speaker, addressee=told) if content else None


def _question(p: Passage, cue: Cue) -> re.Match[str] | None:
    """Return the question word right after a cue, as a match that ends before it (the word is content)."""
    at = p.skip(cue.span.end, p.span.end)
    match = p.grammar.question_word.match(p.text, at, p.span.end)
    return re.compile("").match(p.text, at) if match else None


def _starts_clause(p: Passage, cue: Cue) -> bool:
    """Tell whether a content clause stands right after a cue, so that a later `that` belongs to it."""
    g = p.grammar
    if not g.zero_cue.fullmatch(cue.text) or g.told.fullmatch(cue.text):
        return False
    at = p.skip(cue.span.end, p.span.end, g.adverbial)
    return g.determiner.match(p.text, at, p.span.end) is not None


def _colon(p: Passage, index: int, start: int) -> Draft | None:
    """S6: cue, colon, content."""
    cue = p.cues[index]
    match = re.compile(r"[^;.!?:«»„“”\"]{0,80}:\s*(?=\S)").match(p.text, cue.span.end, p.span.end)
    if not match:
        return None
    content = _content(p, index, match.end())
    speaker = subject(p, cue, match.end(), skip=False)
    return Draft((content,), _form(p, content), "S6", speaker=speaker) if content else None


def _quote_after(p: Passage, index: int, start: int) -> Draft | None:
    """S1, S5: cue, then a quotation, with or without words of the content before it."""
    cue = p.cues[index]
    limit = p.cues[index + 1].span.start if index + 1 < len(p.cues) else p.span.end
    quote = next((q for q in p.quotes if cue.span.end <= q.start < limit), None)
    if quote is None or words(p.text[cue.span.end : quote.start]) > WINDOW or p.grammar.naming.fullmatch(cue.text):
        return None
    told = addressee(p, cue, quote.start)
    speaker = subject(p, cue, quote.start, skip=False)
    at = p.skip(_past(cue, told, speaker), quote.start, p.grammar.adverbial)
    if words(p.text[at : quote.start]) <= 1 or p.grammar.preposition.match(p.text, at):
        at = quote.start
    content = _content(p, index, at)
    if content is None:
        return None
    return Draft((content,), _form(p, content), "S1", speaker=speaker, addressee=told)


def _past(cue: Cue, *speakers: Speaker | None) -> int:
    return max([cue.span.end, *(s.span.end for s in speakers if s)])


def _attribute(p: Passage, index: int, start: int) -> Draft | None:
    """S5: `called the marchers "heroes"`: object and quoted attribute are the content."""
    cue = p.cues[index]
    if not p.grammar.naming.fullmatch(cue.text):
        return None
    content = _content(p, index, cue.span.end)
    if content is None or not any(content.contains(q) for q in p.quotes):
        return None
    return Draft((content,), "mixed", "S5", speaker=before(p, cue.span.start, skip=False))


def _infinitive(p: Passage, index: int, start: int) -> Draft | None:
    """S4: `claims to have won`."""
    cue, g = p.cues[index], p.grammar
    at = p.skip(cue.span.end, p.span.end)
    if not g.infinitive_cue.fullmatch(cue.text) or not g.infinitive.match(p.text, at, p.span.end):
        return None
    content = _content(p, index, at)
    return Draft((content,), _form(p, content), "S4", speaker=before(p, cue.span.start, skip=False)) if content else None


def _zero(p: Passage, index: int, start: int) -> Draft | None:
    """S4: content clause without complementizer, in languages and after cues that allow it."""
    cue, g = p.cues[index], p.grammar
    if not g.zero_cue.fullmatch(cue.text):
        return None
    told = addressee(p, cue, p.span.end)
    at = p.skip(_past(cue, told), p.span.end, g.adverbial)
    opens = g.determiner.match(p.text, at, p.span.end) or re.match(r"\d", p.text[at : at + 1])
    if not opens and not any(c.span.start == at for c in p.candidates):
        return None
    content = _content(p, index, at)
    if content is None or words(content.of(p.text)) < 3:
        return None
    speaker = before(p, cue.span.start, skip=False)
    return Draft((content,), _form(p, content), "S4", speaker=speaker, addressee=told)


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
    return start if p.text[:start].rstrip().endswith((",", ";", "–", "—", *"\"”»“’")) else None


def _governs(p: Passage, cue: Cue) -> bool:
    g, end = p.grammar, p.chunk_end(cue.span.end)
    rest = p.skip(end, p.span.end)
    tail = rest >= p.span.end or p.quoted(rest) is not None
    return tail or any(x.match(p.text, rest) or x.search(p.text, cue.span.end, rest) for x in (g.complementizer,))


# ---------------------------------------------------------------- content before the cue
def _tail(p: Passage, index: int, start: int) -> Draft | None:
    """S1, S4: content, then a short group with cue and speaker: `..., sier hun.`"""
    cue = p.cues[index]
    group = p.chunk_start(cue.span.start)
    content = stripped(p, Span(p.skip(start, group), group))
    if content is None or words(p.text[p.trim(content).start : content.end]) < 2 or p.text[group - 1 : group].isalnum():
        return None
    speaker = subject(p, cue, p.span.end, skip=False)
    end = p.chunk_end(cue.span.end)
    if not _closes_group(p, cue, speaker, end) or words(p.text[group : cue.span.start]) > LONG_GROUP:
        return None
    spans, form = (content,), _form(p, content)
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
    return words(p.text[at : content.end]) < ISLAND or p.grammar.preposition.match(p.text, at, content.end) is not None


def _closes_group(p: Passage, cue: Cue, speaker: Speaker | None, end: int) -> bool:
    """Tell whether nothing but speaker, addressee and adverbials follows a cue in its chunk."""
    told = addressee(p, cue, end)
    at = p.skip(_past(cue, told, speaker), end, p.grammar.adverbial, p.grammar.auxiliary)
    return at >= end or p.grammar.preposition.match(p.text, at, end) is not None or (
        p.chunk_start(cue.span.start) in {q.end for q in p.quotes} and words(p.text[at:end]) <= SHORT
    )


def _relayed(p: Passage, cue: Cue, found: list[Draft]) -> Draft | None:
    """Return the last claim with the source that a second closing cue adds: `X said, the agency reported.`"""
    if not found or found[-1].cue is None or found[-1].end > found[-1].cue.start:
        return None
    group = p.chunk_start(cue.span.start)
    speaker = subject(p, cue, p.span.end, skip=False)
    if group <= found[-1].cue.end or speaker is None or not _closes_group(p, cue, speaker, p.chunk_end(cue.span.end)):
        return None
    if any(q.start > found[-1].cue.end for q in p.quotes):
        return None
    return replace(found[-1], via=(*found[-1].via, speaker))


# ---------------------------------------------------------------- frames
def _with_frames(p: Passage, found: list[Draft]) -> list[Draft]:
    """S3: `according to X`; beside a cue of its own X is the source between."""
    for match in p.grammar.frame.finditer(p.text, p.span.start, p.span.end):
        if p.quoted(match.start()):
            continue
        source = _framed(p, match.end())
        if source is None:
            continue
        if found:
            found = [_without(p, d, Span(match.start(), source.span.end), source) for d in found]
            continue
        content = _around(p, match.start(), source.span.end)
        if content:
            whole = Span(content[0].start, content[-1].end)
            cue = Span(match.start(), match.end())
            found = [Draft(content, _form(p, whole), "S3", cue=cue, speaker=source)]
    return found


def _without(p: Passage, draft: Draft, frame: Span, source: Speaker) -> Draft:
    """Return a claim relayed by a framed source, the frame cut off its end."""
    spans = draft.spans
    if spans[-1].contains(frame):
        cut = stripped(p, Span(spans[-1].start, frame.start))
        spans = (*spans[:-1], cut) if cut else spans
    return replace(draft, spans=spans, via=(*draft.via, source))


def _framed(p: Passage, at: int) -> Speaker | None:
    """Return the source after a frame: a noun phrase headed by a speaker, else the words up to the comma."""
    return following(p, p.skip(at, p.span.end, p.grammar.adverbial), p.chunk_end(at))


def _around(p: Passage, start: int, end: int) -> tuple[Span, ...] | None:
    """Return the content around a frame: after it, before it, or both parts of the clause that it interrupts."""
    left = stripped(p, Span(p.span.start, start))
    right = stripped(p, Span(p.chunk_end(end) if p.text[end : end + 1] == "," else end, p.span.end))
    if left is None or not words(p.text[p.trim(left).start : left.end]):
        return (right,) if right else None
    if right is None or words(right.of(p.text)) < 2:
        return (left,)
    left = stripped(p, Span(_clause_start(p, left), left.end))
    return (left, right) if left else (right,)


def _clause_start(p: Passage, left: Span) -> int:
    """Return where the clause starts that a frame interrupts: after the last `, and`."""
    joins = re.compile(rf"[,;]\s*(?:{'|'.join(map(re.escape, p.grammar.speech.conjunctions))})\s", re.IGNORECASE)
    return max([left.start, *(m.end() for m in joins.finditer(p.text, left.start, left.end))])


# ---------------------------------------------------------------- shape
def stripped(p: Passage, span: Span) -> Span | None:
    """Return a span without blanks and separators at its edges, or None when nothing is left."""
    start = p.skip(span.start, span.end)
    end = start + len(p.text[start : span.end].rstrip(EDGE))
    if p.text[end : end + 3] == "..." or p.text[end : end + 1] == "…":
        end += 3 if p.text[end] == "." else 1
    return Span(start, end) if end > start else None


def _form(p: Passage, content: Span) -> Form:
    """Return whether the content is all quotation, part quotation or none."""
    inside = [q for q in p.quotes if content.overlaps(q)]
    if not inside:
        return "indirect"
    rest = "".join(p.text[a:b] for a, b in _gaps(content, inside))
    return "direct" if not words(rest) else "mixed"


def _gaps(content: Span, quotes: list[Span]) -> list[tuple[int, int]]:
    edges = [content.start, *(x for q in quotes for x in (q.start, q.end)), content.end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
