"""A document as it is compared: what its claims state and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimgraph.compare.origins import origins
from claimgraph.compare.roots import Member
from claimgraph.compare.side import Side, sides
from claimgraph.page import Page


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's key, a hash of all that it was made from, its claims with their origin and what they state."""

    document: str
    made: str
    members: Sequence[Member]
    sides: Sequence[Side]


def paper(page: Page, made: str) -> Paper:
    """Return a document as it is compared; `made` is a hash of all that it was made from."""
    return Paper(page.key, made, origins(page), list(sides(page)))
