"""Two lists of spans brought together one to one, in time that grows with their lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from claimgraph.evaluate.record import shared
from claimgraph.model import Span

Left = TypeVar("Left")
Right = TypeVar("Right")


def covered(spans: Iterable[Span]) -> set[int]:
    """Return the places of all characters of some spans."""
    return {place for span in spans for place in range(span.start, span.end)}


def touches(span: Span, places: set[int]) -> bool:
    """Tell whether a span has a character at any of some places."""
    return any(place in places for place in range(span.start, span.end))


def meeting(left: Sequence[Span], right: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers of each two spans that share characters, and how many they share.

    >>> list(meeting([Span(0, 4)], [Span(4, 6), Span(2, 5)]))
    [(0, 1, 2)]
    """
    order = sorted(range(len(right)), key=lambda j: right[j])
    open_, waiting = list[int](), 0
    for i in sorted(range(len(left)), key=lambda i: left[i]):
        while waiting < len(order) and right[order[waiting]].start < left[i].end:
            open_.append(order[waiting])
            waiting += 1
        # What ends before this one starts can't meet a later one either: these start no earlier.
        open_ = [j for j in open_ if right[j].end > left[i].start]
        yield from ((i, j, common) for j in open_ if (common := shared(left[i], right[j])))


def paired(
    left: Sequence[Left], right: Sequence[Right], order: Iterable[tuple[int, int]]
) -> list[tuple[Left | None, Right | None]]:
    """Return pairs by the first of the given numbers that are both free; what has no partner stands alone."""
    partner, taken = dict[int, int](), set[int]()
    for i, j in order:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs: list[tuple[Left | None, Right | None]] = [
        (item, right[partner[i]] if i in partner else None) for i, item in enumerate(left)
    ]
    return pairs + [(None, item) for j, item in enumerate(right) if j not in taken]
