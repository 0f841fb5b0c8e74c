"""Organizations recognised by a head word: `Ministry of Health`, `Служба безпеки`, `MSZ Kazachstanu`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise

from claimgraph.extract.naming.line import Line, Part
from claimgraph.lang import language
from claimgraph.link.inflection import adjective_endings, forms

# Words that the name of an organization has at most before and after its head word.
_MOST_BEFORE, _MOST_AFTER = 8, 16


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    connectors: frozenset[str]
    domains: frozenset[str]
    articles: frozenset[str]
    clitics: frozenset[str]
    endings: tuple[str, ...]
    adjectives: tuple[str, ...]
    compounds: tuple[str, ...]
    single: re.Pattern[str]
    joined: tuple[str, ...]
    conjunctions: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    naming = language(lang).naming
    return _Words(
        frozenset(form for word in naming.heads for form in forms(word, lang)),
        frozenset(naming.connectors),
        frozenset(naming.domains),
        frozenset(naming.articles),
        frozenset(naming.clitics),
        tuple(naming.body_endings),
        adjective_endings(lang),
        tuple(naming.body_compounds),
        re.compile(f"(?:{'|'.join(naming.body_openings) or '(?!)'})"),
        tuple(naming.joined_bodies),
        frozenset(naming.conjunctions),
    )


def bodies(line: Line, sure: Sequence[Part], persons: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Yield first and last word (inclusive) of each organization in a sentence; they may overlap.

    `sure` are the known names; no organization goes on over the words of `persons`.
    """
    words = _words(line.lang)
    places = {part.first: part.last for part in sure if part.kind == "LOC"}
    stops = frozenset(number for part in persons for number in range(part.first, part.last + 1))
    for head, word in enumerate(line.lowered):
        first = _head_start(line, head, words) if word in words.heads else None
        if first is not None:
            last = _End(line, words, places, stops).of(first, head)
            if last > first:
                yield first, last
    for number in compress(range(len(line.words)), line.titled):
        if line.words[number].endswith(words.compounds) or words.single.match(line.words[number]):
            yield number, number
    for number, (before, word) in enumerate(pairwise(line.words) if words.joined else ()):
        if word.endswith(words.joined) and word.islower() and before[0].isupper() and line.word_class(number) == "":
            yield number, number + 1
    for first, last in places.items():
        end = _possessed_body(line, last, words)
        if end:
            yield first, end


def _is_capital_adjective(word: str, words: _Words) -> bool:
    return len(word) > 4 and word[0].isupper() and word.endswith(words.adjectives)


def _head_start(line: Line, head: int, words: _Words) -> int | None:
    """Return the first word of the organization whose head word this is, None where it stands for something else."""
    word = line.words[head]
    if word[0].isupper():
        first = head
        while 0 < first > head - _MOST_BEFORE and not word.isupper() and _may_precede(line, first - 1, words):
            first -= 1
        return first if line.words[first] not in words.clitics else first + 1
    return _adjective_start(line, head, words)


def _adjective_start(line: Line, head: int, words: _Words) -> int | None:
    """Return the capitalised adjective before a head word in lower case; one more adjective may stand between."""
    for before in (head - 1, head - 2):
        if before < 0 or not words.adjectives or not line.words[before].endswith(words.adjectives):
            return None
        if _is_capital_adjective(line.words[before], words):
            says_little = before == 0 and before == head - 1
            return before if line.word_class(before) == "" and not says_little else None
    return None


def _may_precede(line: Line, number: int, words: _Words) -> bool:
    """Tell whether a word before a head word is part of the name: in a language of cases, an adjective."""
    word = line.words[number]
    if word in words.clitics:
        return number > 0 and line.is_titled(number - 1) and number - 1 not in {hit.last for hit in line.hits}
    if not word[0].isupper() or word.lower() in words.articles or line.word_class(number) in ("title", "other"):
        return False
    return not words.adjectives or _is_capital_adjective(word, words)


@dataclass(frozen=True, slots=True)
class _End:
    """Where the name of an organization ends: what may go on after its head word."""

    line: Line
    words: _Words
    places: dict[int, int]
    stops: frozenset[int]

    def of(self, first: int, head: int) -> int:
        """Return the last word: capitalised words, words of the field, connectors between them, a place at the end."""
        last = here = head
        end = min(len(self.line.words), head + _MOST_AFTER)
        while here + 1 < end and not self._stops(here + 1, last > first):
            here += 1
            word = self.line.words[here]
            if here in self.places:
                return self._with_place(here, last, last > head)
            if word[0].isupper() or word in self.words.domains:
                last = here
            elif word not in self.words.connectors or here > last + 1:
                break
        return last

    def _stops(self, number: int, complete: bool) -> bool:
        """Tell whether a word begins something else: a person, an office, a weekday."""
        word_class = self.line.word_class(number)
        person = complete and word_class == "given" and bool(self.words.adjectives)
        return number in self.stops or word_class in ("title", "other") or person

    def _with_place(self, here: int, last: int, goes_on: bool) -> int:
        joined = here == last + 1 or (goes_on and self.line.words[here - 1] not in self.words.conjunctions)
        return self.places[here] if joined else last


def _possessed_body(line: Line, place: int, words: _Words) -> int | None:
    """Return the last word of a body named by its country: genitive, at most two words, a word of the list."""
    if not words.endings or not line.words[place].endswith("s"):
        return None
    for number in range(place + 1, min(place + 4, len(line.words))):
        if line.words[number].endswith(words.endings):
            return number
        if not line.words[number].islower():
            return None
    return None
