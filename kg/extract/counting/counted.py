"""Counts with the measure that the encoder read, where no rule gave one or the encoder is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from claimgraph.model import Measure, Quantity

if TYPE_CHECKING:
    from claimgraph.encoder.reading import Count

UNTOLD: Measure = "other"
SURE = 0.98
"""Probability from which the encoder's measure counts more than that of the rules: so high that no language of gold/dev
loses by it."""


def _is_sure(count: Count) -> bool:
    return count.measure != UNTOLD and count.chance >= SURE


def measured(quantities: Sequence[Quantity], counts: Sequence[Count]) -> Iterator[Quantity]:
    """Yield the quantities; both arguments are in text order."""
    near = 0
    for quantity in quantities:
        while near < len(counts) and counts[near].span.end <= quantity.span.start:
            near += 1
        same = near < len(counts) and counts[near].span.overlaps(quantity.span)
        if same and (quantity.measure == UNTOLD or _is_sure(counts[near])):
            yield replace(quantity, measure=cast(Measure, counts[near].measure))
        else:
            yield quantity
