"""Known names found in tokens: every case form of every shipped name, longest match first."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from claimgraph.extract.tokens import Token, tokenize
from claimgraph.lang import codes
from claimgraph.link.inflection import forms, person_forms, unchanged
from claimgraph.link.known import Known, known

# People whose surname alone names them in the news have records of this sort.
WELL_KNOWN = "person"
# Shorter acronyms of another language mean something else too often.
SHORTEST_FOREIGN = 4
_BEGINNING = 5
"""Letters at most by which names are looked up before their forms are made."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` (inclusive) are a form of a name of these known entities."""

    first: int
    last: int
    keys: tuple[str, ...]
    doubtful: bool


@dataclass(slots=True)
class _Entry:
    keys: list[str]
    doubtful: bool


class _Spelling(NamedTuple):
    """A name of a record, and how its forms are made."""

    record: Known
    name: str
    forms: Callable[[str, str], Iterable[str]]
    doubtful: bool


class Gazetteer:
    """The forms of all known names that a text in one language may contain.

    The forms of a name are made when a text has a word that begins like them: few names stand in one text.
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._entries: dict[tuple[str, ...], _Entry] = {}
        self._longest: dict[str, int] = {}
        self._order = {key: number for number, key in enumerate(known())}
        self.most_words = lru_cache(maxsize=1 << 16)(self._most_words)
        self._unread: dict[str, dict[str, list[_Spelling]]] = {}
        """Spellings by their first letter and their beginning."""
        for record in known().values():
            for spelling in _spellings(record, lang):
                begun = self._unread.setdefault(spelling.name[:1], {})
                begun.setdefault(_beginning(spelling, lang), []).append(spelling)

    def _read(self, word: str) -> None:
        """Make the forms of the names that begin like a word."""
        begun = self._unread.get(word[0])
        if not begun:
            return
        for length in range(1, _BEGINNING + 1):
            for spelling in begun.pop(word[:length], ()):
                for form in spelling.forms(spelling.name, self._lang):
                    self._add(form, spelling.record.key, spelling.doubtful)

    def _add(self, form: str, key: str, doubtful: bool) -> None:
        words = _words(form)
        entry = self._entries.setdefault(words, _Entry([], True))
        if key not in entry.keys:
            insort(entry.keys, key, key=self._order.__getitem__)
        entry.doubtful = entry.doubtful and doubtful
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def _most_words(self, first: str) -> int:
        """Return the number of words of the longest form that begins with a word, 0 where none does."""
        self._read(first)
        return self._longest.get(first, 0)

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Yield the longest known names, left to right, without overlap."""
        words = [self._as_written(token.text) for token in tokens]
        for number, (left, right) in enumerate(pairwise(tokens)):
            if _in_capitals(left.text) and _in_capitals(right.text):
                words[number] = self._beginning_of(left.text, words[number])
        free = 0
        for start, word in enumerate(words):
            hit = self._longest_at(words, start) if start >= free and self.most_words(word) else None
            if hit:
                yield hit
                free = hit.last + 1

    def _as_written(self, word: str) -> str:
        """Return a word of a heading in capitals as it is written elsewhere."""
        if word.isupper() and len(word) > 3 and not self.most_words(word):
            return word.capitalize()
        return word

    def _beginning_of(self, word: str, read: str) -> str:
        """Return a short word in capitals before another such as it is written in a longer name: `NEW YORK`."""
        return word.capitalize() if self.most_words(word.capitalize()) > max(1, self.most_words(word)) else read

    def _longest_at(self, words: list[str], start: int) -> Hit | None:
        longest = min(self.most_words(words[start]), len(words) - start)
        for length in range(longest, 0, -1):
            entry = self._entries.get(tuple(words[start : start + length]))
            if entry:
                return Hit(start, start + length - 1, tuple(entry.keys), entry.doubtful)
        return None


def _in_capitals(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) > 1


def _words(form: str) -> tuple[str, ...]:
    if form.isalpha():
        return (form,)
    if form.replace(" ", "").replace("-", "").isalpha():
        return tuple(form.replace("-", " - ").split())
    return tuple(token.text for token in tokenize(form, 0, len(form)))


def _spellings(record: Known, lang: str) -> Iterator[_Spelling]:
    """Yield each name: inflected where it is of this language, else as it is; well-known people by surname too."""
    inflect = person_forms if record.kind == "PER" else forms
    for code, names in record.names.items():
        own = code == lang or (code == "en" and lang not in record.names)
        if record.kind == "LOC" and not own:
            continue
        for name in names:
            if not own and name.isupper() and len(name) < SHORTEST_FOREIGN:
                continue
            made = inflect if own and lang in codes() else _as_it_is
            yield _Spelling(record, name, made, name in record.doubtful)
            if own and record.sort == WELL_KNOWN and " " in name:
                yield _Spelling(record, name.split(" ")[-1], person_forms, True)


def _as_it_is(name: str, lang: str) -> tuple[str]:
    return (name,)


def _beginning(spelling: _Spelling, lang: str) -> str:
    """Return letters with which the first word of each form of a name begins: those before any ending, few of them."""
    name = spelling.name
    if not name.replace(" ", "").replace("-", "").isalpha():
        return name[:1]
    first = name.replace("-", " ").partition(" ")[0]
    return first[: _BEGINNING if spelling.forms is _as_it_is else min(_BEGINNING, unchanged(first, lang))]


@cache
def gazetteer(lang: str) -> Gazetteer:
    """Return the gazetteer of a language, made on first use."""
    return Gazetteer(lang)
