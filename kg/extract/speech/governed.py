"""Content that follows its cue: after `that`, a colon, a quotation mark, an infinitive, or nothing at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from claimgraph.extract.speech.commas import comma_clause
from claimgraph.extract.speech.draft import Draft, Sentence, count, form_of, stripped
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import CLOSED, Speaker
from claimgraph.extract.speech.subject import Cue, addressee, after, antecedent, before, institution, opening, subject

LONGEST = 800  # words of content
WINDOW = 16  # words between a cue and its complementizer
LEAST = 3  # words of a content clause that nothing opens, and of a quotation that is no scare quote
WISHING = Tag.DIRECTIVE | Tag.COMMISSIVE | Tag.DENYING | Tag.OBJECT_CUE | Tag.INFINITIVE_CUE
CLAUSE = 12  # words within which a finite verb shows that a clause has begun


def complementizer(s: Sentence, k: int, start: int) -> Draft | None:
    """S4: cue + `that`."""
    if not s.cues[k].tags & Tag.CUE:
        return None
    found = _complementizer(s, k)
    if found is None:
        return None
    at, begins = found
    draft = _governed(s, k, (begins, at), start, "S4")
    if draft and (draft.speaker or draft.nameless or start > s.p.lo or s.p.grammar.speech.subjectless):
        return draft
    return None


def _complementizer(s: Sentence, k: int) -> tuple[int, int] | None:
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


def _governed(s: Sentence, k: int, bounds: tuple[int, int], start: int, sieve: str) -> Draft | None:
    """Return the claim whose content begins at the first of two words; the subject is before the second."""
    p, cue = s.p, s.cues[k]
    begins, limit = bounds
    content = content_from(s, k, begins)
    if content is None:
        return None
    speaker, nameless = speaker_of(s, k, limit, start)
    return Draft(
        (p.span(*content),), form_of(p, *content), sieve,
        speaker=speaker, addressee=addressee(p, cue, limit), nameless=nameless,
    )  # fmt: skip


def speaker_of(s: Sentence, k: int, limit: int, floor: int) -> tuple[Speaker | None, bool]:
    """Return the subject of a cue whose content follows, or the body that speaks; and whether nobody is meant."""
    p, cue = s.p, s.cues[k]
    if cue.tags & Tag.PARTICIPLE and p.tag(p.back(cue.first, floor, Tag.BETWEEN) - 1) & (Tag.COMMA | Tag.LINK):
        return opening(p, cue.first) if floor == p.lo else None, False
    found = subject(p, cue, floor, limit)
    if not cue.tags & Tag.IMPERSONAL:
        return found or _antecedent(p, cue, floor), False
    if found and found.head.kind == "pronoun" and p.tag(found.head.first) & Tag.IT:
        found = None
    body = institution(p, cue, floor, limit)
    if not body and cue.tags & Tag.STANCES:
        return found, False
    body = body or _mentioned(p, cue, floor)
    return body or found, body is None and found is None


def _mentioned(p: Passage, cue: Cue, floor: int) -> Speaker | None:
    """Return whose text a relative pronoun means: `X issued a statement, in which we read`."""
    start = p.left(cue.first, floor)
    return opening(p, start) if p.any(start, cue.first, Tag.RELATIVE) and start > p.lo else None


def _antecedent(p: Passage, cue: Cue, floor: int) -> Speaker | None:
    """Return whom the relative pronoun before a cue stands for, or the subject that opens the sentence."""
    start = p.left(cue.first, floor)
    if p.tag(start) & Tag.RELATIVE and start - 1 > p.lo:
        return antecedent(p, cue, floor)
    return opening(p, cue.first) if floor == p.lo else None


def colon(s: Sentence, k: int, start: int) -> Draft | None:
    """S6: cue, colon, content."""
    p, cue = s.p, s.cues[k]
    for n in range(cue.end, min(cue.end + WINDOW, s.limit(k), p.hi - 1)):
        tag = p.tag(n)
        if tag & (Tag.SEMICOLON | Tag.STOP) or p.is_quoted(n):
            return None
        if tag & Tag.COLON:
            draft = _governed(s, k, (n + 1, n), start, "S6")
            return _after_dash(p, n + 1, draft) if draft and p.tag(n + 1) & Tag.DASH else draft
    return None


def _after_dash(p: Passage, dash: int, draft: Draft) -> Draft:
    """Return a claim whose words a dash opens, as in a line of its own: `svarer hun: – Nei.`"""
    return replace(draft, spans=(p.span(dash, p.r.before(draft.end)),), form="direct", sieve="S2")


def quote_after(s: Sentence, k: int, start: int) -> Draft | None:
    """S1, S5: cue, then a quotation, with or without words of the content before it."""
    p, cue = s.p, s.cues[k]
    quote = next((n for n in range(cue.end, min(s.limit(k), cue.end + WINDOW)) if p.is_quoted(n)), None)
    if quote is None or not cue.tags & (Tag.STANCES | Tag.VOICED):
        return None
    told = addressee(p, cue, quote)
    speaker, nameless = speaker_of(s, k, quote, start)
    at = max([cue.end, *(x.end for x in (told, speaker) if x)])
    at = p.skip(at, quote, Tag.BETWEEN | Tag.COMMA)
    if not _clause_opens(p, cue, at, quote):
        at = quote
    content = content_from(s, k, at)
    stop = next((n for n in range(quote, p.hi) if not p.is_quoted(n)), p.hi)
    if content is None or (at == quote and count(p, quote, stop) < LEAST):
        return None
    return Draft((p.span(*content),), form_of(p, *content), "S1", speaker=speaker, addressee=told, nameless=nameless)


def _clause_opens(p: Passage, cue: Cue, at: int, quote: int) -> bool:
    """Tell whether the words between a cue and a quotation belong to the content."""
    if quote - at <= 1 or p.tag(at) & (Tag.PREPOSITION | Tag.OPENING) or p.tag(quote - 1) & (Tag.COMMA | Tag.COLON):
        return False
    return bool(cue.tags & (Tag.ZERO | Tag.CLAUSE_CUE | Tag.OBJECT_CUE | Tag.DENYING | Tag.DIRECTIVE))


def attribute(s: Sentence, k: int, start: int) -> Draft | None:
    """S5: `called the marchers "heroes"`: object and quoted attribute are the content."""
    p, cue = s.p, s.cues[k]
    if not cue.tags & Tag.NAMING:
        return None
    content = content_from(s, k, p.reach(cue.first, Tag.NAMING))
    if content is None or not any(p.is_quoted(n) for n in range(*content)):
        return None
    speaker, _ = speaker_of(s, k, content[0], start)
    return Draft((p.span(*content),), "mixed", "S5", speaker=speaker)


def infinitive(s: Sentence, k: int, start: int) -> Draft | None:
    """S4: `claims to have won`, `urged both sides to stop`."""
    p, cue = s.p, s.cues[k]
    at = p.skip(cue.end, p.hi, Tag.NEGATION)
    if p.tag(p.left(cue.first, start)) & Tag.RELATIVE:
        return None  # what the narrator knows of someone: `X, who urged Y to stop, ...`
    if cue.tags & Tag.OBJECT_CUE:
        near = range(at, min(p.right(at), at + WINDOW, s.limit(k)))
        at = next((n for n in near if _is_infinitive(p, n)), at)
    elif not cue.tags & Tag.INFINITIVE_CUE:
        return None
    if not _is_infinitive(p, at):
        return None
    content = content_from(s, k, at)
    if content is None or count(p, *content) < 2:
        return None
    speaker, _ = speaker_of(s, k, cue.end, start)
    return Draft((p.span(*content),), form_of(p, *content), "S4", speaker=speaker)


def _is_infinitive(p: Passage, n: int) -> bool:
    tag = p.tag(n)
    return bool(tag & Tag.INFINITIVE) and not tag & Tag.IDIOM and not p.is_quoted(n) and n not in p.r.actors


def zero(s: Sentence, k: int, start: int) -> Draft | None:
    """S4: content clause without complementizer, in languages and after cues that allow it."""
    p, cue = s.p, s.cues[k]
    at = _zero(s, k)
    content = content_from(s, k, at) if at is not None else None
    if content is None or count(p, *content) < LEAST:
        return None
    parted = p.grammar.speech.comma_clauses and p.tag(content[0] - 1) & Tag.COMMA
    speaker, _ = speaker_of(s, k, content[0] - 1 if parted else cue.end, start)
    if speaker is None or (speaker.end > cue.end and not parted):
        return None
    told = addressee(p, cue, content[0])
    return Draft((p.span(*content),), form_of(p, *content), "S4", speaker=speaker, addressee=told)


def _zero(s: Sentence, k: int) -> int | None:
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
    if _complementizer(s, k) or _zero(s, k) is not None:
        return True
    end = p.right(cue.end)
    rest = p.skip(end, p.hi, Tag.COMMA | Tag.COLON | Tag.DASH)
    closes = rest >= p.hi or p.is_quoted(rest) or p.word(rest) == "."
    return closes and bool(after(p, cue, end) or before(p, cue.first, s.cues[k - 1].end))
