"""Parts of a text that are enough to show some spans in context, at the offsets of the whole text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from claimgraph.errors import ClaimGraphError

QUOTE: Final = 32
"""Code points before and after the words of a quote selector; an excerpt holds at least these."""

Range = tuple[int, int]
"""Start and end in code points of the whole text, end exclusive."""


class Excerpt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some words of a text and where in it they start, in code points."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the excerpt ends in the whole text, exclusive."""
        return self.start + len(self.text)


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pack holds of the text of a document: excerpts in order, and the length and hash of the whole."""

    document: str
    sha256: str
    characters: int
    excerpts: tuple[Excerpt, ...]

    def words(self, start: int, end: int) -> str | None:
        """Return the words at offsets of the whole text, None where the excerpts don't hold them."""
        for excerpt in self.excerpts:
            if excerpt.start <= start < end <= excerpt.end:
                return excerpt.text[start - excerpt.start : end - excerpt.start]
        return None

    def holding(self, spans: Iterable[Range]) -> list[Excerpt]:
        """Return the excerpts that hold at least one of some spans."""
        wanted = list(spans)
        return [part for part in self.excerpts if any(part.start <= start < part.end for start, _ in wanted)]

    @property
    def is_whole(self) -> bool:
        """Whether the whole text is here."""
        return sum(len(excerpt.text) for excerpt in self.excerpts) == self.characters


def whole(document: str, text: str) -> Text:
    """Return a text with all its words."""
    parts = (Excerpt(0, text),) if text else ()
    return Text(document, hashlib.sha256(text.encode()).hexdigest(), len(text), parts)


def shortened(text: Text, spans: Iterable[tuple[Range, int]]) -> Text:
    """Return the excerpts of a whole text that show spans, each with some code points around it.

    Excerpts begin and end between words where the context leaves room for it.
    """
    words = text.excerpts[0].text if text.excerpts else ""
    ranges = [_around(words, span, context) for span, context in spans]
    parts = tuple(Excerpt(start, words[start:end]) for start, end in _merged(sorted(ranges)))
    return Text(text.document, text.sha256, text.characters, parts)


def _around(words: str, span: Range, context: int) -> Range:
    start, end = max(0, span[0] - context), min(len(words), span[1] + context)
    if start:
        room = words[start : max(start, span[0] - QUOTE)]
        start += next((place + 1 for place, letter in enumerate(room) if letter.isspace()), 0)
    if end < len(words):
        room = words[min(end, span[1] + QUOTE) : end]
        end -= next((place + 1 for place, letter in enumerate(reversed(room)) if letter.isspace()), 0)
    return start, end


def _merged(ranges: Sequence[Range]) -> Iterator[Range]:
    """Yield ranges, in order, that cover the same places and don't touch."""
    current: Range | None = None
    for start, end in ranges:
        if current is not None and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current


def check(text: Text) -> None:
    """Raise ClaimGraphError unless excerpts are in order, apart and within the text, and a whole text has its hash."""
    end = -1
    for excerpt in text.excerpts:
        if not end < excerpt.start <= excerpt.end <= text.characters or not excerpt.text:
            raise ClaimGraphError(f"the excerpt at {excerpt.start} of {text.document} lies where it can't")
        end = excerpt.end
    if text.is_whole and whole(text.document, _joined(text)).sha256 != text.sha256:
        raise ClaimGraphError(f"the text of {text.document} has not the SHA-256 that it should have")


def _joined(text: Text) -> str:
    return "".join(excerpt.text for excerpt in text.excerpts)
