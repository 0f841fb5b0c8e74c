"""What is known of a document while its happenings are read: paragraphs, names, events, figures and dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from claimgraph.extract.happenings.clauses import Clause, clauses
from claimgraph.extract.lexicon import Hit
from claimgraph.extract.speech.cast import Cast
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.extract.speech.passage import Passage
from claimgraph.model import Claim, DateMention, Event, Quantity, Span
from claimgraph.offsets import starting_between

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of one document, each in text order."""

    text: str
    folded: str
    paragraphs: Sequence[Paragraph]
    cast: Cast
    events: Sequence[Event]
    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    framed: Sequence[Hit]
    """The words of frames, by number of the frame."""
    cut: dict[tuple[int, int], list[Clause]] = field(default_factory=dict)
    """The clauses of sentences that were cut before, by offsets."""

    def clauses(self, p: Passage) -> list[Clause]:
        """Return the clauses of a whole sentence."""
        place = (p.r.starts[p.lo], p.r.ends[p.hi - 1])
        if place not in self.cut:
            self.cut[place] = clauses(p)
        return self.cut[place]

    def paragraph(self, offset: int) -> Paragraph | None:
        """Return the paragraph in which an offset stands, None where it was not read."""
        number = bisect_right(self.paragraphs, offset, key=lambda p: p.segment.span.start) - 1
        found = self.paragraphs[number] if number >= 0 else None
        return found if found and offset < found.segment.span.end else None

    def events_in(self, spans: Sequence[Span]) -> list[Event]:
        """Return the events whose triggers stand in some words."""
        near = (n for s in spans for n in starting_between(self.events, s.start, s.end, lambda e: e.trigger.start))
        return [self.events[n] for n in sorted(set(near))]

    def framed_in(self, span: Span) -> list[Hit]:
        """Return the words of frames that lie in a span."""
        near = starting_between(self.framed, span.start, span.end, lambda hit: hit.start)
        return [hit for n in near if (hit := self.framed[n]).end <= span.end]

    def quantities_in(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Return the numbers of the figures that stand in some words."""
        return _inside(self.quantities, spans, lambda q: q.span)

    def dates_from(self, start: int, end: int) -> list[int]:
        """Return where dates start between two offsets."""
        return [self.dates[n].span.start for n in starting_between(self.dates, start, end, lambda d: d.span.start)]

    def dates_in(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Return the numbers of the dates that stand in some words."""
        return _inside(self.dates, spans, lambda d: d.span)


def _inside(found: Sequence[T], spans: Sequence[Span], at: Callable[[T], Span]) -> tuple[int, ...]:
    near = {n for s in spans for n in starting_between(found, s.start, s.end, lambda item: at(item).start)}
    return tuple(n for n in sorted(near) if any(s.contains(at(found[n])) for s in spans))


def taken(claims: Sequence[Claim]) -> list[Span]:
    """Return the words that claims attribute to somebody, and those that report them, in text order."""
    return sorted({span for c in claims for span in (*c.spans, *((c.cue,) if c.cue else ()))})
