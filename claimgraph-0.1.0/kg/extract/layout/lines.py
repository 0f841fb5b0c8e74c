"""A text to its paragraphs: lines, or blocks of lines where the text is broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimgraph.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOPS = ".!?…:;"
_CLOSERS = "\"'”“’‘»«)]}*_ \t\u00a0"
_WIDTHS = range(45, 101)
"""Lengths of a line, in code points, that can come from a fixed width."""


def trim(text: str, span: Span) -> Span | None:
    """Return the span without the white space at its ends; None when nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if start < end else None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends with a mark that closes a sentence, quotation marks and brackets aside.

    >>> ends_sentence('"We won."'), ends_sentence("Under control")
    (True, False)
    """
    return line.rstrip(_CLOSERS).endswith(tuple(_STOPS))


def _lines(text: str) -> list[Span]:
    spans = (trim(text, Span(*match.span())) for match in _LINE.finditer(text))
    return [span for span in spans if span is not None]


def _blocks(text: str, lines: Sequence[Span]) -> list[list[Span]]:
    """Group lines that have no blank line between them."""
    blocks: list[list[Span]] = []
    for number, line in enumerate(lines):
        if number and len(text[lines[number - 1].end : line.start].strip(" \t").splitlines()) < 2:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrapped(text: str, blocks: Sequence[Sequence[Span]]) -> bool:
    """Tell whether lines end at a fixed width: most lines with a successor are long and break a sentence."""
    followed = [line for block in blocks for line, _ in pairwise(block)]
    broken = [line for line in followed if line.end - line.start in _WIDTHS and not ends_sentence(line.of(text))]
    return len(broken) >= 3 and len(broken) >= 0.6 * len(followed)


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text in order; together they hold every character that is not white space."""
    lines = _lines(text)
    blocks = _blocks(text, lines)
    if _is_wrapped(text, blocks):
        return [Span(block[0].start, block[-1].end) for block in blocks]
    return lines
