"""A claim in the making: its words, its form, and a speaker who is still words."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.passage import EDGE, Passage
from claimgraph.extract.patterns import words
from claimgraph.extract.subject import Speaker
from claimgraph.model import Form, Span, Stance


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim whose speaker is still words."""

    spans: tuple[Span, ...]
    form: Form
    sieve: str
    stance: Stance = "neutral"
    cue: Span | None = None
    speaker: Speaker | None = None
    addressee: Speaker | None = None
    via: tuple[Speaker, ...] = ()

    @property
    def end(self) -> int:
        """Where the claim's words end."""
        return self.spans[-1].end


def stripped(p: Passage, span: Span) -> Span | None:
    """Return a span without blanks and separators at its edges, or None when nothing is left."""
    start = p.skip(span.start, span.end)
    end = start + len(p.text[start : span.end].rstrip(EDGE))
    if p.text[end : end + 3] == "..." or p.text[end : end + 1] == "…":
        end += 3 if p.text[end] == "." else 1
    return Span(start, end) if end > start else None


def form_of(p: Passage, content: Span) -> Form:
    """Return whether the content is all quotation, part quotation or none."""
    inside = [q for q in p.quotes if content.overlaps(q)]
    if not inside:
        return "indirect"
    rest = "".join(p.text[a:b] for a, b in _gaps(content, inside))
    return "direct" if not words(rest) else "mixed"


def _gaps(content: Span, quotes: list[Span]) -> list[tuple[int, int]]:
    edges = [content.start, *(x for q in quotes for x in (q.start, q.end)), content.end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
