"""Where the nodes of a network are drawn: forces for the strongest, the others beside their strongest neighbour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import networkx as nx

SEED = 20220110
"""Any fixed number: the same graph always gets the same communities and places."""
CORE = 400
"""Nodes whose places are computed by forces; the others are put beside their strongest neighbour."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Place = tuple[float, float]


def lay_out(graph: nx.Graph[str]) -> dict[str, Place]:
    """Return the place of each node, rounded so that it reads the same everywhere."""
    ranked = sorted(graph, key=lambda iri: (-graph.degree(iri, weight="weight"), iri))
    places = pack([spread(graph, group) for group in parts(graph, ranked[:CORE])])
    for number, iri in enumerate(ranked[CORE:]):
        places[iri] = beside(iri, number, graph, places)
    return {iri: (round(x, 4), round(y, 4)) for iri, (x, y) in places.items()}


def parts(graph: nx.Graph[str], nodes: Iterable[str]) -> list[list[str]]:
    """Return the connected parts of the graph of some nodes, the largest first."""
    groups = [sorted(group) for group in nx.connected_components(graph.subgraph(nodes))]
    return sorted(groups, key=lambda group: (-len(group), group))


def spread(graph: nx.Graph[str], group: Sequence[str]) -> dict[str, Place]:
    """Return places for a connected part, in a circle around the origin whose area grows with its nodes."""
    inner: nx.Graph[str] = nx.Graph()
    inner.add_nodes_from(group)
    inner.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(group).edges))
    raw = nx.spring_layout(inner, seed=SEED, iterations=150, method="force", scale=math.sqrt(len(group)))
    return {iri: (float(x), float(y)) for iri, (x, y) in raw.items()}


def pack(groups: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Return the places of parts put side by side: each goes to the free spot nearest to the middle on a spiral."""
    circles: list[tuple[float, float, float]] = []
    places: dict[str, Place] = {}
    for group in groups:
        radius = math.sqrt(len(group)) + 0.6
        x, y = free_spot(radius, circles)
        circles.append((x, y, radius))
        places |= {iri: (x + dx, y + dy) for iri, (dx, dy) in group.items()}
    extent = max((max(abs(x), abs(y)) for x, y in places.values()), default=0) or 1
    return {iri: (x / extent, y / extent) for iri, (x, y) in places.items()}


def free_spot(radius: float, circles: Sequence[tuple[float, float, float]]) -> Place:
    """Return the first point of a spiral where a circle overlaps no other."""
    for step in count():
        distance, angle = 0.1 * step, 0.3 * step
        x, y = distance * math.cos(angle), distance * math.sin(angle)
        if all(math.hypot(x - a, y - b) >= radius + other for a, b, other in circles):
            return x, y
    raise AssertionError("a spiral has no end")


def beside(iri: str, number: int, graph: nx.Graph[str], places: Mapping[str, Place]) -> Place:
    """Return a place next to the strongest neighbour that has one, else on the rim."""
    angle = number * GOLDEN_ANGLE
    placed = [(-graph.edges[iri, other]["weight"], other) for other in graph[iri] if other in places]
    if not placed:
        return math.cos(angle), math.sin(angle)
    x, y = places[min(placed)[1]]
    return x + 0.04 * math.cos(angle), y + 0.04 * math.sin(angle)
