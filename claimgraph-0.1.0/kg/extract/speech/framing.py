"""Attribution by a phrase: `according to X`, `in her view`, `as X said`."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_

from claimgraph.extract.speech.draft import Draft, Sentence, count, form_of, points_back, stripped
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Passage
from claimgraph.extract.speech.phrase import CLOSED, Speaker, noun_phrase, oblique, outranks
from claimgraph.extract.speech.subject import after, before, institution

UNKNOWN = 3  # words of a source that no list knows, before a comma
FRAMED = 14  # words of a source between its frame and a comma
FRAMES = Tag.FRAME | Tag.WEAK_FRAME | Tag.TEXT_FRAME
APPOSED = 4  # words of an apposition up to its noun
AS = 10  # words between `as` and its cue
LEAST = 2  # words of content on one side of a frame


def as_said(s: Sentence, k: int, start: int) -> Draft | None:
    """S3: `as X said`, `як повідомив X`, before, in or after the content."""
    p, cue = s.p, s.cues[k]
    group = p.left(cue.first, start)
    marker = p.reach(group, Tag.AS)
    if marker == group or marker > cue.first or not cue.tags & Tag.CUE or cue.first - marker > AS:
        return None
    end = p.right(cue.end)
    if (group > p.lo and not p.tag(group - 1) & (Tag.COMMA | Tag.DASH)) or p.tag(p.skip(end, p.hi, Tag.COMMA)) & (
        Tag.COMPLEMENTIZER & ~Tag.RELATIVE
    ):
        return None
    if group - 1 > p.lo and p.tag(group - 2) & Tag.POINTER:
        return None
    speaker = before(p, cue.first, marker) if marker < cue.first else None
    if not p.tag(group) & Tag.RELATIVE:
        speaker = speaker or after(p, cue, end) or institution(p, cue, marker, end)
    if speaker is None and not cue.tags & Tag.IMPERSONAL:
        return None
    parts = _around(p, start, group, end)
    if not parts:
        return None
    form = form_of(p, parts[0][0], parts[-1][1])
    spans = tuple(p.span(*part) for part in parts)
    return Draft(spans, form, "S3", speaker=speaker, nameless=speaker is None)


def with_frames(p: Passage, found: list[Draft]) -> list[Draft]:
    """S3: `according to X`; beside a cue of its own X is the source between."""
    found = found or _framed_behind(p)
    frames = [n for n in range(p.lo, p.hi) if _is_frame(p, n)]
    if not frames or (not found and points_back(p)):
        return found
    past = p.lo
    for n in frames:
        end = p.reach(n, FRAMES)
        source = _framed(p, n, end) if n >= past else None
        if source and not p.tag(n) & Tag.FRAME and not _is_source(source, p.tag(n)):
            source = None
        if source:
            found = _via(p, found, n, source) if found else _framed_claim(p, n, end, source)
            past = source.end
    return found


def _is_source(source: Speaker, frame: int) -> bool:
    """Tell whether a source fits a frame with other uses."""
    if frame & Tag.TEXT_FRAME:
        return source.head.noun is not None and source.head.noun.kind == "TEXT"
    return source.head.kind != "place" and source.is_known


def _is_frame(p: Passage, n: int) -> bool:
    return bool(p.r.tags[n] & FRAMES) and not p.is_quoted(n) and p.reach(n, Tag.IDIOM) <= p.reach(n, FRAMES)


def _framed_behind(p: Passage) -> list[Draft]:
    """S3: a frame after its source, `der Polizei zufolge`."""
    n = next((n for n in range(p.lo, p.hi) if p.r.tags[n] & Tag.FRAME_BEHIND and not p.is_quoted(n)), p.lo)
    first = _behind_start(p, p.left(n, p.lo), n)
    source = _source(p, first, n) if first < n else None
    if source is None or not _is_source(source, p.tag(n) & Tag.TEXT_FRAME):
        return []
    parts = _around(p, p.lo, first, n + 1)
    spans = tuple(p.span(*part) for part in parts)
    form = form_of(p, parts[0][0], parts[-1][1]) if parts else "indirect"
    cue = p.span(n, n + 1)
    return [Draft(spans, form, "S3", cue=cue, cue_tags=Tag.NEUTRAL, speaker=source)] if parts else []


def _behind_start(p: Passage, start: int, end: int) -> int:
    """Return where the source starts that ends before a frame: with its article, when a verb stands before it."""
    if end - start <= FRAMED and not p.any(start, end, Tag.FINITE):
        return p.skip(start, end, Tag.ADVERBIAL | Tag.LINK)
    articles = (n for n in range(end - 1, start, -1) if p.tag(n) & Tag.DETERMINER)
    return next((n for n in articles if not p.tag(n) & Tag.GENITIVE_ARTICLE or p.tag(n - 1) & ~Tag.CAPITAL), end)


def _framed_claim(p: Passage, first: int, end: int, source: Speaker) -> list[Draft]:
    parts = _around(p, p.lo, first, source.end)
    if not parts:
        return []
    spans = tuple(p.span(*part) for part in parts)
    form = form_of(p, parts[0][0], parts[-1][1])
    return [Draft(spans, form, "S3", cue=p.span(first, end), cue_tags=Tag.NEUTRAL, speaker=source)]


def _via(p: Passage, found: list[Draft], first: int, source: Speaker) -> list[Draft]:
    """Return the claims relayed by a framed source, the frame cut off their ends."""
    frame = p.r.starts[first]
    cut: list[Draft] = []
    for draft in found:
        last = draft.spans[-1]
        if last.start < frame < last.end:
            kept = stripped(p, p.r.at(last.start), first)
            spans = (*draft.spans[:-1], p.span(*kept)) if kept else draft.spans
            draft = replace(draft, spans=spans)
        cut.append(replace(draft, via=(*draft.via, source)))
    return cut


def pronoun_frame(p: Passage) -> list[Draft]:
    """S3: `in her view`, whose speaker is the last one."""
    for n in [n for n in range(p.lo, p.hi) if p.r.tags[n] & Tag.PRONOUN_FRAME and not p.is_quoted(n)]:
        end = p.reach(n, Tag.PRONOUN_FRAME)
        parts = _around(p, p.lo, n, end)
        if parts:
            spans = tuple(p.span(*part) for part in parts)
            form = form_of(p, parts[0][0], parts[-1][1])
            tags = reduce(or_, (p.tag(m) for m in range(n, end)))
            shown = Tag.MASCULINE | Tag.FEMININE | Tag.OBJECT | Tag.DETERMINER
            word = next((m for m in range(n, end) if p.tag(m) & shown), end - 1)
            head = Candidate(p.span(word, word + 1), "pronoun", word, word, tags=tags)
            speaker = Speaker(head.span, head, end)
            return [Draft(spans, form, "S3", cue=p.span(n, end), cue_tags=Tag.NEUTRAL, speaker=speaker)]
    return []


def _framed(p: Passage, frame: int, at: int) -> Speaker | None:
    """Return the source after a frame: all words up to a comma or the end, else the noun phrase that starts there."""
    end = p.right(at)
    start = p.skip(at, end, Tag.ADVERBIAL)
    oblique = p.tag(start) & Tag.OBJECT and p.tag(start) & Tag.DETERMINER
    closed = p.tag(start) & CLOSED and not oblique
    if start >= end or closed or (p.tag(start) & Tag.PRONOUN and not p.tag(start) & Tag.DETERMINER):
        return None
    stop = _source_end(p, start, end)
    if end - start <= FRAMED and _is_whole(p, frame, (start, stop, end)):
        return _with_apposition(p, _source(p, start, end))
    return _source(p, start, stop) if stop > start else None


def _with_apposition(p: Passage, source: Speaker) -> Speaker:
    """Return a named source whose end includes what a following apposition says of it: `X, a nurse, ...`."""
    first = source.end + 1
    end = p.right(first)
    noun = p.any(first, min(end, first + APPOSED), ~(Tag.NOUN - 1)) and not p.any(first, end, Tag.FINITE)
    closed = bool(p.tag(source.end) & Tag.COMMA and p.tag(end) & Tag.COMMA and end - first <= FRAMED)
    return replace(source, end=end) if source.head.is_person and noun and closed else source


def _is_whole(p: Passage, frame: int, bounds: tuple[int, int, int]) -> bool:
    """Tell whether all words up to a comma or the end are the source, of which a list knows those up to `stop`."""
    start, stop, end = bounds
    set_off = frame > p.lo and (p.tag(frame - 1) & (Tag.COMMA | Tag.DASH) or p.is_quoted(frame - 1))
    if end >= p.hi:
        return bool(set_off)
    if not p.tag(end) & (Tag.COMMA | Tag.DASH):
        return False
    return bool(set_off) or p.grammar.speech.frame_comma or (stop == start and end - start <= UNKNOWN)


def _source(p: Passage, start: int, end: int) -> Speaker:
    """Return some words as a source: its head may have any case."""
    actors = [c for c in p.actors(start, end) if c.kind != "pronoun"]
    person = next((c for c in actors if c.is_person), None)
    head = actors[0] if actors and actors[0].first <= start + 3 else None
    if head is None and not actors:
        named = noun_phrase(p, start, end)
        head = named.head if named else None
    if head and head.kind == "noun" and person and _is_beside(p, head, person):
        head = person
    if head and len(actors) > 1 and outranks(p, actors[1], head):
        head = actors[1]
    if head is None:
        head = person or oblique(p, start, end).head
    return Speaker(p.span(start, end), head, end)


def _is_beside(p: Passage, head: Candidate, person: Candidate) -> bool:
    return not p.any(head.last + 1, person.first, Tag.PREPOSITION & ~Tag.GENITIVE)


def _source_end(p: Passage, start: int, end: int) -> int:
    """Return where a source ends that no comma ends: with the last of its adjacent candidates."""
    stop, person = start, False
    for actor in p.actors(start, end):
        if actor.kind == "pronoun" or person or not _continues(p, stop, actor.first, start):
            break
        stop, person = actor.last + 1, actor.is_person
    speech = p.grammar.speech
    if start < stop < end - 1 and not person and stop not in p.r.actors:
        follows = p.word(stop)
        if follows[0].islower() and follows.endswith(speech.genitive_endings) and not p.tag(stop) & Tag.PREPOSITION:
            stop += 1
    return stop


def _continues(p: Passage, stop: int, first: int, start: int) -> bool:
    """Tell whether a candidate belongs to the source whose words so far end at `stop`."""
    between = range(stop, first)
    if stop == start:
        return len(between) <= 4 and not p.any(stop, first, Tag.PREPOSITION | Tag.FINITE)
    if first - stop <= 2 and p.tag(stop - 1) & Tag.DETERMINER and not p.any(stop, first, Tag.FINITE | Tag.PREPOSITION):
        return True
    marks = [p.tag(n) for n in between]
    known = (Tag.GENITIVE | Tag.COORDINATOR | Tag.DETERMINER, Tag.FINITE | Tag.COMPLEMENTIZER)
    if p.grammar.speech.subjectless and p.r.actors[first].kind == "noun" and p.tag(first) & Tag.SUBJECT:
        return False
    endings = p.grammar.speech.genitive_endings
    adjectives = [bool(endings) and p.word(n).endswith(endings) for n in between]
    fits = (a or (t & known[0] and not t & known[1]) for t, a in zip(marks, adjectives, strict=True))
    return len(marks) <= 2 and all(fits)


def _around(p: Passage, lo: int, first: int, end: int) -> list[tuple[int, int]]:
    """Return the content around a frame: after it, before it, or both parts of the clause that it interrupts."""
    left, right = stripped(p, lo, first), stripped(p, end, p.hi)
    if left and not count(p, p.skip(left[0], left[1], Tag.ADVERBIAL | Tag.LINK), left[1]):
        left = None
    if left is None or right is None:
        return [part for part in (left, right) if part]
    if count(p, *right) < LEAST or p.tag(right[0]) & (Tag.RELATIVE | Tag.FRAME):
        return [left]
    left = stripped(p, _clause_start(p, *left), left[1])
    return [left, right] if left else [right]


def _clause_start(p: Passage, first: int, end: int) -> int:
    """Return where the clause starts that a frame interrupts: after the last `, and`."""
    joins = (
        n + 2
        for n in range(end - 2, first, -1)
        if p.tag(n) & (Tag.COMMA | Tag.SEMICOLON) and p.tag(n + 1) & Tag.LINK and not p.is_quoted(n)
    )
    return next(joins, first)
