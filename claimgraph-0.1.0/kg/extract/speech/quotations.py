"""Quotation marks: which words of a paragraph are quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from claimgraph.model import Span

APOSTROPHES = "'’‘"

Pairs = tuple[tuple[str, str], ...]


@cache
def _marks(pairs: Pairs) -> re.Pattern[str]:
    marks = sorted({mark for pair in pairs for mark in pair}, key=lambda m: (-len(m), m))
    return re.compile("|".join(map(re.escape, marks)))


def _opens(text: str, start: int, end: int) -> bool:
    """Tell whether the mark at an offset can open a quotation: words touch it on the right, not on the left."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not before.isalnum() and bool(after) and not after.isspace()


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether the mark at an offset can close a quotation: an apostrophe can't within a word or after a blank."""
    if text[start:end] not in APOSTROPHES:
        return True
    return not text[end : end + 1].isalnum() and not text[start - 1 : start].isspace()


def quotations(text: str, span: Span, pairs: Pairs) -> list[Span]:
    """Return the outermost quotations of a paragraph, with their marks, in order.

    A quotation that a paragraph doesn't close runs to its end, as when it goes on in the next one: when it opens
    the paragraph, or when its closing mark differs from the opening one.
    """
    stack: list[tuple[int, str]] = []
    expected: Counter[str] = Counter()
    found: list[Span] = []
    for match in _marks(pairs).finditer(text, span.start, span.end):
        mark, start, end = match[0], match.start(), match.end()
        if expected[mark] and _closes(text, start, end):
            found.append(Span(_pop(stack, expected, mark, pairs), end))
        elif any(mark == opening for opening, _ in pairs) and _opens(text, start, end):
            stack.append((start, mark))
            expected.update(closing for opening, closing in pairs if opening == mark)
    first = {mark: start for start, mark in reversed(stack)}
    for mark, start in first.items():
        inner = next((q for q in found if q.start > start and text.startswith(mark, q.start)), None)
        if inner:
            found.append(Span(start, inner.end))  # one mark closes both: `«Компанія «Основа»`
        elif _runs_on(text, span, start, mark):
            found.append(Span(start, span.end))
    return _outermost(found)


def _pop(stack: list[tuple[int, str]], expected: Counter[str], mark: str, pairs: Pairs) -> int:
    """Return where the last open quotation started that a mark closes; those within it are forgotten."""
    while True:
        start, opened = stack.pop()
        closings = [closing for opening, closing in pairs if opening == opened]
        expected.subtract(closings)
        if mark in closings:
            return start


def _runs_on(text: str, span: Span, start: int, mark: str) -> bool:
    at_edge = not text[span.start : start].strip() if start - span.start < 10 else False
    return mark not in APOSTROPHES and (at_edge or mark in "“„«") and len(text[start : span.end].split()) > 2


def _outermost(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def merge_cut(sentences: Sequence[Span], quotes: Sequence[Span]) -> list[Span]:
    """Return the sentences joined so that none ends inside a quotation; both are in order."""
    joined: list[Span] = []
    starts = [q.start for q in quotes]
    for sentence in sentences:
        number = bisect_right(starts, joined[-1].end - 1) - 1 if joined else -1
        if number >= 0 and joined[-1].end < quotes[number].end and quotes[number].end > sentence.start:
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined
