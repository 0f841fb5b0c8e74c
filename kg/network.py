"""The actor network of a claim graph: who speaks about whom, to whom and through whom, with the claims behind each tie.

Built from rows that a query gave; every tie carries the IRIs of its claims. Order of rows does not matter.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
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
    """A claim as the network sees it; `spans` are code-point offsets into its document."""

    claim: str
    document: str
    speaker: str | None
    spans: tuple[tuple[int, int], ...]
    addressees: tuple[str, ...] = ()
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words of a document that denote an entity."""

    document: str
    start: int
    end: int
    entity: str


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


def find_ties(
    utterances: Iterable[Utterance], occurrences: Iterable[Occurrence], together: bool = False
) -> tuple[Tie, ...]:
    """Return the ties of some claims: to whoever is named in them, to addressees and to sources in between.

    An entity is named in a claim when words that denote it lie within one of the claim's spans. With `together`
    also entities named in one claim are tied, for example by the narrator.
    """
    named = Index(occurrences)
    claims: dict[tuple[str, str, TieKind], set[str]] = defaultdict(set)
    for utterance in utterances:
        about = sorted(named.within(utterance) - {utterance.speaker})
        if utterance.speaker is not None:
            targets: tuple[tuple[TieKind, Sequence[str]], ...] = (
                ("about", about), ("addressee", utterance.addressees), ("via", utterance.via),
            )  # fmt: skip
            for kind, others in targets:
                for other in set(others) - {utterance.speaker}:
                    claims[utterance.speaker, other, kind].add(utterance.claim)
        if together:
            for first, second in combinations(about, 2):
                claims[first, second, "together"].add(utterance.claim)
    return tuple(Tie(*ends, tuple(sorted(claims[ends]))) for ends in sorted(claims))


class Index:
    """Occurrences by document, in text order."""

    def __init__(self, occurrences: Iterable[Occurrence]) -> None:
        self._by_document: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for found in occurrences:
            self._by_document[found.document].append((found.start, found.end, found.entity))
        for entries in self._by_document.values():
            entries.sort()

    def within(self, utterance: Utterance) -> set[str]:
        """Return the entities named within the words of a claim."""
        entries = self._by_document.get(utterance.document, [])
        found = set()
        for start, end in utterance.spans:
            for begin, stop, entity in entries[bisect_left(entries, (start, 0, "")) :]:
                if begin >= end:
                    break
                if stop <= end:
                    found.add(entity)
        return found


def measure(ties: Iterable[Tie], actors: Mapping[str, Actor]) -> Network:
    """Return the network of some ties with measures, communities and places.

    Betweenness is Brandes', communities are Louvain's, places are Fruchterman and Reingold's, as networkx has them,
    all with a fixed seed over nodes in a fixed order.
    """
    known = tuple(sorted((t for t in ties if t.source in actors and t.target in actors), key=_ends))
    simple = flatten(known)
    count = simple.number_of_nodes()
    between = nx.betweenness_centrality(simple, k=min(count, PIVOTS) if count > CORE else None, seed=SEED)
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
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=SEED)]
    groups.sort(key=lambda group: (-len(group), group))
    return {iri: number for number, group in enumerate(groups) for iri in group}


def lay_out(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return the place of each node, rounded so that it reads the same everywhere."""
    ranked = sorted(graph, key=lambda iri: (-graph.degree(iri, weight="weight"), iri))
    core = graph.subgraph(ranked[:CORE])
    inner: nx.Graph[str] = nx.Graph()
    inner.add_nodes_from(sorted(core))
    inner.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in core.edges))
    raw = nx.spring_layout(inner, seed=SEED, iterations=100, method="force") if inner else {}
    places = {iri: (float(x), float(y)) for iri, (x, y) in raw.items()}
    for number, iri in enumerate(ranked[CORE:]):
        places[iri] = beside(iri, number, graph, places)
    return {iri: (round(x, 4), round(y, 4)) for iri, (x, y) in places.items()}


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
