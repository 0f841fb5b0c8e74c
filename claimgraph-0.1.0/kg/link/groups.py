"""Numbers put into groups, each known by its least number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key", int, str)

MUCH_OFTENER = 5
"""In so many times the documents of all others together one must be named to own a short name."""


class Groups:
    """Numbers that belong together."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """Return the least number of a group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, left: int, right: int) -> None:
        """Make the groups of two numbers one."""
        low, high = sorted((self.root(left), self.root(right)))
        self._parent[high] = low

    def all(self) -> list[list[int]]:
        """Return the groups, each sorted."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            groups.setdefault(self.root(number), []).append(number)
        return list(groups.values())


def owner(borne: Mapping[Key, int]) -> Key | None:
    """Return the only one, or the one who is named much oftener than all others.

    >>> owner({"theresa-may": 20, "brian-may": 2}), owner({"theresa-may": 2, "brian-may": 2})
    ('theresa-may', None)
    """
    ranked = sorted(borne.items(), key=lambda item: (-item[1], item[0]))
    others = sum(times for _, times in ranked[1:])
    return ranked[0][0] if ranked and ranked[0][1] >= MUCH_OFTENER * others else None
