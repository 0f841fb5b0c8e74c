"""Known names found in tokens: every case form of every shipped name, longest match first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.tokens import Token, tokenize
from claimgraph.lang import codes
from claimgraph.link.inflection import forms, person_forms
from claimgraph.link.known import Known, known

# People whose surname alone names them in the news have records of this sort.
WELL_KNOWN = "person"
SURNAME = "surname alone"
# Shorter acronyms of another language mean something else too often.
SHORTEST_FOREIGN = 4


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


class Gazetteer:
    """The forms of all known names that a text in one language may contain."""

    def __init__(self, lang: str) -> None:
        self._entries: dict[tuple[str, ...], _Entry] = {}
        self._longest: dict[str, int] = {}
        for record in known().values():
            for name, form in _spellings(record, lang):
                self._add(form, record.key, name in record.doubtful or name == SURNAME)

    def _add(self, form: str, key: str, doubtful: bool) -> None:
        words = _words(form)
        entry = self._entries.setdefault(words, _Entry([], True))
        if key not in entry.keys:
            entry.keys.append(key)
        entry.doubtful = entry.doubtful and doubtful
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Yield the longest known names, left to right, without overlap."""
        words = [self._as_written(token.text) for token in tokens]
        start = 0
        while start < len(words):
            hit = self._longest_at(words, start)
            if hit:
                yield hit
            start = hit.last + 1 if hit else start + 1

    def _as_written(self, word: str) -> str:
        """Return a word of a heading in capitals as it is written elsewhere."""
        if len(word) > 3 and word.isupper() and word not in self._longest:
            return word.capitalize()
        return word

    def _longest_at(self, words: list[str], start: int) -> Hit | None:
        longest = min(self._longest.get(words[start], 0), len(words) - start)
        for length in range(longest, 0, -1):
            entry = self._entries.get(tuple(words[start : start + length]))
            if entry:
                return Hit(start, start + length - 1, tuple(entry.keys), entry.doubtful)
        return None


def _words(form: str) -> tuple[str, ...]:
    if form.isalpha():
        return (form,)
    if form.replace(" ", "").replace("-", "").isalpha():
        return tuple(form.replace("-", " - ").split())
    return tuple(token.text for token in tokenize(form, 0, len(form)))


def _spellings(record: Known, lang: str) -> Iterator[tuple[str, str]]:
    """Yield each name with each of its forms: inflected where it is of this language, else as it is."""
    inflect = person_forms if record.kind == "PER" else forms
    for code, names in record.names.items():
        own = code == lang or (code == "en" and lang not in record.names)
        if record.kind == "LOC" and not own:
            continue
        for name in names:
            if not own and name.isupper() and len(name) < SHORTEST_FOREIGN:
                continue
            for form in inflect(name, lang) if own and lang in codes() else [name]:
                yield name, form
            if own and record.sort == WELL_KNOWN and " " in name:
                yield from ((SURNAME, form) for form in person_forms(name.split(" ")[-1], lang))


@cache
def gazetteer(lang: str) -> Gazetteer:
    """Return the gazetteer of a language, made on first use."""
    return Gazetteer(lang)
