"""Numbers put into groups, each known by its least number."""

from __future__ import annotations


class Groups:
    """Numbers that belong together."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, left: int, right: int) -> None:
        """Make the groups of two numbers one."""
        low, high = sorted((self._root(left), self._root(right)))
        self._parent[high] = low

    def all(self) -> list[list[int]]:
        """Return the groups, each sorted."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            groups.setdefault(self._root(number), []).append(number)
        return list(groups.values())
