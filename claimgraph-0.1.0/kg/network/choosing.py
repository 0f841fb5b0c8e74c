"""Parts of a network: by type of edge, time, language, source, kind of actor, neighbourhood, number of actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import msgspec

from claimgraph.network.model import Edge, Evidence, Network, Node, default_types


@dataclass(frozen=True, slots=True)
class Choice:
    """What part of a network to take; whatever is left empty takes all.

    `first` and `last` are dates (`2022`, `2022-01`, `2022-01-10`), both included; evidence of unknown date then stays
    out. `source` and `focus` are IRIs or names, in any case. `top` counts actors, those with most evidence first.
    """

    types: Collection[str] = field(default_factory=default_types)
    first: str = ""
    last: str = ""
    languages: Collection[str] = ()
    sources: Collection[str] = ()
    kinds: Collection[str] = ()
    events: Collection[str] = ()
    focus: str = ""
    top: int | None = None

    def of(self, network: Network) -> Network:
        """Return the part of a network; degrees and weights are counted in it, other measures stay."""
        kinds = {kind.casefold() for kind in self.kinds}
        among = {node.actor.iri for node in network.nodes if not kinds or node.actor.kind.casefold() in kinds}
        edges = [edge for edge in network.edges if edge.type in self.types and {edge.source, edge.target} <= among]
        kept = [thinned for edge in edges if (thinned := self._thin(edge, network)) is not None]
        if self.focus:
            kept = _around(self.focus, network.nodes, kept)
        return _top(_counted(network, kept), self.top)

    def _thin(self, edge: Edge, network: Network) -> Edge | None:
        """Return an edge with the grounds that fit, None where there is none."""
        if not (self.first or self.last or self.languages or self.sources or self.events):
            return edge
        grounds = tuple(ground for ground in edge.grounds if self._fits(network.evidence[ground.evidence], network))
        return msgspec.structs.replace(edge, grounds=grounds) if grounds else None

    def _fits(self, evidence: Evidence, network: Network) -> bool:
        document = network.publication(evidence)
        if (self.first or self.last) and not within(document.date, self.first, self.last):
            return False
        if self.languages and evidence.lang not in self.languages:
            return False
        if self.events and evidence.event not in self.events:
            return False
        wanted = {source.casefold() for source in self.sources}
        return not wanted or bool(wanted & {document.source.casefold(), document.source_iri.casefold()})


def within(date: str, first: str, last: str) -> bool:
    """Tell whether a date lies between two, each known as far as it is given.

    >>> within("2022-01-10", "2022-01", "2022-01"), within("", "", "2022"), within("2022", "2022-03", "")
    (True, False, True)
    """
    after = date[: len(first)] >= first[: len(date)]
    before = date[: len(last)] <= last[: len(date)]
    return bool(date) and after and before


def find_actor(nodes: Iterable[Node], wanted: str) -> str | None:
    """Return the IRI of the actor with an IRI or name, of several the one with most evidence."""
    folded = wanted.casefold()
    named = (n.actor for n in nodes)
    return next(
        (
            actor.iri
            for actor in named
            if wanted == actor.iri or folded in {name.casefold() for name in (actor.label, *actor.names.values())}
        ),
        None,
    )


def _around(focus: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> list[Edge]:
    """Return the edges of one actor and those among its neighbours."""
    edges = list(edges)
    centre = find_actor(nodes, focus)
    near = {end for edge in edges if centre in (edge.source, edge.target) for end in (edge.source, edge.target)}
    return [edge for edge in edges if edge.source in near and edge.target in near]


def _counted(network: Network, edges: Iterable[Edge]) -> Network:
    """Return the network of some edges and their ends, counted anew."""
    edges = tuple(edges)
    near: dict[str, set[str]] = defaultdict(set)
    behind: dict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
        behind[min(edge.source, edge.target), max(edge.source, edge.target)].update(edge.evidence)
    weight: dict[str, int] = defaultdict(int)
    for pair, evidence in behind.items():
        for end in pair:
            weight[end] += len(evidence)
    nodes = (
        msgspec.structs.replace(node, degree=len(near[node.actor.iri]), weight=weight[node.actor.iri])
        for node in network.nodes
        if node.actor.iri in near
    )
    ranked = tuple(sorted(nodes, key=lambda node: (-node.weight, node.actor.iri)))
    return Network(ranked, edges, network.evidence, network.publications)


def _top(network: Network, count: int | None) -> Network:
    """Return the part of the actors with most evidence; weights are those before."""
    if count is None or count >= len(network.nodes):
        return network
    nodes = network.nodes[:count]
    among = {node.actor.iri for node in nodes}
    edges = tuple(edge for edge in network.edges if edge.source in among and edge.target in among)
    return Network(nodes, edges, network.evidence, network.publications)
