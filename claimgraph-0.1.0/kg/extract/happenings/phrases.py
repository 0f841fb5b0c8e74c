"""The noun phrases around a verb: who stands before it, who behind it, and who behind a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.happenings.clauses import Clause, is_verb, may_be_verb
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Passage
from claimgraph.extract.speech.phrase import SOMEONE, Speaker, phrase_end

LONGEST = 8
"""Words of a noun phrase that is taken as one."""
NEAR = 4
"""Words between the first one of a phrase and the noun in it that is known."""
STOPS = Tag.BOUNDARY | Tag.RELATIVE | Tag.COMPLEMENTIZER | Tag.QUESTION | Tag.INFINITIVE_MARK
FORMS = {Tag.HIS: Tag.HE, Tag.HERS: Tag.SHE, Tag.THEIRS: Tag.THEY}
OBLIQUE = Tag.HIS | Tag.HERS | Tag.THEIRS
CLOSED = Tag.PREPOSITION | Tag.LINK | Tag.BOUNDARY | Tag.ADVERBIAL
FILLING = Tag.ADVERBIAL | Tag.NEGATION | Tag.AUXILIARY


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its words as a range of numbers, and the candidate that heads it (None: an unknown noun)."""

    first: int
    end: int
    head: Candidate | None

    def speaker(self, p: Passage) -> Speaker:
        """Return it in the form in which it is told whom it denotes."""
        last = self.end - 1
        span = p.span(self.first, self.end)
        head = self.head or Candidate(p.span(last, self.end), "noun", last, last, noun=SOMEONE, tags=p.tag(last))
        return Speaker(span, head, self.end)


def behind(p: Passage, n: int, end: int) -> Phrase | None:
    """Return the noun phrase that starts at word `n`, adverbs left out, and ends before word `end`."""
    start = n
    while start < end and p.tag(start) & FILLING and start not in p.r.actors and not p.tag(start) & Tag.DETERMINER:
        start = max(start + 1, p.reach(start, FILLING))
    while start < end and not p.tag(start) & (Tag.WORD | Tag.NUMBER | STOPS):
        start += 1
    if start >= end or p.tag(start) & (STOPS | Tag.PREPOSITION | Tag.LINK | Tag.SPEAKING):
        return None
    if p.tag(start) & OBLIQUE and (start + 1 >= end or not p.tag(start + 1) & Tag.WORD or p.tag(start + 1) & CLOSED):
        return _pronoun(p, start)
    if p.tag(start) & (Tag.OBJECT | _infinitive(p)) or (start not in p.r.actors and is_verb(p, start)):
        return None
    found = _phrase(p, start, min(_end(p.part(p.lo, end), start), start + LONGEST, end))
    return None if found and not found.head and _is_compared(p, found.end) else found


def _is_compared(p: Passage, n: int) -> bool:
    """Tell whether a word goes on with a comparison: the one before it is `more` or `less`, and no noun."""
    return bool(p.tag(n) & (Tag.AS | Tag.CONJUNCTION)) and bool(p.tag(n + 1) & Tag.NUMBER)


def _infinitive(p: Passage) -> int:
    """Return the tag of infinitives, where they are told by their form, not by a word before them."""
    return Tag.INFINITIVE if p.grammar.speech.subjectless else 0


def _pronoun(p: Passage, n: int) -> Phrase:
    """Return a pronoun that is no subject as the one that it stands for."""
    meant = next(subject for form, subject in FORMS.items() if p.tag(n) & form)
    return Phrase(n, n + 1, Candidate(p.span(n, n + 1), "pronoun", n, n, tags=meant))


def _end(p: Passage, start: int) -> int:
    """Return where a noun phrase ends: at the latest at a verb or an infinitive behind its first word."""
    end = phrase_end(p, start)
    inner = (n for n in range(start + 1, end) if n not in p.r.actors)
    stops = (n for n in inner if p.tag(n) & (STOPS | _infinitive(p)) or may_be_verb(p, n))
    return next(stops, end)


def ahead(p: Passage, floor: int, end: int) -> Phrase | None:
    """Return the noun phrase that ends right before word `end`: its head governs what prepositions add behind it."""
    last = p.back(end, floor, FILLING)
    while last > floor and p.tag(last - 1) & FILLING and last - 1 not in p.r.actors:
        last -= 1
    if last <= floor or p.tag(last - 1) & (Tag.LINK | STOPS):
        return None
    start = _start(p, floor, last)
    while start < last and not p.tag(start) & (Tag.WORD | Tag.NUMBER):
        start += 1
    while start < last and p.tag(start) & (Tag.LINK | FILLING) and start not in p.r.actors:
        if p.tag(start) & Tag.DETERMINER:
            break
        start += 1
    if start >= last:
        return None
    if p.tag(start) & Tag.PREPOSITION and not p.tag(start) & Tag.DETERMINER:
        return _after_adverbial(p, start, last)
    return _phrase(p, start, last)


def _after_adverbial(p: Passage, start: int, end: int) -> Phrase | None:
    """Return the noun phrase behind an adverbial of place or time: `In Almaty police fired`."""
    for actor in reversed(p.actors(start, end)):
        governed = any(p.tag(n) & Tag.PREPOSITION for n in range(max(start, actor.first - NEAR), actor.first))
        if actor.last == end - 1 and (not governed or _second(p, start, actor)):
            return Phrase(actor.first, end, actor)
    return None


def _second(p: Passage, start: int, actor: Candidate) -> bool:
    """Tell whether another name or noun stands between a preposition and an actor, and no title before his name."""
    others = [a for a in p.actors(start, actor.first) if not (actor.is_person and a.last == actor.first - 1)]
    return bool(others) and not p.any(others[-1].last + 1, actor.first, Tag.PREPOSITION)


def _start(p: Passage, floor: int, end: int) -> int:
    """Return where the chunk of words before word `end` starts."""
    n = end
    while n > floor and not _stops(p, n - 1) and end - n < 2 * LONGEST:
        if may_be_verb(p, n - 1) and n - 1 not in p.r.actors:
            break
        n -= 1
    return n


def _stops(p: Passage, n: int) -> bool:
    """Tell whether a word ends a chunk: `to` does before a verb, not before a noun."""
    tag = p.tag(n)
    if tag & Tag.INFINITIVE_MARK and tag & Tag.PREPOSITION:
        return not (p.tag(n + 1) & (Tag.DETERMINER | Tag.CAPITAL | Tag.NUMBER) or n + 1 in p.r.actors)
    return bool(tag & STOPS)


def _phrase(p: Passage, start: int, end: int) -> Phrase | None:
    if start >= end:
        return None
    head = _head(p, start, end)
    if head is None and not p.word(end - 1)[0].isalpha():
        return None
    if head is None and p.any(start, end, Tag.PRONOUN & ~Tag.IT):
        return None
    if head is not None and head.kind == "pronoun":
        return Phrase(head.first, head.last + 1, head)
    return Phrase(start, end, head)


def _head(p: Passage, start: int, end: int) -> Candidate | None:
    """Return the candidate that heads a phrase: the first one without a preposition, the name after a title."""
    head: Candidate | None = None
    for actor in p.actors(start, end):
        if actor.kind == "pronoun" and p.tag(actor.first) & Tag.DETERMINER and actor.last + 1 < end:
            continue
        if head is None:
            if actor.mention and p.grammar.speech.head_last and _is_modifier(p, actor, end):
                continue
            if any(p.tag(n) & Tag.PREPOSITION for n in range(start, actor.first)):
                return None
            if p.grammar.speech.subjectless and actor.is_person and actor.first - start > 1:
                return None
            head = actor
        elif actor.is_person and not head.is_person and actor.first <= head.last + NEAR:
            between = range(head.last + 1, actor.first)
            head = head if any(p.tag(n) & (Tag.PREPOSITION | Tag.LINK | Tag.COMMA) for n in between) else actor
        elif p.grammar.speech.head_last and actor.first == head.last + 1 and not head.is_person:
            head = actor
    return head


def _is_modifier(p: Passage, name: Candidate, end: int) -> bool:
    """Tell whether a name stands before the noun that heads its phrase: `Almaty city hall`."""
    n = name.last + 1
    return n < end and bool(p.tag(n) & Tag.WORD) and not p.tag(n) & (Tag.PREPOSITION | Tag.LINK | Tag.CAPITAL | FILLING)


def antecedent(p: Passage, clause: Clause) -> Phrase | None:
    """Return the noun phrase before a relative clause."""
    end = clause.parts[0][0]
    while end > p.lo and p.tag(end - 1) & (Tag.COMMA | Tag.PREPOSITION):
        end -= 1
    floor = next((lo for part in (clause.source.parts if clause.source else ()) for lo in part[:1] if lo < end), p.lo)
    last = next((a for a in reversed(p.actors(floor, end)) if a.last == end - 1), None)
    found = ahead(p, floor, end)
    if found and (last is None or found.head == last or (found.head and found.head.is_person)):
        return found
    return Phrase(last.first, end, last) if last else None
