"""The words of a text, with the forms under which the index knows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimgraph.link.fold import plain
from claimgraph.search.stems import stems

_MARKS = r"\u0300-\u036f"
_LETTER = rf"[^\W_][{_MARKS}]*"
WORD = re.compile(rf"(?:{_LETTER})+(?:['’ʼ](?:{_LETTER})+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_LONGEST = 60
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; offsets are code points, the end exclusive."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text; digits count as letters, an apostrophe within a word belongs to it.

    >>> [word.text for word in words("П’ять o'clock, 12%")]
    ['П’ять', "o'clock", '12']
    """
    return (Word(found[0], found.start(), found.end()) for found in WORD.finditer(text))


@lru_cache(maxsize=_REMEMBERED)
def form(word: str) -> str:
    """Return a word as it stands, but in ASCII and small letters: one form for all scripts.

    >>> form("Łódź"), form("П’ять")
    ('lodz', 'pyat')
    """
    return plain(word[:_LONGEST]).replace(" ", "")[:_LONGEST]


@lru_cache(maxsize=_REMEMBERED)
def stems_of(word: str, lang: str) -> tuple[str, ...]:
    """Return the stems of a word as it stands in a text; without the signs that the index would break it at.

    >>> stems_of("President's", "en")
    ('presid',)
    """
    if word.isdigit():
        return (word[:_LONGEST],)
    small = unicodedata.normalize("NFC", word[:_LONGEST]).casefold().translate(_APOSTROPHES)
    return tuple("".join(filter(str.isalnum, stem))[:_LONGEST] for stem in stems(small, lang))


@lru_cache(maxsize=_REMEMBERED)
def stems_in(word: str, langs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stems of a word in any of some languages, each once."""
    return tuple(dict.fromkeys(stem for lang in langs for stem in stems_of(word, lang) if stem))
