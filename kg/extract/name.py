"""A name found in a text, before it is known whom it denotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimgraph.model import Kind


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Words `text[start:end]` that are a name, the method that found them and the known entities of that name."""

    start: int
    end: int
    kind: Kind
    method: str
    lang: str
    keys: tuple[str, ...] = ()

    def overlaps(self, other: Name) -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end


def longest(names: Iterable[Name]) -> list[Name]:
    """Return the longest names that don't overlap, in text order; of equal ones the first given."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: name.start - name.end):
        if not any(name.overlaps(other) for other in kept):
            kept.append(name)
    return sorted(kept)
