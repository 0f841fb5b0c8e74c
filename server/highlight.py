"""Cutting a text where highlighted spans begin and end, so that a page can mark each piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimgraph.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to highlight: what it shows ("evidence", "cue", "speaker", "name", "figure") and what it belongs to."""

    span: Span
    layer: str
    iri: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks; `ends` are the marks that end with this piece."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...] = ()

    @property
    def layers(self) -> str:
        """The layers, as the classes of an element."""
        return " ".join(sorted({mark.layer for mark in self.marks}))

    @property
    def name(self) -> Mark | None:
        """The name that this piece is part of."""
        return next((mark for mark in self.marks if mark.layer == "name"), None)


def cut(text: str, span: Span, marks: Iterable[Mark]) -> list[Piece]:
    """Return the pieces of one stretch of a text; marks are clipped to it.

    >>> [(p.text, p.layers) for p in cut("abcd", Span(0, 4), [Mark(Span(1, 3), "name", "x")])]
    [('a', ''), ('bc', 'name'), ('d', '')]
    """
    near = [mark for mark in marks if mark.span.overlaps(span)]
    edges = {span.start, span.end}
    edges.update(edge for mark in near for edge in (mark.span.start, mark.span.end))
    inside = sorted(edge for edge in edges if span.start <= edge <= span.end)
    return [piece(text, Span(start, end), near) for start, end in pairwise(inside)]


def piece(text: str, span: Span, marks: Sequence[Mark]) -> Piece:
    """Return the piece at a span that no mark's edge divides."""
    over = tuple(mark for mark in marks if mark.span.contains(span))
    return Piece(span.of(text), over, tuple(mark for mark in over if mark.span.end == span.end))


def window(text: str, spans: Iterable[Span], margin: int) -> Span:
    """Return the stretch around some spans, `margin` code points more on each side, cut between words."""
    spans = list(spans)
    start = max(0, min(span.start for span in spans) - margin)
    end = min(len(text), max(span.end for span in spans) + margin)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
