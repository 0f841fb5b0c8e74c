"""Which sides are put beside which: those that share a block and stand near in it by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from claimgraph.compare.side import Side, is_country
from claimgraph.compare.sketch import Rows
from claimgraph.compare.traits import APART

WINDOW = 256
"""Places in a block, which is sorted by date, over which sides are compared."""
COUNTED = 24
"""Places over which counts of one measure are compared whatever the words."""
SHOWN = 64
"""Places over which sides are compared that show traits of one class: other words for one dispute are less alike."""
CLASSES = frozenset({"cause", "act", "state", "part", "clock", "score", "side", "spot"})
"""Classes of traits on which reports differ."""
DEEDS = {
    "ShootOrder": "force", "UseForce": "force", "Resign": "office", "Dismiss": "office", "HoldOffice": "office",
    "RequestHelp": "help",
}  # fmt: skip
"""Types of events of which rules know pairs that don't go together, however unlike the words."""
LEAST = {"count": -1e9, "deed": -1e9, "shows": 100.0}
"""Product of two sketches from which sides of a block of some kind are looked at closely."""
ALIKE = 350.0
"""The same for all other blocks; of the relations in gold/pairs/train and dev that ask for likeness 1 in 20 is lost."""
NAMED = 3
"""Entities by which a side is found, of those in its words."""

Numbers = NDArray[np.int64]


def blocks(side: Side) -> Iterator[str]:
    """Yield the blocks of a side: where it plays, what happens, what is counted, who speaks and who is named."""
    yield f"in {side.country}"
    yield from (f"event {event} {side.country}" for event in side.events[:2])
    yield from sorted({f"count {f.measure} {side.country}" for f in side.figures if f.measure != "other"})
    yield from sorted({f"shows {kind} {side.country}" for trait in side.traits if (kind := _class(trait)) in CLASSES})
    yield from sorted({f"deed {DEEDS[event]} {side.country}" for event in side.events if event in DEEDS})
    if side.speaker:
        yield f"said {side.speaker}"
    named = [entity for entity in side.entities if not is_country(entity) and entity != side.speaker]
    yield from (f"named {entity}" for entity in named[:NAMED])


def window(block: str) -> int:
    """Return over how many places of a block sides are compared."""
    return {"count": COUNTED, "deed": SHOWN, "shows": SHOWN}.get(_kind(block), WINDOW)


def _kind(block: str) -> str:
    return block.partition(" ")[0]


def _class(trait: str) -> str:
    return trait.lstrip("+-").partition(APART)[0]


def new_pairs(block: str, places: Numbers, sketches: Rows) -> Iterator[Numbers]:
    """Yield the pairs of a stretch of a block that are near now, were not before, and are worth a closer look.

    They come in lots: a row of the places of the first ones, and one of those of the second ones. `places` are where
    the sides stood before, negative for new ones.
    """
    most, count = window(block), len(places)
    for start in range(0, count, most):
        rows = np.arange(start, min(start + most, count))
        columns = np.arange(start, min(start + 2 * most, count))
        gaps = columns[None, :] - rows[:, None]
        near = (gaps > 0) & (gaps <= most)
        known = (places[rows] >= 0)[:, None] & (places[columns] >= 0)[None, :]
        near &= ~(known & (np.abs(places[columns][None, :] - places[rows][:, None]) <= most))
        if near.any():
            near &= sketches[rows] @ sketches[columns].T >= LEAST.get(_kind(block), ALIKE)
            found = np.stack(np.nonzero(near)) + start
            if found.size:
                yield found


def zones(changed: Sequence[int], size: int, most: int) -> list[tuple[int, int]]:
    """Return the stretches of a block of some size in which pairs may have changed: up to `most` places around each."""
    found: list[tuple[int, int]] = []
    for place in changed:
        low, high = max(0, place - most), min(size, place + most + 1)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found
