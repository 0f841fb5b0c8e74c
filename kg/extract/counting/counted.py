"""Counts to which no rule gave a measure, with the measure that the encoder read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from claimgraph.model import Measure, Quantity

if TYPE_CHECKING:
    from claimgraph.encoder.reading import Count

UNTOLD: Measure = "other"


def measured(quantities: Sequence[Quantity], counts: Sequence[Count]) -> Iterator[Quantity]:
    """Yield the quantities; both arguments are in text order."""
    near = 0
    for quantity in quantities:
        while near < len(counts) and counts[near].span.end <= quantity.span.start:
            near += 1
        same = near < len(counts) and counts[near].span.overlaps(quantity.span)
        if same and quantity.measure == UNTOLD:
            yield replace(quantity, measure=cast(Measure, counts[near].measure))
        else:
            yield quantity
