"""Who stands at a reporting word: the subject before or after it, and the person addressed."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.grammar import Tag
from claimgraph.extract.passage import Candidate, Passage
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Span, Stance

LONGEST = 14  # words of a subject; a longer chunk is cut to its candidates
UNKNOWN = 7  # words of a subject that no list knows
SOMEONE = SpeakerNoun(concept="people", kind="GRP", patterns=())
GROUPS = 4  # commas between a subject and its cue
CLOSED = Tag.PREPOSITION | Tag.RELATIVE | Tag.SPEAKING | Tag.COMPLEMENTIZER | Tag.QUESTION
"""Words that open no subject."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word or phrase: its first word and the word after it, its tags and stance."""

    first: int
    end: int
    tags: int
    stance: Stance


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a speaker and the candidate among them that says who it is; `end` is the word after them."""

    span: Span
    head: Candidate
    end: int


def subject(p: Passage, cue: Cue, floor: int, limit: int) -> Speaker | None:
    """Return the subject of a cue whose content follows, from `floor` up to the word `limit`."""
    left = before(p, cue.first, floor)
    strong = left is not None and left.head.noun is not SOMEONE
    speech = p.grammar.speech
    if strong or not speech.inversion:
        return left or (None if cue.tags & Tag.IMPERSONAL else _beyond_commas(p, cue.first, floor))
    right = after(p, cue, limit)
    if right and right.head.noun is not SOMEONE:
        beyond = None if left else _beyond_commas(p, cue.first, floor)
        return beyond if beyond and beyond.head.kind == "name" else right
    return left or _beyond_commas(p, cue.first, floor) or right


def before(p: Passage, at: int, floor: int) -> Speaker | None:
    """Return the subject in the chunk of words before word `at`."""
    end = p.back(at, floor, Tag.BETWEEN)
    if end > floor and p.tag(end - 1) & Tag.LINK and not p.tag(end - 1) & Tag.PRONOUN:
        return None
    start = p.left(end, floor)
    return noun_phrase(p, _clause_start(p, start, end), end)


def _clause_start(p: Passage, start: int, end: int) -> int:
    """Return where the last clause of a chunk starts: after a conjunction that doesn't join two nouns."""
    for n in range(end - 1, start, -1):
        if p.tag(n) & Tag.LINK and not p.is_quoted(n) and n + 1 < end:
            joins = p.tag(n) & Tag.COORDINATOR and _ends_noun(p, start, n) and not p.any(start, n, Tag.FINITE | Tag.CUE)
            return start if joins else n + 1
    return start


def _ends_noun(p: Passage, start: int, end: int) -> bool:
    """Tell whether some words end with a candidate that no preposition governs, save one that continues a noun."""
    last = next((c for c in p.actors(start, end) if c.last == end - 1), None)
    if last is None:
        return False
    governor = p.tag(last.first - 1) if last.first > start else 0
    return not governor & Tag.PREPOSITION or bool(governor & Tag.GENITIVE)


def _beyond_commas(p: Passage, at: int, floor: int) -> Speaker | None:
    """Return the subject before an apposition or relative clause: `X, who leads Y, said`."""
    n, best = p.back(at, floor, Tag.BETWEEN), None
    for _ in range(GROUPS):
        if n - 1 <= floor or not p.tag(n - 1) & (Tag.COMMA | Tag.DASH) or p.is_quoted(n - 1):
            break
        start, end = p.left(n - 1, floor), n - 1
        if start == end or (p.tag(start) & Tag.CONJUNCTION and not p.tag(start) & Tag.PREPOSITION):
            break
        found = None if p.tag(start) & (CLOSED | Tag.NUMBER) else noun_phrase(p, start, end)
        if found and found.head.is_person:
            return found
        best, n = found or best, start
    return best


def after(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the subject that follows a cue, before word `limit`."""
    start = p.skip(cue.end, limit, Tag.BETWEEN)
    end = min(_phrase_end(p, start), limit)
    if start >= end or p.tag(start) & CLOSED:
        return None
    first = p.r.actors.get(start)
    if first and first.kind == "pronoun" and not _is_determiner(p, start, end):
        rest = p.skip(start + 1, limit, Tag.BETWEEN)
        alone = p.is_boundary(rest) or p.tag(rest) & (Tag.COMPLEMENTIZER | Tag.PREPOSITION) or rest >= limit
        return Speaker(p.span(start, start + 1), first, start + 1) if alone else None
    return noun_phrase(p, start, end)


def _is_determiner(p: Passage, at: int, end: int) -> bool:
    """Tell whether a pronoun form stands before a noun: nb `de portugisiske myndighetene`."""
    return at + 1 < end and bool(p.tag(at) & Tag.DETERMINER) and not p.tag(at + 1) & (Tag.BETWEEN | Tag.PREPOSITION)


def _phrase_end(p: Passage, start: int) -> int:
    """Return where the noun phrase ends that starts at a word."""
    n, person = start, False
    while not p.is_boundary(n) or p.tag(n) & Tag.OPENING:
        tag, actor = p.tag(n), p.r.actors.get(n)
        if actor is None and n > start:
            if tag & (Tag.COMPLEMENTIZER | Tag.SPEAKING) or (tag & Tag.LINK and not _joins(p, n)):
                break
            if tag & Tag.PREPOSITION and (person or not tag & Tag.GENITIVE):
                break
            if tag & Tag.BETWEEN and not tag & (Tag.PREPOSITION | Tag.LINK | Tag.DETERMINER):
                break
            if tag & (Tag.FINITE | Tag.DETERMINER) and not p.tag(n - 1) & (Tag.PREPOSITION | Tag.LINK):
                break
        if tag & Tag.OPENING:
            end = p.right(n)
            return end if end > n else n
        person = person or (actor is not None and actor.is_person)
        n = actor.last + 1 if actor else n + 1
    return n


def _joins(p: Passage, n: int) -> bool:
    following = p.tag(n + 1)
    return bool(p.tag(n) & Tag.COORDINATOR) and (n + 1 in p.r.actors or bool(following & Tag.DETERMINER))


def noun_phrase(p: Passage, start: int, end: int) -> Speaker | None:
    """Return the speaker that heads some words, or None when only a prepositional phrase names one."""
    start = p.skip(start, end, Tag.ADVERBIAL | Tag.LINK)
    end = p.back(end, start, Tag.BETWEEN | Tag.LINK)
    if start >= end or (p.tag(start) & (Tag.RELATIVE | Tag.SPEAKING) and start not in p.r.actors):
        return None
    head = _head(p, start, end)
    if head is None:
        return _unknown(p, start, end)
    if p.tag(start) & Tag.PREPOSITION and head.first > start:
        start = _determined(p, start, head.first)
    if end - start > LONGEST:
        start, end = head.first, max(head.last + 1, start)
    return Speaker(p.span(start, end), head, end)


def _determined(p: Passage, start: int, first: int) -> int:
    """Return where the phrase of a head starts that an adverbial precedes: at its determiner, if one is near."""
    near = range(first - 1, max(start, first - 4), -1)
    return next((n for n in near if p.tag(n) & Tag.DETERMINER and not p.tag(n - 1) & Tag.PREPOSITION), first)


def _head(p: Passage, start: int, end: int) -> Candidate | None:
    head: Candidate | None = None
    for candidate in p.actors(start, end):
        if head is None:
            head = candidate if _can_head(p, candidate, start, end) else None
        elif _outranks(p, candidate, head):
            head = candidate
    return head


def _can_head(p: Passage, c: Candidate, start: int, end: int) -> bool:
    """Tell whether a candidate can be the subject: in the right form, and not governed by a preposition."""
    if c.kind == "pronoun":
        return c.last + 1 == end and (c.first == start or not p.tag(c.first - 1) & Tag.PREPOSITION)
    if c.kind == "place" and not (c.first == start and end - start <= 3):
        return False
    if c.kind == "noun" and not p.tag(c.first) & Tag.SUBJECT:
        return False
    return not _is_governed(p, c, start)


def _is_governed(p: Passage, c: Candidate, start: int) -> bool:
    cased = p.grammar.speech.subjectless
    for n in range(c.first - 1, max(start, c.first - 4) - 1, -1):
        tag = p.tag(n)
        if tag & Tag.PREPOSITION:
            return True
        if any(a.last == n for a in p.actors(start, n + 1)):
            return False
        if cased and c.kind == "noun":
            return False
        if tag & Tag.DETERMINER and not p.tag(n - 1) & Tag.PREPOSITION:
            return False
    return False


def _outranks(p: Passage, candidate: Candidate, head: Candidate) -> bool:
    """Tell whether a later candidate is the head: an adjacent person's name, or the last noun of a compound."""
    between = range(head.last + 1, candidate.first)
    if head.kind == "pronoun" or any(p.tag(n) & (Tag.PREPOSITION | Tag.COMMA | Tag.COORDINATOR) for n in between):
        return candidate.is_person and not head.is_person and _titles(p, between)
    if candidate.is_person:
        return not head.is_person
    return candidate.kind == "noun" and p.grammar.speech.head_last and not head.is_person


def _titles(p: Passage, between: range) -> bool:
    """Tell whether only prepositions that continue a noun, and no comma, part a title from a name."""
    marks = [p.tag(n) for n in between]
    return not any(
        (t & Tag.PREPOSITION and not t & Tag.GENITIVE) or t & (Tag.COMMA | Tag.COORDINATOR) for t in marks
    ) and not (marks and marks[-1] & (Tag.PREPOSITION | Tag.DETERMINER))


def _unknown(p: Passage, start: int, end: int) -> Speaker | None:
    """Return a short noun phrase that no list knows, `The narrator`, as an unnamed speaker."""
    if end - start > UNKNOWN or p.tag(start) & (CLOSED | Tag.CUE | Tag.INFINITIVE) or p.actors(start, end):
        return None
    last = p.word(end - 1)
    if not last[0].isalpha() or (end - start == 1 and p.tag(start) & (Tag.DETERMINER | Tag.FINITE)):
        return None
    return Speaker(p.span(start, end), Candidate(p.span(end - 1, end), "noun", end - 1, end - 1, noun=SOMEONE), end)


def opening(p: Passage, at: int) -> Speaker | None:
    """Return the noun phrase that opens a sentence, as the subject of a second verb: `X resigned and said`."""
    start = p.skip(p.lo, at, Tag.ADVERBIAL | Tag.LINK)
    end = min(at, p.right(start))
    head: Candidate | None = None
    for candidate in p.actors(start, end):
        fits = _can_head(p, candidate, start, candidate.last + 1) and candidate.kind != "place"
        if (head is None and fits) or (head and candidate.first == head.last + 1 and _outranks(p, candidate, head)):
            head = candidate
    if head is None:
        return None
    first = start if not p.tag(start) & Tag.PREPOSITION and head.first - start <= UNKNOWN else head.first
    return Speaker(p.span(first, head.last + 1), head, head.last + 1)


def addressee(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the person or medium told: the object of some cues, or after a preposition."""
    start = p.skip(cue.end, limit, Tag.BETWEEN)
    if cue.tags & Tag.TOLD and start < limit and not p.tag(start) & CLOSED:
        return noun_phrase(p, start, min(_phrase_end(p, start), limit))
    near = range(start, min(limit, start + LONGEST))
    to = next((n for n in near if p.tag(n) & Tag.ADDRESSEE and not p.is_quoted(n)), None)
    named = p.r.actors.get(to + 1) if to is not None else None
    return Speaker(named.span, named, named.last + 1) if named and named.kind == "name" else None


def institution(p: Passage, cue: Cue, floor: int, limit: int) -> Speaker | None:
    """Return the body or text that speaks where a cue has no subject: `повідомили в МВС`, `w raporcie czytamy`."""
    right = next((n for n in range(cue.end, p.skip(cue.end, limit, Tag.BETWEEN) + 1) if _introduces(p, n)), None)
    found = _within(p, right, min(p.right(right), limit)) if right is not None else None
    start = p.left(cue.first, floor)
    left = next((n for n in range(start, cue.first) if _introduces(p, n)), None)
    return found or (_within(p, left, cue.first) if left is not None else None)


def _introduces(p: Passage, n: int) -> bool:
    return bool(p.tag(n) & Tag.INSTITUTION) and not p.is_quoted(n)


def _within(p: Passage, start: int, end: int) -> Speaker | None:
    end = p.back(end, start + 1, Tag.BETWEEN)
    head = next((c for c in p.actors(start + 1, end) if c.kind != "pronoun"), None)
    if head is None or not _is_body(head) or head.first > start + 4:
        return None
    return Speaker(p.span(start + 1, end), head, end)


def _is_body(head: Candidate) -> bool:
    if head.noun:
        return head.noun.kind != "PER"
    return head.mention is not None and head.mention.kind == "ORG"
