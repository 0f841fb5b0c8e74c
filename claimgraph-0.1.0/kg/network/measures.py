"""Measures of the nodes of a network: degree, weight, betweenness, PageRank, communities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from claimgraph.network.layout import SEED, lay_out
from claimgraph.network.model import Actor, Edge, Evidence, Network, Node, Publication, edge_types

EXACT = 400
"""Nodes up to which betweenness is measured from every node."""
PIVOTS = 100
"""Nodes from which it is measured in larger networks (Brandes and Pich 2007, doi:10.1142/S0218127407018403)."""
DAMPING = 0.85
"""Probability to follow an edge (Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X)."""
ROUNDS, PRECISION = 100, 1e-9


def measure(
    edges: Iterable[Edge],
    actors: Mapping[str, Actor],
    evidence: Mapping[str, Evidence] | None = None,
    publications: Mapping[str, Publication] | None = None,
) -> Network:
    """Return the network of the edges between known actors, with measures, communities and places.

    Edges that only say that one claim names both ends count for weight and degree, but not for betweenness, PageRank,
    communities and places: else a claim with many names would outweigh all that anybody says.
    """
    known = tuple(sorted((e for e in edges if e.source in actors and e.target in actors), key=lambda edge: edge.key))
    whole = flatten(known)
    directed = [edge for edge in known if not edge_types()[edge.type].undirected]
    simple = flatten(directed, whole)
    between = nx.betweenness_centrality(simple, k=PIVOTS if len(simple) > EXACT else None, seed=SEED)
    rank, community, places = page_rank(directed, list(whole)), communities(simple), lay_out(simple)
    nodes = [
        Node(
            actor=actors[iri],
            degree=whole.degree(iri),
            weight=round(whole.degree(iri, weight="weight")),
            betweenness=round(between[iri], 6),
            pagerank=round(rank[iri], 6),
            community=community[iri],
            x=places[iri][0],
            y=places[iri][1],
        )
        for iri in whole
    ]
    ranked = tuple(sorted(nodes, key=lambda node: (-node.weight, node.actor.iri)))
    return Network(ranked, known, *_used(known, evidence or {}, publications or {}))


def _used(
    edges: Iterable[Edge], evidence: Mapping[str, Evidence], publications: Mapping[str, Publication]
) -> tuple[dict[str, Evidence], dict[str, Publication]]:
    """Return the evidence that edges rest on and the documents that hold it, by IRI in order."""
    needed = sorted({iri for edge in edges for iri in edge.evidence} & evidence.keys())
    documents = sorted({evidence[iri].document for iri in needed} & publications.keys())
    return {iri: evidence[iri] for iri in needed}, {iri: publications[iri] for iri in documents}


def flatten(edges: Sequence[Edge], among: Iterable[str] = ()) -> nx.Graph[str]:
    """Return the undirected graph of the edges and some more nodes; evidence between two nodes weighs once."""
    behind: dict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in edges:
        behind[min(edge.source, edge.target), max(edge.source, edge.target)].update(edge.evidence)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({*among, *(iri for pair in behind for iri in pair)}))
    for first, second in sorted(behind):
        graph.add_edge(first, second, weight=len(behind[first, second]))
    return graph


def page_rank(edges: Iterable[Edge], nodes: Sequence[str]) -> dict[str, float]:
    """Return the PageRank of nodes over directed, weighted edges; who has no edge out passes to all alike."""
    out: dict[str, dict[str, int]] = {iri: {} for iri in nodes}
    for edge in edges:
        out[edge.source][edge.target] = out[edge.source].get(edge.target, 0) + edge.weight
    total = {iri: sum(targets.values()) for iri, targets in out.items()}
    rank = dict.fromkeys(nodes, 1 / max(1, len(nodes)))
    for _ in range(ROUNDS):
        ended = sum(rank[iri] for iri in nodes if not total[iri])
        new = dict.fromkeys(nodes, (1 - DAMPING + DAMPING * ended) / len(nodes)) if nodes else {}
        for iri in nodes:
            for target, weight in out[iri].items():
                new[target] += DAMPING * rank[iri] * weight / total[iri]
        change = sum(abs(new[iri] - rank[iri]) for iri in nodes)
        rank = new
        if change < PRECISION:
            break
    return rank


def communities(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the number of each node's community, found by Louvain's method with a fixed seed; 0 is the largest."""
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
