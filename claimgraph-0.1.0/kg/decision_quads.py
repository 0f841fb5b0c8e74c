"""The only writer of RDF about decisions of people: who decided what of which entity, and which links rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.entity import Entity
from claimgraph.iri import Mint
from claimgraph.link.changes import METHOD
from claimgraph.link.decisions import Decision
from claimgraph.link.replay import Applied
from claimgraph.ontology.external import PROV, RDF, RDFS, SCHEMA, XSD
from claimgraph.page import Fact


def decision_quads(mint: Mint, applied: Iterable[Applied], entities: Iterable[Entity]) -> Iterator[Quad]:
    """Yield the graph of the decisions that were applied, with the link nodes that people confirmed or rejected."""
    graph = mint.graph("decisions")
    known = {entity.key: entity for entity in entities}
    for one in sorted(applied, key=lambda one: one.decision.id):
        for fact in _decision(mint, one.decision):
            yield Quad(*fact, graph)
        if one.key in known:
            yield Quad(_node(mint, one.decision.id), PROV.used, mint.entity(one.key), graph)
    for key in sorted(known):
        for link in known[key].links:
            if link.method == METHOD:
                node = mint.link(key, link.qid or link.status)
                yield Quad(node, PROV.wasGeneratedBy, _node(mint, link.version), graph)


def _node(mint: Mint, decision: str) -> NamedNode:
    return mint.run("decision", decision)


def _decision(mint: Mint, decision: Decision) -> Iterator[Fact]:
    node, person = _node(mint, decision.id), mint.run("person", decision.author)
    yield node, RDF.type, PROV.Activity
    yield node, RDFS.label, Literal(f"{decision.action} {decision.id}")
    yield node, PROV.wasAssociatedWith, person
    yield node, PROV.endedAtTime, Literal(f"{decision.date}T00:00:00Z", datatype=XSD.dateTime)
    if decision.note:
        yield node, RDFS.comment, Literal(decision.note)
    yield person, RDF.type, PROV.Person
    yield person, SCHEMA.name, Literal(decision.author)
