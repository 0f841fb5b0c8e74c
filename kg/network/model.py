"""The records of the network: actors, the words that edges rest on, edges, and measured nodes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec


class EdgeType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one type of edges says, in English."""

    wording: str
    meaning: str
    undirected: bool = False


@cache
def edge_types() -> Mapping[str, EdgeType]:
    """Return the types of edges by name, in the order of lists and legends."""
    table = tomllib.loads(files("claimgraph.network").joinpath("edges.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table, dict[str, EdgeType])


def default_types() -> tuple[str, ...]:
    """Return the types shown where none are asked for: all that have a direction."""
    return tuple(name for name, kind in edge_types().items() if not kind.undirected)


class Actor(msgspec.Struct, frozen=True):
    """An entity or source that can be a node; `names` maps a language to the preferred name in it."""

    iri: str
    label: str
    kind: str = ""
    names: dict[str, str] = {}

    def name(self, languages: Iterable[str] = ()) -> str:
        """Return the name in the first language that has one, else the label."""
        return next((self.names[lang] for lang in languages if lang in self.names), self.label)


class Publication(msgspec.Struct, frozen=True):
    """A document that holds evidence: who published it and when (ISO date, empty where unknown)."""

    iri: str
    title: str = ""
    source: str = ""
    source_iri: str = ""
    date: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """Words of a document that an edge rests on; `spans` are code points of its text, end exclusive.

    `claim` is the IRI of the claim that the words are or stand in, empty where no claim was read there.
    """

    iri: str
    document: str
    words: str
    spans: tuple[tuple[int, int], ...] = ()
    lang: str = ""
    claim: str = ""
    speaker: str = ""
    event: str = ""


class Ground(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Why an edge is there: the IRI of the evidence and the name of the rule that found it."""

    evidence: str
    rule: str


class Edge(msgspec.Struct, frozen=True):
    """A typed edge from one actor to another, with all its grounds in order."""

    source: str
    target: str
    type: str
    grounds: tuple[Ground, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """IRIs of the evidence, each once."""
        return tuple(dict.fromkeys(ground.evidence for ground in self.grounds))

    @property
    def weight(self) -> int:
        """Number of pieces of evidence."""
        return len({ground.evidence for ground in self.grounds}) if len(self.grounds) > 1 else len(self.grounds)

    @property
    def key(self) -> tuple[str, str, str]:
        """What no two edges of a network share."""
        return self.source, self.target, self.type


class Node(msgspec.Struct, frozen=True):
    """An actor with its measures.

    `degree` counts neighbours and `weight` pieces of evidence over the edges at hand; the other measures, community
    and place are those in the whole network. `x` and `y` lie within [-1, 1], `y` upwards.
    """

    actor: Actor
    degree: int
    weight: int
    betweenness: float
    pagerank: float
    community: int
    x: float
    y: float


class Network(msgspec.Struct, frozen=True):
    """Nodes in falling order of weight, edges in order of their ends and type, and what the edges rest on."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    evidence: dict[str, Evidence] = {}
    publications: dict[str, Publication] = {}

    def find(self, source: str, target: str, kind: str) -> Edge | None:
        """Return the edge of a type between two actors, if there is one."""
        return next((edge for edge in self.edges if edge.key == (source, target, kind)), None)

    def behind(self, edge: Edge) -> tuple[Evidence, ...]:
        """Return what an edge rests on."""
        return tuple(self.evidence[iri] for iri in edge.evidence)

    def publication(self, evidence: Evidence) -> Publication:
        """Return the document that holds some evidence."""
        return self.publications.get(evidence.document) or Publication(evidence.document)

    def claims(self, edge: Edge) -> tuple[str, ...]:
        """Return the IRIs of the claims behind an edge, sorted."""
        return tuple(sorted({found.claim for found in self.behind(edge) if found.claim}))
