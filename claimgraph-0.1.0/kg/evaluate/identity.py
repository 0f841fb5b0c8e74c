"""Marked names brought together with the mentions that a system found, to compare whom they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from claimgraph.evaluate.pairs import meeting, paired
from claimgraph.evaluate.record import Name, Text
from claimgraph.evaluate.rules import rules

UNTYPED: Final = ("?", "")


class Met(NamedTuple):
    """A name of the gold and the mention that has most of its words."""

    gold: Name
    found: Name | None


def met(gold: Text, found: Text) -> Iterator[Met]:
    """Yield the names of the gold that count, each with its mention: the same span first, then the larger overlap."""
    wanted = [name for name in gold.names if not name.neutral]
    meetings = meeting([name.span for name in wanted], [name.span for name in found.names])
    order = sorted((*_rank(wanted[i], found.names[j], common), i, j) for i, j, common in meetings)
    for left, right in paired(wanted, found.names, ((i, j) for *_, i, j in order)):
        if left is not None:
            yield Met(left, right)


def _rank(left: Name, right: Name, common: int) -> tuple[bool, bool, float]:
    longer = max(left.span.end - left.span.start, right.span.end - right.span.start)
    return left.span != right.span, not right.named, -common / longer


def is_main(name: Name) -> bool:
    """Tell whether a name is of the types that are compared; gold for linking may leave the type open."""
    return name.type in rules().types or name.type in UNTYPED
