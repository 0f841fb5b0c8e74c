"""Who is subject and object of a verb: by its form, by the order of the words, and by case where nouns show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from claimgraph.extract.happenings.cases import agrees, is_oblique, is_subject
from claimgraph.extract.happenings.clauses import Clause, has_verb, may_be_verb
from claimgraph.extract.happenings.phrases import FILLING, Phrase, ahead, antecedent, behind
from claimgraph.extract.lexicon import any_of, fold
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.tense import STRONG
from claimgraph.lang import language

Form = Literal["active", "passive", "impersonal", "infinitive"]
FAR = 12
"""Words between a participle and its auxiliary."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in its clause: its first word, the word after all that belongs to it, and how it is used."""

    p: Passage
    clause: Clause
    first: int
    end: int
    form: Form
    lang: str
    inverted: bool
    """Whether subjects may follow in this language."""

    @property
    def limit(self) -> int:
        """The end of the part of the clause in which the verb stands."""
        return next((hi for lo, hi in self.clause.parts if lo <= self.first < hi), self.end)

    @property
    def floor(self) -> int:
        """The first word of that part, the words left out that join it to others."""
        lo = next((lo for lo, hi in self.clause.parts if lo <= self.first < hi), self.first)
        joints = Tag.LINK | Tag.JOINING | Tag.COMPLEMENTIZER | Tag.SUBORDINATOR | Tag.RELATIVE
        while lo < self.first and self.p.tag(lo) & joints and lo not in self.p.r.actors:
            lo += 1
        return lo


@dataclass(frozen=True, slots=True)
class Around:
    """The subject and the object of a verb; for the passive the subject is the one to whom it is done."""

    subject: Phrase | None = None
    object: Phrase | None = None


@cache
def forms(lang: str, kind: str) -> re.Pattern[str]:
    """Return the words of some kind in the table of voice, as an expression for whole words."""
    return re.compile(any_of(getattr(language(lang).happenings.roles.voice, kind)))


def verb_at(p: Passage, clause: Clause, first: int, end: int, lang: str) -> Verb | None:
    """Return the verb whose words these are, None where the first one is a noun."""
    actor = p.r.actors.get(first - 1)
    before = p.tag(first - 1) if first > p.lo and not actor else 0
    if before & Tag.NUMBER and p.tag(first) & Tag.MAYBE_DONE:
        return None
    if before & (Tag.DETERMINER | Tag.PREPOSITION) and not before & (Tag.INFINITIVE_MARK | Tag.PRONOUN | FILLING):
        return None
    doubtful = not p.tag(first) & (STRONG | Tag.MAYBE_PAST | Tag.DONE | Tag.MAYBE_DONE | Tag.CHANGED)
    if doubtful and p.grammar.speech.head_last and not before & Tag.INFINITIVE_MARK and not _has_subject(p, first):
        return None
    return Verb(p, clause, first, end, _form(p, clause, first, end, lang), lang, p.grammar.speech.inversion)


def _has_subject(p: Passage, first: int) -> bool:
    """Tell whether somebody stands right before a word that can be noun or verb: `protesters attack the city`."""
    last = p.back(first, p.lo, FILLING)
    return any(a.last == last - 1 for a in p.actors(max(p.lo, last - FAR), last))


def _form(p: Passage, clause: Clause, first: int, end: int, lang: str) -> Form:
    word = fold(p.word(first))
    if p.tag(first - 1) & Tag.INFINITIVE_MARK or (p.tag(first) & Tag.INFINITIVE and not may_be_verb(p, first)):
        return "infinitive"
    if forms(lang, "impersonal").fullmatch(word):
        return "impersonal"
    if forms(lang, "passive").fullmatch(word):
        return "passive"
    if not forms(lang, "participles").fullmatch(word):
        return "active"
    helped = _is_helped(p, clause, first, lang)
    done = end < p.hi and bool(forms(lang, "by").fullmatch(fold(p.word(end)))) and not _has_other_verb(p, clause, first)
    return "passive" if helped or done else "active"


def _is_helped(p: Passage, clause: Clause, first: int, lang: str) -> bool:
    """Tell whether an auxiliary of the passive stands before a participle, in its clause or in the one joined to it."""
    auxiliaries = forms(lang, "auxiliaries")
    for n in range(first - 1, max(p.lo - 1, first - FAR), -1):
        if not clause.holds(n) and not (clause.source and clause.source.holds(n)):
            break
        if auxiliaries.fullmatch(fold(p.word(n))):
            return clause.holds(n) or bool(p.tag(n + 1) & (Tag.DONE | Tag.MAYBE_DONE))
        joined = p.tag(first - 1) & Tag.LINK and forms(lang, "participles").fullmatch(fold(p.word(n)))
        if may_be_verb(p, n) and clause.holds(n) and not joined:
            return False
    return False


def _has_other_verb(p: Passage, clause: Clause, first: int) -> bool:
    return any(has_verb(p, lo, min(hi, first)) for lo, hi in clause.parts)


def around(verb: Verb) -> Around:
    """Return what stands around a verb."""
    if verb.form == "infinitive":
        return Around(object=_object(verb))
    return _cased(verb) if verb.p.grammar.speech.subjectless else _ordered(verb)


# ---------------------------------------------------------------- languages where the order tells
def _ordered(verb: Verb) -> Around:
    p = verb.p
    after = _object(verb)
    found = left(verb)
    if found is None and verb.inverted and not verb.clause.is_relative:
        between = _between(verb)
        if between:
            return Around(between, after)
        if after and verb.form == "active":
            subject = _counted_apart(p, after)
            return Around(subject, behind(p, subject.end, verb.limit))
    return Around(found, after)


def _counted_apart(p: Passage, phrase: Phrase) -> Phrase:
    """Return a subject without the number that opens the object behind it: `pågrep politiet 29 personer`."""
    start = phrase.head.last + 1 if phrase.head else phrase.end
    end = next((n for n in range(start, phrase.end) if p.tag(n) & Tag.NUMBER), phrase.end)
    return replace(phrase, end=end)


def _between(verb: Verb) -> Phrase | None:
    """Return the subject between an auxiliary and its participle: `mandag ble ministeren avsatt`."""
    n = verb.first - 1
    while n >= verb.floor and not may_be_verb(verb.p, n):
        n -= 1
    return ahead(verb.p, n + 1, verb.first) if n >= verb.floor else None


def left(verb: Verb) -> Phrase | None:
    """Return the noun phrase before a verb and its auxiliaries, or the one that stands for it before its clause."""
    p, start = verb.p, verb.first
    while start > verb.floor and (p.tag(start - 1) & FILLING or may_be_verb(p, start - 1)):
        if start - 1 in p.r.actors:
            break
        start -= 1
    if start == verb.floor:
        return _elsewhere(verb)
    if p.tag(start - 1) & Tag.LINK:
        first = next((n for n in range(verb.floor, start) if may_be_verb(p, n)), None)
        return left(replace(verb, first=first, end=first + 1)) if first is not None else None
    opening = _opening(verb, start) or _before_auxiliary(verb)
    return opening or ahead(p, verb.floor, start)


def _before_auxiliary(verb: Verb) -> Phrase | None:
    """Return the subject before the first verb of a clause: what stands behind that verb may be an adverb."""
    p = verb.p
    first = next((n for n in range(verb.floor, verb.first) if may_be_verb(p, n) and n not in p.r.actors), None)
    return ahead(p, verb.floor, first) if first is not None else None


def _opening(verb: Verb, end: int) -> Phrase | None:
    """Return the noun phrase that opens a clause where an apposition stands between it and the verb."""
    p = verb.p
    if not any(p.tag(n) & (Tag.COMMA | Tag.CLOSING) for n in range(verb.floor, end)):
        return None
    found = behind(p, verb.floor, end)
    return found if found and found.head and found.head.kind != "place" else None


def _elsewhere(verb: Verb) -> Phrase | None:
    """Return the subject outside the words of a clause: before an inserted one, a relative word, or a conjunction."""
    p, clause = verb.p, verb.clause
    earlier = [part for part in clause.parts if part[1] <= verb.first]
    if earlier:
        return ahead(p, *earlier[-1])
    if clause.is_relative:
        return antecedent(p, clause)
    source = clause.source
    if source is None:
        return None
    first = next((n for lo, hi in source.parts for n in range(lo, hi) if may_be_verb(p, n)), None)
    if first is None:
        return None
    return left(replace(verb, clause=source, first=first, end=first + 1, form="active"))


def _object(verb: Verb) -> Phrase | None:
    """Return what follows a verb, or stands between its words: `asked Russia for help`."""
    inside = behind(verb.p, verb.first + 1, verb.end)
    return inside if inside and inside.head else behind(verb.p, verb.end, verb.limit)


# ---------------------------------------------------------------- languages where the case tells
def _cased(verb: Verb) -> Around:
    before, after = left(verb), _object(verb)
    if verb.form == "active":
        before, after = _agreeing(verb, before, after)
    fits = after is not None and (verb.form != "active" or agrees(verb.p, verb.first, after, verb.lang))
    if before and after and fits and is_subject(verb.p, after) and not is_subject(verb.p, before):
        return Around(after, None if verb.p.any(before.first, before.end, Tag.PREPOSITION) else before)
    if verb.form == "impersonal":
        return Around(object=after if after and (after.head or not before) else before)
    if before and not is_oblique(verb.p, before):
        return Around(before, after if after and not is_subject(verb.p, after) else None)
    if before:
        return Around(after if after and not is_oblique(verb.p, after) else None, before)
    if after is None:
        return Around()
    if is_oblique(verb.p, after) or verb.clause.is_relative or verb.clause.source:
        return Around(object=after)
    return Around(after, behind(verb.p, after.end, verb.limit))


def _agreeing(verb: Verb, before: Phrase | None, after: Phrase | None) -> tuple[Phrase | None, Phrase | None]:
    """Return the phrases around a verb with the subject first, where number and gender tell which it is."""
    if before is None:
        return None, after
    if agrees(verb.p, verb.first, before, verb.lang):
        return before, after
    last = _last(verb, before)
    if last is not None:
        return last, Phrase(before.first, last.first, None)
    if after is not None and agrees(verb.p, verb.first, after, verb.lang) and not is_oblique(verb.p, after):
        return after, None if verb.p.any(before.first, before.end, Tag.PREPOSITION) else before
    return None, before if after is None else after


def _last(verb: Verb, phrase: Phrase) -> Phrase | None:
    """Return the subject right before a verb that an object stands before: `dwóch mężczyzn policja zatrzymała`."""
    p = verb.p
    actor = next((a for a in p.actors(phrase.first + 1, phrase.end) if a.last == phrase.end - 1), None)
    if actor is None or actor.kind != "noun" or p.tag(actor.first - 1) & Tag.PREPOSITION:
        return None
    found = Phrase(actor.first, phrase.end, actor)
    return found if is_subject(p, found) and agrees(verb.p, verb.first, found, verb.lang) else None
