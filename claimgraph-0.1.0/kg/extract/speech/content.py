"""Where the content of a cue begins and ends: after a word that opens it, up to the clause of the next cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from claimgraph.extract.speech.commas import comma_clause
from claimgraph.extract.speech.draft import Sentence, stripped
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import CLOSED
from claimgraph.extract.speech.subject import Cue, addressee, after, before

LONGEST = 800  # words of content
WINDOW = 16  # words between a cue and its complementizer
WISHING = Tag.DIRECTIVE | Tag.COMMISSIVE | Tag.DENYING | Tag.OBJECT_CUE | Tag.INFINITIVE_CUE
CLAUSE = 12  # words within which a finite verb shows that a clause has begun


def after_complementizer(s: Sentence, k: int) -> tuple[int, int] | None:
    """Return the word that opens the content clause of a cue, and the first word of the content."""
    p, cue = s.p, s.cues[k]
    limit = min(s.limit(k), cue.end + WINDOW)
    for n in range(cue.end, limit):
        tag = p.tag(n)
        if p.is_quoted(n) or tag & (Tag.SEMICOLON | Tag.COLON | Tag.STOP | Tag.FINITE):
            break
        if tag & Tag.COMPLEMENTIZER and not (tag & Tag.PURPOSE and not cue.tags & WISHING):
            if _speaks_of(p, cue, n):
                break
            if tag & Tag.RELATIVE and (_has_object(p, cue, n) or p.tag(n + 1) & Tag.FINITE):
                continue
            return n, p.reach(n, Tag.COMPLEMENTIZER)
    at = p.skip(cue.end, p.hi, Tag.COMMA)
    if at > cue.end and p.tag(at) & Tag.RELATIVE and not p.grammar.speech.inversion:
        return None
    return (at, at) if at < limit and p.tag(at) & Tag.QUESTION and not p.is_quoted(at) else None


def _speaks_of(p: Passage, cue: Cue, limit: int) -> bool:
    """Tell whether a topic stands between a cue and `that`, which then belongs to it: `spoke about a plan that ...`."""
    for n in range(cue.end, limit):
        if p.tag(n) & Tag.TOPIC:
            return not p.any(n + 1, min(n + 3, limit), Tag.POINTER)
    return False


def _has_object(p: Passage, cue: Cue, limit: int) -> bool:
    """Tell whether an object stands right after a cue, so that a later `that` may open a relative clause."""
    if cue.tags & Tag.TOLD or p.grammar.speech.inversion:
        return False
    at = p.skip(cue.end, limit, Tag.BETWEEN)
    return at < limit and not p.tag(at) & (Tag.PREPOSITION | Tag.COMMA | Tag.DASH | Tag.OPENING)


def unopened(s: Sentence, k: int) -> int | None:
    """Return where a content clause starts that nothing opens."""
    p, cue = s.p, s.cues[k]
    if not cue.tags & (Tag.ZERO | Tag.CLAUSE_CUE):
        return None
    told = addressee(p, cue, s.limit(k)) if cue.tags & Tag.TOLD else None
    at = p.skip(told.end if told else cue.end, p.hi, Tag.ADVERBIAL)
    if p.grammar.speech.comma_clauses:
        return comma_clause(s, k)
    if p.is_boundary(at) or p.tag(at) & (CLOSED & ~Tag.SPEAKING | Tag.CONJUNCTION):
        return None
    if p.tag(at) & Tag.FINITE and not p.tag(at) & Tag.DETERMINER:
        return None
    if p.tag(at) & Tag.PRONOUN or cue.tags & Tag.ZERO:
        return at
    for n in range(at + 1, min(at + CLAUSE, p.hi)):
        if p.tag(n) & (Tag.FINITE | Tag.RELATIVE | Tag.BOUNDARY):
            return at if p.tag(n) & Tag.FINITE else None
    return None


def content_from(s: Sentence, k: int, start: int) -> tuple[int, int] | None:
    """Return the content from a word to the end of the sentence or to the clause of the next cue."""
    p = s.p
    later = range(bisect_right(s.edges, (k, p.hi)), len(s.edges))
    end = next((s.edges[n][1] for n in later if s.edges[n][1] > start), min(p.hi, start + LONGEST))
    remark = bisect_left(s.remarks, start)
    if remark < len(s.remarks):
        end = min(end, s.remarks[remark])
    if _is_subordinate(s, k):
        end = next((n for n in range(start, end) if p.tag(n) & Tag.COMMA and not p.is_quoted(n)), end)
    return stripped(p, start, end)


def sentence(p: Passage, cues: tuple[Cue, ...]) -> Sentence:
    """Return a passage with its cues, and the places where their contents end."""
    bare = Sentence(p, cues)
    edges = ((k, _clause_edge(bare, k)) for k in range(1, len(cues)))
    commas = (n for n in range(p.lo, p.hi - 1) if p.r.tags[n] & Tag.COMMA and p.r.tags[n + 1] & Tag.AFTERTHOUGHT)
    return Sentence(
        p,
        cues,
        tuple((k, edge) for k, edge in edges if edge is not None),
        tuple(n for n in commas if not p.is_quoted(n)),
    )


def _is_subordinate(s: Sentence, k: int) -> bool:
    """Tell whether a sentence begins with a cue's clause as a subordinate one: `When X said that ..., Y left`."""
    p, cue = s.p, s.cues[k]
    first = p.tag(p.lo)
    return bool(first & Tag.CONJUNCTION and not first & (Tag.COORDINATOR | Tag.AS)) and p.left(cue.first, p.lo) == p.lo


def _clause_edge(s: Sentence, k: int) -> int | None:
    """Return where the clause of a further cue starts: at the comma or conjunction before its subject."""
    p, cue = s.p, s.cues[k]
    if not _governs(s, k):
        return None
    start = p.left(cue.first, s.cues[k - 1].end)
    if p.tag(start) & Tag.RELATIVE and not p.tag(start) & Tag.LINK:
        return None
    for n in range(cue.first - 1, start - 1, -1):
        if p.tag(n) & Tag.LINK and not p.is_quoted(n) and n not in p.r.actors:
            subject_follows = n + 1 == cue.first or before(p, cue.first, n)
            return n if subject_follows else None
    return start if is_parted(p, start) else None


def is_parted(p: Passage, n: int) -> bool:
    """Tell whether a mark parts a word from what stands before it, be it one at the end of a quotation."""
    if n <= p.lo:
        return False
    marks = Tag.COMMA | Tag.SEMICOLON | Tag.DASH | Tag.STOP
    if not p.is_quoted(n - 1):
        return bool(p.tag(n - 1) & marks)
    return n - 2 >= p.lo and bool(p.tag(n - 2) & marks or p.word(n - 2) == ".")


def _governs(s: Sentence, k: int) -> bool:
    """Tell whether content of its own follows a cue, or the sentence ends with its group."""
    p, cue = s.p, s.cues[k]
    if not cue.tags & Tag.CUE:
        return bool(cue.tags & Tag.NAMING and any(p.is_quoted(n) for n in range(cue.end, min(p.hi, cue.end + WINDOW))))
    if after_complementizer(s, k) or unopened(s, k) is not None:
        return True
    end = p.right(cue.end)
    rest = p.skip(end, p.hi, Tag.COMMA | Tag.COLON | Tag.DASH)
    closes = rest >= p.hi or p.is_quoted(rest) or p.word(rest) == "."
    return closes and bool(after(p, cue, end) or before(p, cue.first, s.cues[k - 1].end))
