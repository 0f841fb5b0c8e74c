"""What a write has changed, in numbers and examples, by looking at no more quads than it can have changed."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from claimgraph.server.touched import GraphName, Touched, has_blank

SAMPLE = 20
MOST = 200_000
"""Quads of graphs that are counted for a write; where they have more, it is as quick to count the whole store."""


class Count:
    """How many more quads a store has than before, of those that a write can change."""

    def __init__(self, store: ox.Store, touched: Touched) -> None:
        self._store, self._touched = store, touched
        self._ground = [quad for quad in touched.quads or () if not has_blank_quad(quad)]
        self._before = self._held()

    def _held(self) -> int | None:
        """Return how many there are, None for too many to count."""
        if self._touched.quads is not None:
            return sum(quad in self._store for quad in self._ground)
        if self._touched.graphs is None:
            return None
        total = 0
        for graph in self._touched.graphs:
            total += size_of(self._store, graph, MOST + 1 - total)
            if total > MOST:
                return None
        return total

    def change(self) -> int | None:
        """Return the difference, None where it isn't known without counting the store."""
        after = self._held() if self._before is not None else None
        new = len(self._touched.quads or ()) - len(self._ground)
        return None if after is None or self._before is None else after - self._before + new


def has_blank_quad(quad: ox.Quad) -> bool:
    """Tell whether a quad has a blank node."""
    return any(map(has_blank, quad))


def size_of(store: ox.Store, graph: GraphName, most: int) -> int:
    """Return how many quads a graph has, counted up to a number."""
    pattern = "?s ?p ?o" if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ ?s ?p ?o }}"
    found = store.query(f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {pattern} }} LIMIT {most} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return int(next(found)["n"].value)


def preview(old: ox.Store, new: ox.Store, touched: Touched) -> dict[str, Any]:
    """Return how many quads were added and removed, and the first of each."""
    added, removed = Tally(), Tally()
    if touched.quads is not None:
        for quad in touched.quads:
            before = quad in old
            after = has_blank_quad(quad) or quad in new
            if before != after:
                (added if after else removed).take(quad)
    else:
        for graph in [None] if touched.graphs is None else sorted(touched.graphs, key=str):
            compare(old, new, graph, (added, removed))
    return {"added": added.told(), "removed": removed.told()}


class Tally:
    """A number of quads and the first of them."""

    def __init__(self) -> None:
        self._count = 0
        self._first: list[ox.Quad] = []

    def take(self, quad: ox.Quad) -> None:
        """Count a quad."""
        self._count += 1
        if len(self._first) < SAMPLE:
            self._first.append(quad)

    def told(self) -> dict[str, Any]:
        """Return the number, and the first quads as N-Quads."""
        return {"count": self._count, "sample": [f"{quad} ." for quad in self._first]}


def compare(old: ox.Store, new: ox.Store, graph: GraphName | None, tallies: tuple[Tally, Tally]) -> None:
    """Tell what two stores hold differently, in one graph or, for None, in all of them.

    Both yield quads in the order of the same keys, so two of them that differ at one place stand for what only
    one store has: a quad that the other store lacks.
    """
    added, removed = tallies
    before, after = (store.quads_for_pattern(None, None, None, graph) for store in (old, new))
    a, b = next(before, None), next(after, None)
    while a is not None or b is not None:
        if a == b:
            a, b = next(before, None), next(after, None)
        elif a is not None and a not in new:
            removed.take(a)
            a = next(before, None)
        else:
            assert b is not None
            added.take(b)
            b = next(after, None)
