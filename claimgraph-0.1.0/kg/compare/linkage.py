"""Groups of claims that state the same, from how surely pairs of them do: average linkage over a sparse graph.

Source of the method: Sokal and Michener 1958 (UPGMA); pairs of which nothing is known count as not the same, so that a
chain of likenesses makes no group.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

LEAST = 0.5
"""Mean certainty between all members of two groups from which they are one."""

Graph = Mapping[str, Mapping[str, float]]
"""Claim to claim to how surely both state the same, both ways."""


def groups(graph: Graph) -> list[tuple[str, ...]]:
    """Return the groups of more than one claim, all of them sorted; of equal pairs the first by name is joined.

    >>> groups({"a": {"b": 0.9}, "b": {"a": 0.9, "c": 0.6}, "c": {"b": 0.6}})
    [('a', 'b')]
    """
    members = {claim: [claim] for claim in graph}
    sums = {claim: dict(others) for claim, others in graph.items()}
    queue = [(-weight, a, b, 1, 1) for a, others in sums.items() for b, weight in others.items() if a < b]
    heapify(queue)
    while queue:
        mean, a, b, size_a, size_b = heappop(queue)
        if -mean < LEAST:
            break
        if (len(members.get(a, ())), len(members.get(b, ()))) == (size_a, size_b):
            _join(a, b, members, sums)
            for other, total in sums[a].items():
                first, second = sorted((a, other))
                sizes = len(members[first]), len(members[second])
                heappush(queue, (-total / (sizes[0] * sizes[1]), first, second, *sizes))
    return sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1)


def _join(a: str, b: str, members: dict[str, list[str]], sums: dict[str, dict[str, float]]) -> None:
    """Put group b into group a; `sums` are the totals of certainty between groups."""
    members[a] += members.pop(b)
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
