"""A text in pieces that a model can read at once: whole paragraphs as far as they fit, then sentences, then words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimgraph.model import Segment, Span

_SENTENCE_END = re.compile(r"[.!?…]['\"»”’)]*\s+")
_BLANK = re.compile(r"\s+")


def windows(text: str, segments: Sequence[Segment], size: int) -> Iterator[Span]:
    """Yield spans of at most `size` code points that together hold all segments, in text order."""
    start = end = -1
    for part in (part for segment in segments for part in pieces(text, segment.span, size)):
        if start >= 0 and part.end - start <= size:
            end = part.end
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = part.start, part.end
    if start >= 0:
        yield Span(start, end)


def pieces(text: str, span: Span, size: int) -> Iterator[Span]:
    """Yield a span in pieces of at most `size` code points, cut after a sentence where one ends in the second half.

    >>> [s.of("One two. Three four.") for s in pieces("One two. Three four.", Span(0, 20), 12)]
    ['One two. ', 'Three four.']
    """
    start = span.start
    while span.end - start > size:
        cut = _last(_SENTENCE_END, text, start, size) or _last(_BLANK, text, start, size) or start + size
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _last(pattern: re.Pattern[str], text: str, start: int, size: int) -> int | None:
    ends = [match.end() for match in pattern.finditer(text, start + size // 2, start + size)]
    return ends[-1] if ends else None
