"""The clauses of a sentence, as ranges of its words: cut at marks, at conjunctions and at relative words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.tense import STRONG

MARKS = Tag.COMMA | Tag.COLON | Tag.SEMICOLON | Tag.DASH
ENDING = MARKS | Tag.OPENING | Tag.CLOSING
OPENERS = Tag.RELATIVE | Tag.QUESTION | Tag.COMPLEMENTIZER | Tag.SUBORDINATOR
CUTTING = OPENERS | Tag.CONJUNCTION | Tag.COORDINATOR | Tag.JOINING
VERBAL = STRONG | Tag.MAYBE_PAST
LEADING = Tag.LINK | Tag.JOINING | Tag.PREPOSITION
"""What may stand before a relative word in its clause: `and who`, `in which`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words around one finite verb: `parts` are ranges of word numbers, several where another clause stands inside.

    `opener` holds the tags of the word that makes it subordinate; `source` is the clause on whose subject or noun it
    depends: the one it is joined to, or whose last noun its relative word stands for.
    """

    parts: tuple[tuple[int, int], ...]
    opener: int = 0
    source: Clause | None = None

    @property
    def is_relative(self) -> bool:
        """Tell whether a relative word opens it."""
        return bool(self.opener & Tag.RELATIVE)

    @property
    def is_subordinate(self) -> bool:
        """Tell whether another word opens it that makes it depend on a clause."""
        return bool(self.opener) and not self.is_relative

    def holds(self, n: int) -> bool:
        """Tell whether a word belongs to it."""
        return any(lo <= n < hi for lo, hi in self.parts)


def is_verb(p: Passage, n: int) -> bool:
    """Tell whether a word is a finite verb beyond doubt."""
    tag = p.r.tags[n] if p.lo <= n < p.hi else 0
    if not tag & STRONG or tag & Tag.NO_VERB or p.r.named[n] or (tag & Tag.CAPITAL and n > p.lo):
        return False
    return not p.tag(n - 1) & Tag.INFINITIVE_MARK


def may_be_verb(p: Passage, n: int) -> bool:
    """Tell whether a word is a finite verb, or a form that can be one where the words around allow it."""
    if is_verb(p, n):
        return True
    if not p.tag(n) & Tag.MAYBE_PAST or p.r.named[n] or p.tag(n) & (Tag.NO_VERB | Tag.CAPITAL):
        return False
    before = p.tag(n - 1) & ~(Tag.DETERMINER if p.tag(n - 1) & Tag.PRONOUN else 0)
    return not before & (Tag.DETERMINER | Tag.PREPOSITION | Tag.INFINITIVE_MARK | Tag.PERFECT)


def has_verb(p: Passage, lo: int, hi: int) -> bool:
    """Tell whether one of some words is or can be a finite verb."""
    return any(tag & VERBAL and may_be_verb(p, n) for n, tag in enumerate(p.r.tags[lo:hi], lo))


def clauses(p: Passage) -> list[Clause]:
    """Return the clauses of a sentence in text order; words in brackets belong to the clause around them."""
    found: list[Clause] = []
    main: int | None = None  # the clause that words without a verb of their own continue
    for lo, hi in _chunks(p):
        if p.tag(lo - 1) & (Tag.COLON | Tag.SEMICOLON):
            main = None
        opener = _opener(p, lo, hi)
        verb = has_verb(p, lo, hi)
        if found and not verb and lo == found[-1].parts[-1][1]:
            found[-1] = _with(found[-1], lo, hi)
            continue
        last = found[main] if main is not None else None
        if last is not None and _continues(p, last, opener if verb else 0, verb=verb):
            found[main or 0] = _with(last, lo, hi)
            continue
        source = last if opener & Tag.RELATIVE or (last and not _subject_stands(p, lo, hi)) else None
        found.append(Clause(((lo, hi),), opener if verb else 0, source))
        if not opener & Tag.RELATIVE or not verb:
            main = len(found) - 1
    return found


def _continues(p: Passage, last: Clause, opener: int, *, verb: bool) -> bool:
    """Tell whether a chunk goes on with a clause: it has no verb, or the clause has none yet."""
    if not verb:
        return True
    complete = any(has_verb(p, lo, hi) for lo, hi in last.parts)
    return not opener and not complete


def _with(clause: Clause, lo: int, hi: int) -> Clause:
    first, last = clause.parts[-1]
    parts = (*clause.parts[:-1], (first, hi)) if lo <= last + 1 else (*clause.parts, (lo, hi))
    return replace(clause, parts=parts)


def _opener(p: Passage, lo: int, hi: int) -> int:
    """Return the tags of the word that makes a chunk subordinate, 0 where none does."""
    n = lo
    while n < hi - 1 and p.tag(n) & LEADING and not p.tag(n) & (OPENERS | Tag.CONJUNCTION):
        n += 1
    tag = p.tag(n)
    if n > lo and not tag & Tag.RELATIVE:
        tag = p.tag(lo)
    if tag & Tag.COORDINATOR and not tag & Tag.SUBORDINATOR:
        return 0
    return tag if tag & (OPENERS | Tag.CONJUNCTION) else 0


def _subject_stands(p: Passage, lo: int, hi: int) -> bool:
    """Tell whether words stand before the verb of a chunk that can be its subject."""
    start = p.skip(lo, hi, Tag.LINK | Tag.JOINING | Tag.BETWEEN)
    return not may_be_verb(p, start)


# ---------------------------------------------------------------- chunks
def _chunks(p: Passage) -> Iterator[tuple[int, int]]:
    """Yield the words between the marks of a sentence, cut before words that open clauses; brackets don't cut."""
    depth, start, tags = 0, p.lo, p.r.tags
    places = [n for n, tag in enumerate(tags[p.lo : p.hi], p.lo) if tag & ENDING]
    for n in (*places, p.hi):
        depth += bool(p.tag(n) & Tag.OPENING) - bool(p.tag(n) & Tag.CLOSING and depth)
        if n < p.hi and (depth or not p.tag(n) & MARKS):
            continue
        if start < n:
            yield from _cut(p, start, n)
        start = n + 1


def _cut(p: Passage, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    start, tags = lo, p.r.tags
    for n in [n for n, tag in enumerate(tags[lo + 1 : hi], lo + 1) if tag & CUTTING]:
        place = n - 1 if p.tag(n) & Tag.RELATIVE and p.tag(n - 1) & Tag.PREPOSITION else n
        if place > start and (_opens(p, start, n, hi) or _joins(p, start, n, hi)):
            yield start, place
            start = place
    yield start, hi


def _opens(p: Passage, start: int, n: int, hi: int) -> bool:
    """Tell whether a word in a chunk opens a clause: a verb follows it there, and other words stood before."""
    tag = p.tag(n)
    if not tag & (OPENERS | Tag.CONJUNCTION) or tag & Tag.COORDINATOR or p.r.named[n] or p.tag(n + 1) & Tag.NUMBER:
        return False
    if n - 1 == start and p.tag(n - 1) & (Tag.CONJUNCTION | Tag.PREPOSITION):
        return False
    if tag & Tag.AS and tag & Tag.PREPOSITION and not tag & Tag.RELATIVE:
        hi = next((k for k in range(n + 1, hi) if p.tag(k) & Tag.COORDINATOR), hi)
    return has_verb(p, n + 1, hi)


def _joins(p: Passage, start: int, n: int, hi: int) -> bool:
    """Tell whether a conjunction in a chunk joins two clauses: each has a verb, the first one not right before it."""
    if not p.tag(n) & (Tag.COORDINATOR | Tag.JOINING) or p.r.named[n]:
        return False
    if may_be_verb(p, n - 1) or not has_verb(p, start, n):
        return False
    following = p.skip(n + 1, hi, Tag.BETWEEN)
    return may_be_verb(p, following) or any(is_verb(p, k) for k in range(following, _reach(p, following, hi)))


def _reach(p: Passage, n: int, hi: int) -> int:
    """Return where the words after a conjunction end that belong to its clause alone."""
    return next((k for k in range(n, hi) if p.tag(k) & OPENERS and not p.tag(k) & Tag.COORDINATOR), hi)
