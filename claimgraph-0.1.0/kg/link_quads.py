"""The only writer of RDF about Wikidata: links with their reasons, what people confirmed, and what was copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.entity import Copied, Entity, Link, LinkStatus, Statement
from claimgraph.iri import direct, wikidata
from claimgraph.link.changes import METHOD as DECISION
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import GEO, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from claimgraph.page import Fact, World
from claimgraph.quads import decimal

_STATUS: Mapping[LinkStatus, NamedNode] = {
    "auto": CG.linkAuto,
    "confirmed": CG.linkConfirmed,
    "rejected": CG.linkRejected,
    "nil": CG.linkNil,
    "unavailable": CG.linkUnavailable,
}
_HELD = ("auto", "confirmed")
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""Types of partial dates by their length."""
_PLACE = "P625"


def link_quads(world: World) -> Iterator[Quad]:
    """Yield the graph of links to Wikidata, each with its reason; what was turned down is told, but not stated."""
    graph = world.mint.graph("links")
    for key in sorted(world.entities):
        entity = world.entities[key]
        if entity.qid is not None:
            yield Quad(world.mint.entity(key), SKOS.exactMatch, wikidata(entity.qid), graph)
        for link in entity.links:
            for fact in _link(link, entity, world):
                yield Quad(*fact, graph)


def confirmed_quads(world: World) -> Iterator[Quad]:
    """Yield the graph of what people confirmed to be the same."""
    graph = world.mint.graph("confirmed")
    for key in sorted(world.entities):
        entity = world.entities[key]
        for link in entity.links:
            if link.status == "confirmed" and link.qid is not None and link.qid == entity.qid:
                yield Quad(world.mint.entity(key), OWL.sameAs, wikidata(link.qid), graph)


def copied_quads(world: World) -> Iterator[Quad]:
    """Yield the graph of what Wikidata says of the items of entities, with the version of the index."""
    graph = world.mint.graph("wikidata")
    versions: set[str] = set()
    for key in sorted(world.entities):
        entity = world.entities[key]
        if entity.qid is not None and entity.copied is not None:
            versions.add(entity.copied.version)
            for fact in _copied(entity.qid, entity.copied, world):
                yield Quad(*fact, graph)
    for version in sorted(versions):
        yield Quad(graph, RDF.type, PROV.Entity, graph)
        yield Quad(graph, RDFS.label, Literal(version), graph)


def _link(link: Link, entity: Entity, world: World) -> Iterator[Fact]:
    subject = world.mint.entity(entity.key)
    iri = world.mint.link(entity.key, link.qid or link.status)
    exact = link.qid is not None and link.qid == entity.qid
    predicate = SKOS.exactMatch if exact else SKOS.closeMatch
    if link.qid is not None and link.status in _HELD and not exact:
        yield subject, predicate, wikidata(link.qid)
    yield iri, RDF.type, CG.WikidataLink
    yield iri, RDF.subject, subject
    yield iri, RDF.predicate, predicate
    if link.qid is not None:
        yield iri, RDF.object, wikidata(link.qid)
    yield iri, CG.linkStatus, _STATUS[link.status]
    yield iri, CG.confidence, decimal(link.score)
    yield iri, CG.sieve, Literal(link.method)
    yield iri, CG.indexVersion, Literal(link.version)
    yield iri, RDFS.comment, Literal(link.reason)
    if link.method != DECISION:
        linking = world.mint.run("linking", link.method, link.version)
        yield iri, PROV.wasGeneratedBy, linking
        yield linking, RDF.type, PROV.Activity
        yield linking, RDFS.label, Literal(f"{link.method} {link.version}")


def _copied(qid: str, copied: Copied, world: World) -> Iterator[Fact]:
    item = wikidata(qid)
    yield item, RDFS.label, Literal(copied.label)
    for statement in copied.statements:
        value = _value(statement)
        yield item, direct(statement.property), value
        if statement.label is not None and isinstance(value, NamedNode):
            yield value, RDFS.label, Literal(statement.label)
        said = (qid, statement.property, statement.value, statement.start or "", statement.end or "")
        iri = world.mint.link(*said)
        yield iri, RDF.type, CG.CopiedStatement
        yield iri, RDF.subject, item
        yield iri, RDF.predicate, direct(statement.property)
        yield iri, RDF.object, value
        yield iri, CG.indexVersion, Literal(copied.version)
        if statement.start:
            yield iri, SCHEMA.startDate, _date(statement.start)
        if statement.end:
            yield iri, SCHEMA.endDate, _date(statement.end)


def _value(statement: Statement) -> NamedNode | Literal:
    if statement.property == _PLACE:
        return Literal(statement.value, datatype=GEO.wktLiteral)
    return wikidata(statement.value)


def _date(value: str) -> Literal:
    return Literal(value, datatype=_DATES[len(value)])
