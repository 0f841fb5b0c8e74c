"""Content that follows its cue: after `that`, a colon, a quotation mark, an infinitive, or nothing at all."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.extract.speech.content import WINDOW, after_complementizer, content_from, unopened
from claimgraph.extract.speech.draft import Draft, Sentence, count, form_of
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.extract.speech.subject import Cue, addressee, antecedent, institution, opening, subject

LEAST = 3  # words of a content clause that nothing opens, and of a quotation that is no scare quote


def complementizer(s: Sentence, k: int, start: int) -> Draft | None:
    """S4: cue + `that`."""
    if not s.cues[k].tags & Tag.CUE:
        return None
    found = after_complementizer(s, k)
    if found is None:
        return None
    at, begins = found
    draft = _governed(s, k, (begins, at), start, "S4")
    if draft and (draft.speaker or draft.nameless or start > s.p.lo or s.p.grammar.speech.subjectless):
        return draft
    return None


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
    at = unopened(s, k)
    content = content_from(s, k, at) if at is not None else None
    if content is None or count(p, *content) < LEAST:
        return None
    parted = p.grammar.speech.comma_clauses and p.tag(content[0] - 1) & Tag.COMMA
    speaker, _ = speaker_of(s, k, content[0] - 1 if parted else cue.end, start)
    if speaker is None or (speaker.end > cue.end and not parted):
        return None
    told = addressee(p, cue, content[0])
    return Draft((p.span(*content),), form_of(p, *content), "S4", speaker=speaker, addressee=told)
