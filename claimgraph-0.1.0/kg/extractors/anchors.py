"""Words that somebody copied from a text, found again at their offsets, or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from claimgraph.model import Span

_SAME: Final = {
    **dict.fromkeys("«»„“”‟\"‹›", '"'), **dict.fromkeys("‘’‚‛'`´ʼ", "'"), **dict.fromkeys("-‐‑‒–—―", "-"), "…": "...",
}  # fmt: skip
_NOTHING: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_OPENING: Final = '«„“"‘‚‹'
_CLOSING: Final = '»”“"’‘›'


@dataclass(frozen=True)
class Anchors:
    """A part of a text in which copied words are looked for.

    Blanks, kinds of quotation marks and dashes, and the composition of letters need not be the same; letters must.
    """

    text: str
    within: Span

    def find(self, words: str) -> list[Span]:
        """Return every place where some words stand, in text order; none for words without a letter or digit."""
        wanted = "".join(sign for _, sign in _folded(words, 0, len(words))).strip()
        if not any(map(str.isalnum, wanted)):
            return []
        return [span for span in self._places(wanted) if span.of(self.text).strip()]

    def nearest(self, words: str, place: Span) -> Span | None:
        """Return where some words stand nearest to a place, the first of equal ones, outside of it if they can."""
        found = self.find(words)
        apart = [span for span in found if not span.overlaps(place)]
        return min(apart or found, key=lambda span: _distance(span, place), default=None)

    def quoted(self, span: Span) -> Span:
        """Return a span with the quotation marks around it, where it stands between an opening and a closing one."""
        end = span.end
        while end < self.within.end and end < span.end + 2 and self.text[end] in ",.!?":
            end += 1
        opened = span.start > self.within.start and self.text[span.start - 1] in _OPENING
        if opened and end < self.within.end and self.text[end] in _CLOSING:
            return Span(span.start - 1, end + 1)
        return span

    def _places(self, wanted: str) -> Iterator[Span]:
        signs, offsets = self._signs
        at = signs.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if _is_edge(signs, at) and _is_edge(signs, end):
                yield Span(offsets[at], offsets[end - 1] + 1)
            at = signs.find(wanted, at + 1)

    @cached_property
    def _signs(self) -> tuple[str, list[int]]:
        pairs = list(_folded(self.text, self.within.start, self.within.end))
        return "".join(sign for _, sign in pairs), [offset for offset, _ in pairs]


def _folded(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield offset and sign of a text in one spelling: one blank for many, one kind of quotation mark and dash."""
    blank = False
    for offset in range(start, end):
        letter = text[offset]
        if letter.isspace():
            if not blank:
                yield offset, " "
            blank = True
        elif letter not in _NOTHING:
            blank = False
            yield from ((offset, sign) for sign in unicodedata.normalize("NFD", _SAME.get(letter, letter)))


def _is_edge(signs: str, at: int) -> bool:
    """Tell whether no word goes on across a place."""
    if not 0 < at < len(signs):
        return True
    return not unicodedata.combining(signs[at]) and not (_in_word(signs[at - 1]) and _in_word(signs[at]))


def _in_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.combining(sign) > 0


def _distance(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)
