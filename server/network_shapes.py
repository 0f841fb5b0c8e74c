"""Shapes of a network: the shortest way between two actors, communities and countries, alone or each as one node."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import msgspec
import networkx as nx

from claimgraph.network.choosing import Choice, find_actor
from claimgraph.network.layout import CORE, Place, lay_out
from claimgraph.network.model import Actor, Edge, Ground, Network, Node, edge_types
from claimgraph.server.words import noted

COMMUNITY = "community:"
"""What the IRI of a community drawn as one node begins with; its number, from 1, follows."""
COUNTRY = "country:"
"""What the IRI of a country drawn as one node begins with; the country's own follows, nothing where it is not known."""
UNKNOWN = noted("country not known")
PUBLISHER = "Source"
SPREAD = 150
"""Actors up to which a part gets places of its own; laying out more takes longer than a page may."""
NAMED = 3
"""Actors that a community is named after."""


@dataclass(frozen=True, slots=True)
class Countries:
    """The country that an actor is in, by IRI, and what countries are called."""

    homes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """How to draw what was chosen.

    The way `between` two actors; some `communities` (from 1) or `countries` (IRIs, empty for unknown) alone; each
    community or country as one node, as `by` says.
    """

    between: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    by: str = ""
    known: Countries = field(default_factory=Countries, compare=False)

    def of(self, network: Network, top: int | None) -> Network:
        """Return the network in this shape, cut to the actors with most evidence."""
        if self.communities:
            numbers = {int(number) - 1 for number in self.communities if number.isdecimal()}
            network = _among(network, {node.actor.iri for node in network.nodes if node.community in numbers})
        if self.countries:
            homes = ((node.actor.iri, self.known.homes.get(node.actor.iri, UNKNOWN)) for node in network.nodes)
            network = _among(network, {iri for iri, home in homes if home in self.countries})
        if len(self.between) > 1:
            return way(network, self.between[0], self.between[1])
        return strongest(self.gathered(network), top)

    def gathered(self, network: Network) -> Network:
        """Return the network with each community or country as one node, where that is asked for."""
        if self.by == "community":
            homes = {node.actor.iri: f"{COMMUNITY}{node.community + 1}" for node in network.nodes}
            return _laid_out(together(network, homes, _as_community))
        if self.by == "country":
            known = self.known.homes
            homes = {node.actor.iri: f"{COUNTRY}{known.get(node.actor.iri, UNKNOWN)}" for node in network.nodes}
            return _laid_out(_coloured(together(network, homes, self._as_country)))
        return network

    def _as_country(self, iri: str, members: Sequence[Node]) -> Actor:
        home = iri.removeprefix(COUNTRY)
        return Actor(iri, self.known.names.get(home, home), "Country")


@dataclass(frozen=True, slots=True)
class Community:
    """A community of a network: number from 1, how many actors, those with most evidence."""

    number: int
    size: int
    strongest: tuple[Actor, ...]


def communities(network: Network) -> list[Community]:
    """Return the communities of a network in order of their number."""
    members: dict[int, list[Actor]] = defaultdict(list)
    for node in network.nodes:
        members[node.community].append(node.actor)
    return [Community(number + 1, len(actors), _names(actors)) for number, actors in sorted(members.items())]


def _names(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the actors that a community is named after; publishers only where nobody else is in it."""
    return tuple(sorted(actors, key=lambda actor: actor.kind == PUBLISHER)[:NAMED])


def resolve(network: Network, wanted: str) -> str | None:
    """Return the IRI of the actor with an IRI or name, else of the strongest with the words in its name."""
    folded = wanted.casefold().strip()
    inside = (
        node.actor.iri
        for node in network.nodes
        if any(folded in name.casefold() for name in (node.actor.label, *node.actor.names.values()))
    )
    return find_actor(network.nodes, wanted.strip()) or (next(inside, None) if folded else None)


def way(network: Network, start: str, end: str) -> Network:
    """Return the shortest way between two actors, whatever the direction of edges: its actors in a row, their edges.

    Actors are names or IRIs. Of several ways of one length it is that over the actors with most evidence.
    """
    ends = resolve(network, start), resolve(network, end)
    steps = _steps(network, *ends) if ends[0] and ends[1] else []
    pairs = {frozenset(pair) for pair in pairwise(steps)}
    edges = tuple(edge for edge in network.edges if frozenset((edge.source, edge.target)) in pairs)
    found = {node.actor.iri: node for node in network.nodes}
    row = (msgspec.structs.replace(found[iri], x=float(nth), y=nth % 2 / 2) for nth, iri in enumerate(steps))
    return Network(tuple(row), edges, network.evidence, network.publications)


def _steps(network: Network, start: str | None, end: str | None) -> list[str]:
    """Return the actors on the shortest way, none where there is no way."""
    rank = {node.actor.iri: place for place, node in enumerate(network.nodes)}
    near: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    before: dict[str | None, str | None] = {start: None}
    queue = deque([start])
    while queue and end not in before:
        here = queue.popleft()
        for other in sorted(near[here or ""], key=lambda iri: rank[iri]):
            if other not in before:
                before[other] = here
                queue.append(other)
    return _back(before, end) if end in before else []


def _back(before: Mapping[str | None, str | None], end: str | None) -> list[str]:
    steps: list[str] = []
    here = end
    while here is not None:
        steps.append(here)
        here = before[here]
    return steps[::-1]


def strongest(network: Network, top: int | None) -> Network:
    """Return the part around the strongest edges: as many actors as asked for, each with an edge to another of them."""
    if top is None or top >= len(network.nodes):
        return network
    weight = {node.actor.iri: node.weight for node in network.nodes}
    ranked = sorted(
        network.edges, key=lambda edge: (-edge.weight, -weight[edge.source] - weight[edge.target], edge.key)
    )
    among: set[str] = set()
    for edge in ranked:
        wider = among | {edge.source, edge.target}
        among = wider if len(wider) <= top else among
    nodes = tuple(node for node in network.nodes if node.actor.iri in among)
    edges = tuple(edge for edge in network.edges if {edge.source, edge.target} <= among)
    return Network(nodes, edges, network.evidence, network.publications)


def together(network: Network, homes: Mapping[str, str], actor: Callable[[str, Sequence[Node]], Actor]) -> Network:
    """Return a network whose nodes are groups of actors and whose edges hold the grounds of all between them."""
    grounds: dict[tuple[str, str, str], set[Ground]] = defaultdict(set)
    for edge in network.edges:
        ends = homes[edge.source], homes[edge.target]
        if ends[0] != ends[1]:
            ends = (min(ends), max(ends)) if edge_types()[edge.type].undirected else ends
            grounds[*ends, edge.type].update(edge.grounds)
    edges = tuple(Edge(*key, tuple(sorted(found))) for key, found in sorted(grounds.items()))
    members: dict[str, list[Node]] = defaultdict(list)
    for node in network.nodes:
        members[homes[node.actor.iri]].append(node)
    nodes = tuple(_as_one(actor(iri, found), found) for iri, found in members.items())
    return _recount(Network(nodes, edges, network.evidence, network.publications), edges)


def _as_community(iri: str, members: Sequence[Node]) -> Actor:
    """Return a community as an actor, named after its strongest."""
    names = ", ".join(actor.label for actor in _names(node.actor for node in members))
    return Actor(iri, names if len(members) <= NAMED else f"{names} and {len(members) - NAMED} more", "Community")


def _as_one(actor: Actor, members: Sequence[Node]) -> Node:
    """Return a group as a node with the sum of the measures of its actors."""
    return msgspec.structs.replace(
        members[0],
        actor=actor,
        betweenness=sum(node.betweenness for node in members),
        pagerank=sum(node.pagerank for node in members),
    )


def _coloured(network: Network) -> Network:
    """Return a network whose nodes each have a number, and so a colour, of their own."""
    nodes = tuple(msgspec.structs.replace(node, community=nth) for nth, node in enumerate(network.nodes))
    return Network(nodes, network.edges, network.evidence, network.publications)


def _among(network: Network, among: Collection[str]) -> Network:
    return _recount(network, (edge for edge in network.edges if edge.source in among and edge.target in among))


def _recount(network: Network, edges: Iterable[Edge]) -> Network:
    part = Network(network.nodes, tuple(edges), network.evidence, network.publications)
    return Choice(tuple(edge_types())).of(part)


def spread(part: Network, whole: Network) -> Network:
    """Return a small part of a large network with places of its own: in those of the whole it would lie in heaps."""
    return part if len(whole.nodes) <= CORE or len(part.nodes) > SPREAD else _laid_out(part)


def _laid_out(part: Network) -> Network:
    """Return a small network with places of its own."""
    places = _places(tuple((edge.source, edge.target, edge.weight) for edge in part.edges))
    moved = ((node, places.get(node.actor.iri, (node.x, node.y))) for node in part.nodes)
    nodes = tuple(msgspec.structs.replace(node, x=x, y=y) for node, (x, y) in moved)
    return Network(nodes, part.edges, part.evidence, part.publications)


@lru_cache(maxsize=32)
def _places(ties: tuple[tuple[str, str, int], ...]) -> Mapping[str, Place]:
    graph: nx.Graph[str] = nx.Graph()
    for source, target, weight in ties:
        before = graph.edges[source, target]["weight"] if graph.has_edge(source, target) else 0
        graph.add_edge(source, target, weight=before + weight)
    return lay_out(graph)
