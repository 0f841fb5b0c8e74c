"""Stems: what is left of a word without its endings, so that its forms are found by one another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import snowballstemmer

_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class Endings:
    """The endings of one language, see the comments of stemming.toml."""

    least: int
    vowels: frozenset[str]
    reflexive: tuple[str, ...]
    endings: frozenset[str]
    doubtful: tuple[str, ...]
    changes: Mapping[str, str]
    open: Mapping[str, tuple[str, ...]]

    def stems(self, word: str) -> tuple[str, ...]:
        """Return the stem of a word, several where it may be one of several forms."""
        for ending in self.reflexive:
            word = word.removesuffix(ending) if len(word) - len(ending) > self.least else word
        stem = self._without_ending(word)
        whole = [word, *self._opened(word)] if stem == word or word.endswith(self.doubtful) else []
        return tuple(dict.fromkeys(map(self._levelled, (stem, *whole))))

    def _without_ending(self, word: str) -> str:
        for length in range(len(word) - self.least, 0, -1):
            stem = word[:-length]
            if word[-length:] in self.endings and not self.vowels.isdisjoint(stem):
                return stem
        return word

    def _opened(self, word: str) -> Iterable[str]:
        """Yield a closed syllable as it is when an ending opens it: `шкіл`, `школ`."""
        for vowel, others in self.open.items():
            head, found, tail = word.rpartition(vowel)
            if found and head and tail and self.vowels.isdisjoint(tail):
                yield from (head + other + tail for other in others)

    def _levelled(self, stem: str) -> str:
        stem = stem.rstrip("ь")
        if len(stem) > self.least and stem[-1] == stem[-2]:
            stem = stem[:-1]
        return stem[:-1] + self.changes.get(stem[-1:], stem[-1:])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("claimgraph.search").joinpath("stemming.toml").read_text(encoding="utf-8"))


@cache
def _endings(lang: str) -> Endings:
    row = _table()["endings"][lang]
    endings = frozenset(" ".join((row["nouns"], row["adjectives"], row["verbs"])).split())
    opened = {vowel: tuple(others) for vowel, others in row["open"].items()}
    vowels, reflexive, doubtful = frozenset(row["vowels"]), tuple(row["reflexive"]), tuple(row["doubtful"])
    return Endings(row["least"], vowels, reflexive, endings, doubtful, row["changes"], opened)


@cache
def _snowball(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def languages() -> frozenset[str]:
    """Return the codes of the languages that have stems."""
    return frozenset((*_table()["snowball"], *_table()["endings"]))


@lru_cache(maxsize=_REMEMBERED)
def stems(word: str, lang: str) -> tuple[str, ...]:
    """Return the stems of a word in small letters; the word itself in a language that has none.

    >>> stems("школою", "uk") == stems("школа", "uk"), stems("школ", "uk")[0] in stems("шкіл", "uk")
    (True, True)
    >>> stems("regjeringen", "nb"), stems("wojnie", "pl")
    (('regjering',), ('wojn',))
    """
    lang = lang.partition("-")[0].lower()
    if name := _table()["snowball"].get(lang):
        return (_snowball(name).stemWord(word),)
    return _endings(lang).stems(word) if lang in _table()["endings"] else (word,)
