"""Counts with the measure that the encoder read, where no rule gave one or the encoder is sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from claimgraph.extract.counting.quantity import Figure
from claimgraph.model import Measure, Quantity

if TYPE_CHECKING:
    from claimgraph.encoder.reading import Count

UNTOLD: Measure = "other"
SURE = 0.8
"""Probability from which the encoder's measure counts more than that of the rules: so high that no language of gold/dev
loses by it."""


def _is_sure(count: Count) -> bool:
    return count.measure != UNTOLD and count.chance >= SURE


def _gives_way(figure: Figure, read: Count) -> bool:
    return not figure.named and (figure.quantity.measure == UNTOLD or _is_sure(read))


def measured(figures: Iterable[Figure], counts: Sequence[Count]) -> Iterator[Quantity]:
    """Yield the counts among the figures; both arguments are in text order.

    A figure that the words around it say nothing of is a count where the encoder tells what of; what a noun says of
    itself stays: the encoder reads `60 beaten` as dead where others died.
    """
    near = 0
    for figure in figures:
        quantity = figure.quantity
        while near < len(counts) and counts[near].span.end <= quantity.span.start:
            near += 1
        read = counts[near] if near < len(counts) and counts[near].span.overlaps(quantity.span) else None
        if read is not None and read.measure != UNTOLD and _gives_way(figure, read):
            yield replace(quantity, measure=cast(Measure, read.measure))
        elif figure.told:
            yield quantity
