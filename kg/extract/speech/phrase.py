"""Noun phrases: which words belong to one, and which candidate heads it."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Passage
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Span

LONGEST = 14  # words of a subject; a longer chunk is cut to its candidates
UNKNOWN = 7  # words of a subject that no list knows
JOINED = 5  # words after a conjunction among which the name stands that a title precedes
SOMEONE = SpeakerNoun(concept="people", kind="GRP", patterns=())
CLOSED = Tag.PREPOSITION | Tag.RELATIVE | Tag.SPEAKING | Tag.OBJECT | Tag.COMPLEMENTIZER | Tag.QUESTION
"""Words that open no subject."""
NAMELESS = CLOSED | Tag.DETERMINER | Tag.ADVERBIAL | Tag.NEGATION | Tag.AUXILIARY | Tag.NUMBER
"""Words that say nothing of who speaks where they stand for a noun: `most`, `three`."""
FOLLOWING = Tag.COMMA | Tag.PREPOSITION | Tag.RELATIVE
"""What begins something said of a noun: `people close to him`, `two managers, who ...`."""
OBLIQUE = {Tag.HIS: Tag.HE, Tag.HERS: Tag.SHE, Tag.THEIRS: Tag.THEY}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a speaker and the candidate among them that says who it is; `end` is the word after them."""

    span: Span
    head: Candidate
    end: int

    @property
    def is_known(self) -> bool:
        """Tell whether a name, pronoun or listed noun heads it."""
        return self.head.noun is not SOMEONE

    @property
    def is_nameless(self) -> bool:
        """Tell whether the words don't say who it is at all."""
        return not self.is_known and (self.head.tags & NAMELESS != 0 or self.head.span.end - self.head.span.start < 2)


def unnamed(p: Passage, start: int, end: int) -> Speaker:
    """Return words that no list knows as a speaker; one that is a form of a pronoun is that pronoun."""
    last = next((n for n in range(start + 1, end) if p.tag(n) & FOLLOWING), end) - 1
    span, tag = p.span(last, last + 1), p.tag(last)
    meant = sum(subject for form, subject in OBLIQUE.items() if tag & form)
    if meant and end == start + 1:
        return Speaker(span, Candidate(span, "pronoun", last, last, tags=meant), end)
    return Speaker(p.span(start, end), Candidate(span, "noun", last, last, noun=SOMEONE, tags=tag), end)


def oblique(p: Passage, start: int, end: int) -> Speaker:
    """Return the speaker of words that are no subject: the person named in them, else unnamed."""
    named = (c for c in p.actors(start, end) if c.is_person and not p.any(start, c.first, Tag.PREPOSITION))
    person = next(named, None)
    return Speaker(p.span(start, end), person, end) if person else unnamed(p, start, end)


def phrase_end(p: Passage, start: int) -> int:
    """Return where the noun phrase ends that starts at a word."""
    n, person = start, False
    while not p.is_boundary(n) or p.tag(n) & Tag.OPENING:
        actor = p.r.actors.get(n)
        if p.tag(n) & Tag.OPENING:
            end = p.right(n)
            return end if p.r.tags[end - 1] & Tag.CLOSING else n
        if n > start and (person if actor else _ends_at(p, n, person=person)):
            break
        person = person or (actor is not None and actor.is_person)
        n = actor.last + 1 if actor else n + 1
    return n


def _ends_at(p: Passage, n: int, *, person: bool) -> bool:
    """Tell whether a noun phrase ends before a word that is no candidate; after a person's name all words end it."""
    tag = p.tag(n)
    if tag & Tag.LINK:
        return not _joins(p, n)
    if person or tag & (Tag.COMPLEMENTIZER | Tag.SPEAKING | Tag.OBJECT | Tag.FRAME):
        return True
    if tag & Tag.PREPOSITION:
        addressed = tag & Tag.ADDRESSEE and n + 1 in p.r.actors and p.r.actors[n + 1].kind == "name"
        return bool(addressed) or not tag & Tag.GENITIVE
    if tag & Tag.BETWEEN and not tag & Tag.DETERMINER:
        return True
    if tag & Tag.GENITIVE_ARTICLE and p.tag(n - 1) & Tag.CAPITAL and p.tag(n + 1) & Tag.WORD:
        return False
    return bool(tag & (Tag.FINITE | Tag.DETERMINER)) and not p.tag(n - 1) & (Tag.PREPOSITION | Tag.LINK)


def _joins(p: Passage, n: int) -> bool:
    """Tell whether a conjunction joins two nouns: a candidate follows it, a determiner, or words before a name."""
    if not p.tag(n) & Tag.COORDINATOR:
        return False
    near = range(n + 1, min(n + 1 + JOINED, p.right(n + 1)))
    return (
        n + 1 in p.r.actors
        or bool(p.tag(n + 1) & Tag.DETERMINER)
        or any(m in p.r.actors and p.r.actors[m].is_person for m in near)
    )


def noun_phrase(p: Passage, start: int, end: int) -> Speaker | None:
    """Return the speaker that heads some words, or None when only a prepositional phrase names one."""
    start = p.skip(start, end, Tag.ADVERBIAL | Tag.LINK)
    while start < end and p.word(start) == ".":
        start += 1
    end = p.back(end, start, Tag.BETWEEN | Tag.LINK)
    if start >= end or (p.tag(start) & (Tag.RELATIVE | Tag.SPEAKING) and start not in p.r.actors):
        return None
    head = _head(p, start, end)
    if head is None:
        return _unknown(p, start, end)
    if any(p.tag(n) & Tag.FINITE and not p.tag(n) & Tag.DETERMINER for n in range(start, head.first)):
        return None
    if head.kind == "pronoun":
        return Speaker(head.span, head, end)
    if head.is_person and start in p.r.actors and _is_addressed(p, start, head):
        start = head.first
    if p.tag(start) & Tag.PREPOSITION and head.first > start:
        title = next(c for c in p.actors(start, end) if c == head or can_head(p, c, start, end))
        start = _determined(p, start, title.first)
    if end - start > LONGEST:
        start, end = head.first, max(head.last + 1, start)
    return Speaker(p.span(start, end), head, end)


def _is_addressed(p: Passage, start: int, head: Candidate) -> bool:
    """Tell whether a body's name stands right before a person's: the medium told, `повідомив DW Ашіг Масіх`."""
    name = p.r.actors[start]
    return name.kind == "name" and not name.is_person and name.last + 1 == head.first


def _determined(p: Passage, start: int, first: int) -> int:
    """Return where the phrase of a head starts that an adverbial precedes: at its determiner, if one is near."""
    near = range(first - 1, max(start, first - 4), -1)
    return next((n for n in near if p.tag(n) & Tag.DETERMINER and not p.tag(n - 1) & Tag.PREPOSITION), first)


def _head(p: Passage, start: int, end: int) -> Candidate | None:
    head: Candidate | None = None
    for candidate in p.actors(start, end):
        if head is None:
            head = candidate if can_head(p, candidate, start, end) else None
        elif outranks(p, candidate, head):
            head = candidate
    return head


def can_head(p: Passage, c: Candidate, start: int, end: int) -> bool:
    """Tell whether a candidate can be the subject: in the right form, and not governed by a preposition."""
    if c.kind == "pronoun":
        alone = c.last + 1 == end or p.tag(c.last + 1) & (Tag.PREPOSITION | Tag.BETWEEN)
        return bool(alone) and (c.first == start or not p.tag(c.first - 1) & Tag.PREPOSITION)
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
        before = next((a for a in p.actors(start, n + 1) if a.last == n), None)
        if before is not None:
            title = c.is_person and before.kind == "noun" and before.last == c.first - 1
            return title and (not p.tag(before.first) & Tag.SUBJECT or _is_governed(p, before, start))
        if cased and c.kind == "noun":
            return False
        if tag & Tag.DETERMINER and not p.tag(n - 1) & Tag.PREPOSITION:
            return False
    return False


def outranks(p: Passage, candidate: Candidate, head: Candidate) -> bool:
    """Tell whether a later candidate is the head: an adjacent name, or the last noun of a compound."""
    between = range(head.last + 1, candidate.first)
    if candidate.is_person:
        return not head.is_person and _titles(p, between) and not _is_possessor(p, candidate, head)
    if head.kind == "pronoun" or any(p.tag(n) & (Tag.PREPOSITION | Tag.COMMA | Tag.COORDINATOR) for n in between):
        return False
    if not p.grammar.speech.head_last or head.is_person:
        return False
    return candidate.kind == "noun" or (_is_body(head) and candidate.kind == "name" and not between)


def _is_body(head: Candidate) -> bool:
    """Tell whether a noun can stand before the name of an organization: `the agency Interfax`."""
    return head.noun is not None and head.noun.kind == "ORG"


def _titles(p: Passage, between: range) -> bool:
    """Tell whether the words between a title and a name belong to the title: no comma, no preposition of place."""
    marks = [p.tag(n) for n in between]
    parted = any((t & Tag.PREPOSITION and not t & Tag.GENITIVE) or t & Tag.COMMA for t in marks)
    return not parted and not (marks and marks[-1] & (Tag.PREPOSITION | Tag.DETERMINER))


def _is_possessor(p: Passage, person: Candidate, head: Candidate) -> bool:
    """Tell whether a name after a noun is a genitive: `mąż Asii`, `doradca Kowalskiego`."""
    endings = p.grammar.speech.oblique_names
    related = p.tag(head.first) & Tag.RELATION and person.first == head.last + 1
    return bool(related) or bool(endings and head.kind == "noun" and p.word(person.last).endswith(endings))


def _unknown(p: Passage, start: int, end: int) -> Speaker | None:
    """Return a short noun phrase that no list knows, `The narrator`, as an unnamed speaker."""
    opening = p.tag(start)
    if opening & Tag.PREPOSITION and p.grammar.speech.subjectless and not p.any(end - 3, end, Tag.PREPOSITION):
        start = end - 1  # after an adverbial in front, the noun that stands at the verb
    elif opening & (CLOSED | Tag.CUE | Tag.INFINITIVE) or end - start > UNKNOWN:
        return None
    adverbial = any(p.tag(n) & Tag.PREPOSITION and not p.tag(n) & Tag.GENITIVE for n in range(start, end))
    if p.any(start, end, Tag.FINITE) or (adverbial and p.grammar.speech.inversion):
        return None
    named = any(c.kind in ("name", "pronoun") or c.last == end - 1 for c in p.actors(start, end))
    if named or not p.word(end - 1)[0].isalpha():
        return None
    demonstrative = end - start == 1 and p.tag(start) & (Tag.DETERMINER | Tag.FINITE)
    return None if demonstrative and not p.grammar.speech.subjectless else unnamed(p, start, end)
