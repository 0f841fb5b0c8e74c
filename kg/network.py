"""The actor network of a claim graph: who speaks about whom, to whom and through whom, with the claims behind each tie.

Built from rows that a query gave; every tie carries the IRIs of its claims. Order of rows does not matter.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count
from typing import Literal

import networkx as nx

TieKind = Literal["about", "addressee", "via", "together"]
KINDS: tuple[TieKind, ...] = ("about", "addressee", "via", "together")

SEED = 20220110
"""Any fixed number: the same graph always gets the same communities and places."""
CORE = 400
"""Nodes whose places are computed by forces; the others are put beside their strongest neighbour."""
PIVOTS = 200
"""Nodes from which betweenness is measured in larger graphs (Brandes and Pich 2007, doi:10.1142/S0218127407018403)."""
NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that XML 1.0 can't hold (section 2.2)."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity that can be a node."""

    iri: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A claim as the network sees it: who speaks, who is named, who is addressed, through whom it came."""

    claim: str
    speaker: str | None = None
    about: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A directed, typed edge with the claims it rests on; "together" (two entities in one claim) has no direction."""

    source: str
    target: str
    kind: TieKind
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor with its measures; `weight` counts claims over all its ties, x and y lie within [-1, 1]."""

    actor: Actor
    degree: int
    weight: int
    betweenness: float
    community: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in falling order of weight, ties in order of their ends."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]

    def top(self, count: int, kinds: Iterable[TieKind] = KINDS) -> Network:
        """Return the nodes with the most claims and the ties of some kinds among them, measures unchanged."""
        nodes = self.nodes[:count]
        return Network(nodes, self._ties_among({node.actor.iri for node in nodes}, frozenset(kinds)))

    def around(self, iri: str, kinds: Iterable[TieKind] = KINDS) -> Network:
        """Return one node, its neighbours and all ties of some kinds among them."""
        wanted = frozenset(kinds)
        near = {iri}
        for tie in self.ties:
            if tie.kind in wanted and iri in (tie.source, tie.target):
                near |= {tie.source, tie.target}
        nodes = tuple(node for node in self.nodes if node.actor.iri in near)
        return Network(nodes, self._ties_among(near, wanted))

    def _ties_among(self, iris: set[str], kinds: frozenset[TieKind]) -> tuple[Tie, ...]:
        return tuple(t for t in self.ties if t.kind in kinds and t.source in iris and t.target in iris)


def utterances(rows: Iterable[Mapping[str, str]]) -> tuple[Utterance, ...]:
    """Return the claims of rows with `claim`, `speaker` (may lack), `tie` and `other`, one row for each tie."""
    speakers: dict[str, str | None] = {}
    others: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        speakers[row["claim"]] = row.get("speaker")
        others[row["claim"], row["tie"]].add(row["other"])
    return tuple(
        Utterance(claim, speakers[claim], *(tuple(sorted(others[claim, tie])) for tie in KINDS[:3]))
        for claim in sorted(speakers)
    )


def find_ties(claims: Iterable[Utterance], together: bool = False) -> tuple[Tie, ...]:
    """Return the ties of some claims: to whoever is named in them, to addressees and to sources in between.

    With `together` also those named in one claim are tied to each other, whoever speaks.
    """
    behind: dict[tuple[str, str, TieKind], set[str]] = defaultdict(set)
    for said in claims:
        for source, target, kind in ends(said, together):
            behind[source, target, kind].add(said.claim)
    return tuple(Tie(*key, tuple(sorted(behind[key]))) for key in sorted(behind))


def ends(said: Utterance, together: bool) -> Iterator[tuple[str, str, TieKind]]:
    """Yield the ties that one claim gives reason for; nobody is tied to himself."""
    groups: tuple[tuple[TieKind, tuple[str, ...]], ...] = (
        ("about", said.about), ("addressee", said.addressee), ("via", said.via),
    )  # fmt: skip
    for kind, others in groups:
        yield from ((said.speaker, other, kind) for other in others if said.speaker not in (None, other))
    if together:
        named = sorted({*said.about} - {said.speaker})
        yield from ((first, second, "together") for first, second in combinations(named, 2))


def measure(ties: Iterable[Tie], actors: Mapping[str, Actor]) -> Network:
    """Return the network of some ties with measures, communities and places.

    Betweenness is Brandes', communities are Louvain's, places are Fruchterman and Reingold's, as networkx has them,
    all with a fixed seed over nodes in a fixed order.
    """
    known = tuple(sorted((t for t in ties if t.source in actors and t.target in actors), key=_ends))
    simple = flatten(known)
    between = nx.betweenness_centrality(simple, k=PIVOTS if len(simple) > CORE else None, seed=SEED)
    community, places = communities(simple), lay_out(simple)
    nodes = [
        Node(
            actor=actors[iri],
            degree=simple.degree(iri),
            weight=round(simple.degree(iri, weight="weight")),
            betweenness=round(between[iri], 6),
            community=community[iri],
            x=places[iri][0],
            y=places[iri][1],
        )
        for iri in simple
    ]
    return Network(tuple(sorted(nodes, key=lambda node: (-node.weight, node.actor.iri))), known)


def _ends(tie: Tie) -> tuple[str, str, str]:
    return tie.source, tie.target, tie.kind


def flatten(ties: Sequence[Tie]) -> nx.Graph[str]:
    """Return the undirected graph of the ties; the weight of an edge is its number of claims, each counted once."""
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in ties:
        claims[min(tie.source, tie.target), max(tie.source, tie.target)].update(tie.claims)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({iri for pair in claims for iri in pair}))
    for first, second in sorted(claims):
        graph.add_edge(first, second, weight=len(claims[first, second]))
    return graph


def communities(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the number of each node's community; 0 is the largest."""
    if not graph:
        return {}
    # Numbers instead of names: sets of names come in another order in each process.
    names = list(graph)
    number_of = {name: number for number, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    for first, second in graph.edges:
        numbered.add_edge(number_of[first], number_of[second], weight=graph.edges[first, second]["weight"])
    found = nx.community.louvain_communities(numbered, seed=SEED)
    groups = [sorted(names[number] for number in group) for group in found]
    groups.sort(key=lambda group: (-len(group), group))
    return {iri: number for number, group in enumerate(groups) for iri in group}


def lay_out(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
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


def spread(graph: nx.Graph[str], group: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return places for a connected part, in a circle around the origin whose area grows with its nodes."""
    inner: nx.Graph[str] = nx.Graph()
    inner.add_nodes_from(group)
    inner.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(group).edges))
    raw = nx.spring_layout(inner, seed=SEED, iterations=150, method="force", scale=math.sqrt(len(group)))
    return {iri: (float(x), float(y)) for iri, (x, y) in raw.items()}


def pack(groups: Sequence[Mapping[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """Return the places of parts put side by side: each goes to the free spot nearest to the middle on a spiral."""
    circles: list[tuple[float, float, float]] = []
    places: dict[str, tuple[float, float]] = {}
    for group in groups:
        radius = math.sqrt(len(group)) + 0.6
        x, y = free_spot(radius, circles)
        circles.append((x, y, radius))
        places |= {iri: (x + dx, y + dy) for iri, (dx, dy) in group.items()}
    extent = max((max(abs(x), abs(y)) for x, y in places.values()), default=0) or 1
    return {iri: (x / extent, y / extent) for iri, (x, y) in places.items()}


def free_spot(radius: float, circles: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Return the first point of a spiral where a circle overlaps no other."""
    for step in count():
        distance, angle = 0.1 * step, 0.3 * step
        x, y = distance * math.cos(angle), distance * math.sin(angle)
        if all(math.hypot(x - a, y - b) >= radius + other for a, b, other in circles):
            return x, y
    raise AssertionError("a spiral has no end")


def beside(
    iri: str, number: int, graph: nx.Graph[str], places: Mapping[str, tuple[float, float]]
) -> tuple[float, float]:
    """Return a place next to the strongest neighbour that has one, else on the rim."""
    angle = number * GOLDEN_ANGLE
    placed = [(-graph.edges[iri, other]["weight"], other) for other in graph[iri] if other in places]
    if not placed:
        return math.cos(angle), math.sin(angle)
    x, y = places[min(placed)[1]]
    return x + 0.04 * math.cos(angle), y + 0.04 * math.sin(angle)


def to_networkx(network: Network) -> nx.MultiDiGraph[str]:
    """Return the network for the writers of networkx; claims are joined by spaces, IRIs hold none."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        label = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", node.actor.label)
        graph.add_node(
            node.actor.iri, label=label, kind=node.actor.kind, degree=node.degree, weight=node.weight,
            betweenness=node.betweenness, community=node.community, x=node.x, y=node.y,
        )  # fmt: skip
    for number, tie in enumerate(network.ties):
        graph.add_edge(
            tie.source, tie.target, key=number, id=number, kind=tie.kind, weight=len(tie.claims),
            claims=" ".join(tie.claims),
        )  # fmt: skip
    return graph
