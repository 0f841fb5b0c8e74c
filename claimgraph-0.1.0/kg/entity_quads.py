"""The only writer of RDF about what documents share: entities and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, Quad

from claimgraph.entity import Entity
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import GEO, RDF, RDFS, SCHEMA, SKOS
from claimgraph.page import Fact, World

_CLASS = {
    "PER": CG.Person,
    "ORG": CG.Organization,
    "GRP": CG.Group,
    "LOC": CG.Place,
    "EVT": CG.Event,
}
_IN_COUNTRY = {"LOC": SCHEMA.containedInPlace, "ORG": SCHEMA.location}


def entity_quads(world: World, sources: Mapping[str, str]) -> Iterator[Quad]:
    """Yield the graph of entities and of sources (key -> name)."""
    graph = world.mint.graph("entities")
    for key in sorted(world.entities):
        for fact in _entity(world.entities[key], world):
            yield Quad(*fact, graph)
    for key in sorted(sources):
        for fact in _source(key, sources[key], world):
            yield Quad(*fact, graph)


def _entity(entity: Entity, world: World) -> Iterator[Fact]:
    iri = world.mint.entity(entity.key)
    yield iri, RDF.type, _CLASS[entity.kind]
    yield iri, RDFS.label, Literal(entity.label)
    for lang in sorted(entity.names):
        for nth, name in enumerate(entity.names[lang]):
            yield iri, SKOS.altLabel if nth else SKOS.prefLabel, Literal(name, language=lang)
    country = entity.country
    if country is not None and country in world.entities and country != entity.key and entity.kind in _IN_COUNTRY:
        yield iri, _IN_COUNTRY[entity.kind], world.mint.entity(country)
    if entity.coordinates is not None:
        yield from _point(entity, entity.coordinates, world)


def _point(entity: Entity, coordinates: tuple[float, float], world: World) -> Iterator[Fact]:
    latitude, longitude = coordinates
    point = world.mint.point(entity.key)
    yield world.mint.entity(entity.key), GEO.hasGeometry, point
    yield point, RDF.type, GEO.Geometry
    yield point, GEO.asWKT, Literal(f"POINT({longitude:g} {latitude:g})", datatype=GEO.wktLiteral)


def _source(key: str, name: str, world: World) -> Iterator[Fact]:
    iri = world.mint.source(key)
    yield iri, RDF.type, CG.Source
    yield iri, RDFS.label, Literal(name)
    if key in world.entities:
        yield iri, SKOS.exactMatch, world.mint.entity(key)
