"""A text cut into pieces that each lie wholly inside or outside of every mark on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimgraph.evaluate import claims, names, quantities
from claimgraph.evaluate.figures import Mistake
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rules import rules
from claimgraph.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that lies on words: CSS classes, and what to tell of it; `anchor` is where a link leads."""

    span: Span
    style: str
    label: str = ""
    anchor: str = ""


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Span, tuple[Mark, ...]]]:
    """Yield consecutive spans with the marks on them; together they are the whole text."""
    opening, closing = dict[int, list[Mark]](), dict[int, list[Mark]]()
    for mark in marks:
        if 0 <= mark.span.start < mark.span.end <= len(text):
            opening.setdefault(mark.span.start, []).append(mark)
            closing.setdefault(mark.span.end, []).append(mark)
    active, start = list[Mark](), 0
    for place in sorted({*opening, *closing, len(text)}):
        if place > start:
            yield Span(start, place), tuple(active)
            start = place
        for mark in closing.get(place, ()):
            active.remove(mark)
        active += opening.get(place, ())


def of_text(text: Text, side: str) -> Iterator[Mark]:
    """Yield marks on all that counts on one side of the comparison (`g` gold, `f` found)."""
    for name in text.names:
        if name.named and not name.neutral and name.type in rules().types:
            yield Mark(name.span, f"{side}-{names.PART}")
    for claim in text.claims:
        if not claim.neutral:
            yield from (Mark(span, f"{side}-{claims.PART}") for span in claim.spans)
            yield from (Mark(span, f"{side}-{claims.PART}-speaker") for span in claim.speaker)
    for quantity in text.quantities:
        if not quantity.neutral:
            yield Mark(quantity.span, f"{side}-{quantities.PART}")


def of_mistake(mistake: Mistake, anchor: str) -> Iterator[Mark]:
    """Yield marks on the words of both sides of a mistake; the first one is where links lead."""
    sides = [("gold", mistake.expected, bool(mistake.gold)), ("found", mistake.got, bool(mistake.found))]
    told = "; ".join(f"{side}: {label}" if given else f"{side}: –" for side, label, given in sides)
    label = f"{mistake.part}, {mistake.kind}. {told}"
    spans = sorted({*mistake.gold, *mistake.found})
    for number, span in enumerate(spans):
        yield Mark(span, f"k-{mistake.part}-{mistake.kind}", label, "" if number else anchor)
