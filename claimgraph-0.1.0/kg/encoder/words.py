"""Words and windows of a text as the encoder sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST_WORDS = 160
"""Words of a window, the length that the weights were trained with."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]{2,})*|[^\w\s]|_")
ENDS = frozenset(".!?…")
_CLOSERS = frozenset('»”"’)')
_LONGEST = 60  # code points of a word; what is longer isn't a word of a language


class Word(NamedTuple):
    """A word or mark `text[start:end]`; whether a blank and whether a new line stands before it."""

    text: str
    start: int
    end: int
    blank: bool
    new_line: bool


def words(text: str) -> list[Word]:
    """Return the words and marks of a text.

    >>> [word.text for word in words("CSTO-soldatene i Tokayev's by")]
    ['CSTO', '-', 'soldatene', 'i', 'Tokayev', "'", 's', 'by']
    """
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        found.append(Word(match[0][:_LONGEST], match.start(), match.end(), bool(gap) or not found, "\n" in gap))
        last = match.end()
    return found


def windows(sequence: Sequence[Word], size: int = MOST_WORDS) -> Iterator[Sequence[Word]]:
    """Yield the words in windows of whole paragraphs; a longer paragraph is cut between sentences."""
    paragraphs = [n for n, word in enumerate(sequence) if word.new_line or n == 0]
    stops = [*paragraphs[1:], len(sequence)]
    start = place = 0
    while start < len(sequence):
        while place < len(stops) and stops[place] <= start:
            place += 1
        ahead = place
        while ahead < len(stops) and stops[ahead] <= start + size:
            ahead += 1
        end = stops[ahead - 1] if ahead > place else _last_sentence(sequence, start, start + size)
        yield sequence[start:end]
        start = end


def _last_sentence(sequence: Sequence[Word], start: int, end: int) -> int:
    """Return where the last sentence starts that begins after `start`, or `end`."""
    return next((n for n in range(end, start + 1, -1) if _opens(sequence, n)), end)


def _opens(sequence: Sequence[Word], number: int) -> bool:
    word, before = sequence[number], number - 1
    if sequence[before].text in _CLOSERS:
        before -= 1
    return word.blank and not word.text[0].islower() and sequence[before].text in ENDS
