"""What the endpoint is and what is in it: SPARQL 1.1 Service Description, and VoID with the figures of the release."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import flask
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from werkzeug.exceptions import NotAcceptable

from claimgraph.errors import QueryLimit
from claimgraph.inference.names import GRAPH, folder_of
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend
from claimgraph.server.backend import Backend
from claimgraph.server.formats import GRAPHS, RESULTS, Format, choose
from claimgraph.server.lag import COMPANIONS
from claimgraph.server.process import Snapshot

blueprint = flask.Blueprint("description", __name__)

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "ent": "http://www.w3.org/ns/entailment/",
    "formats": "http://www.w3.org/ns/formats/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NAMES = {
    "JSON": "SPARQL_Results_JSON",
    "XML": "SPARQL_Results_XML",
    "CSV": "SPARQL_Results_CSV",
    "TSV": "SPARQL_Results_TSV",
    "TURTLE": "Turtle",
    "N_TRIPLES": "N-Triples",
    "N_QUADS": "N-Quads",
    "TRIG": "TriG",
    "N3": "N3",
    "RDF_XML": "RDF_XML",
    "JSON_LD": "JSON-LD",
}
"""Format -> its name in the W3C's list of format IRIs."""
LANGUAGES, UPDATES = ("SPARQL10Query", "SPARQL11Query"), ("SPARQL11Update",)


def name(short: str) -> NamedNode:
    """Return a term by its prefix and name.

    >>> name("sd:Service").value
    'http://www.w3.org/ns/sparql-service-description#Service'
    """
    prefix, _, local = short.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def say(subject: NamedNode | BlankNode, **facts: Any) -> Iterator[Triple]:
    """Yield triples; `sd_endpoint=x` says sd:endpoint, a list says it of each, None says nothing."""
    for key, value in facts.items():
        prefix, _, local = key.partition("_")
        predicate = name(f"{prefix}:{local}")
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                yield Triple(subject, predicate, item if isinstance(item, NamedNode | BlankNode) else Literal(item))


@lru_cache(maxsize=4)
def manifest(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the build noted of a release, empty where it noted nothing."""
    try:
        content: dict[str, Any] = json.loads((snapshot.graph.parent / "manifest.json").read_text(encoding="utf-8"))
    except OSError:
        return {}
    return content


def made_of(snapshot: Snapshot) -> str:
    """Return the release that index, network and what follows are of: an older one for a while after a write."""
    return str(manifest(snapshot).get(COMPANIONS, snapshot.name))


def behind(snapshot: Snapshot) -> str:
    """Return what `made_of` does where that is an older release, else nothing."""
    made = made_of(snapshot)
    return "" if made == snapshot.name else made


def service(here: Backend, host: str) -> Iterator[Triple]:
    """Yield what the endpoint offers and where its limits are; needs no query."""
    endpoint, dataset, default = NamedNode(f"{host}sparql"), NamedNode(f"{host}void#dataset"), BlankNode()
    yield from say(
        endpoint,
        rdf_type=name("sd:Service"),
        sd_endpoint=endpoint,
        sd_supportedLanguage=[name(f"sd:{language}") for language in (*LANGUAGES, *UPDATES[: here.options.writable])],
        sd_feature=name("sd:UnionDefaultGraph"),
        sd_defaultEntailmentRegime=name("ent:Simple"),
        sd_resultFormat=[name(f"formats:{NAMES[form.key]}") for form in (*RESULTS, *GRAPHS)],
        sd_defaultDataset=dataset,
    )
    yield from say(dataset, rdf_type=[name("sd:Dataset"), name("void:Dataset")], sd_defaultGraph=default)
    yield from say(default, rdf_type=name("sd:Graph"))
    yield from inferred(here, dataset)
    yield from limits(here, endpoint)
    yield from release(here, dataset)


def inferred(here: Backend, dataset: NamedNode) -> Iterator[Triple]:
    """Yield the graph of what follows, where the release has one."""
    if folder_of(here.pool.snapshot.graph.parent).is_dir():
        graph = BlankNode()
        yield from say(dataset, sd_namedGraph=graph)
        yield from say(
            graph,
            rdf_type=name("sd:NamedGraph"),
            schema_version=made_of(here.pool.snapshot),
            sd_name=NamedNode(f"{here.base}graph/{GRAPH}"),
            sd_entailmentRegime=name("ent:OWL-RDF-Based"),
            sd_supportedEntailmentProfile=NamedNode("http://www.w3.org/ns/owl-profile/RL"),
        )


def limits(here: Backend, endpoint: NamedNode) -> Iterator[Triple]:
    """Yield the limits of one query."""
    options = here.options
    for title, most, unit in (
        ("time of a query", options.timeout, "seconds"),
        ("memory of a query", options.memory_mib, "MiB"),
        ("size of a result", options.result_bytes, "bytes"),
        ("rows of a result", options.result_rows, "rows"),
        ("size of a request", options.request_bytes, "bytes"),
        ("rows on a page for people", options.page_rows, "rows"),
    ):
        if most is None:
            continue
        limit = BlankNode()
        yield from say(endpoint, schema_additionalProperty=limit)
        yield from say(
            limit, rdf_type=name("schema:PropertyValue"), schema_name=title, schema_maxValue=most, schema_unitText=unit
        )


def release(here: Backend, dataset: NamedNode) -> Iterator[Triple]:
    """Yield what is known of the release without a query."""
    known = manifest(here.pool.snapshot)
    created = known.get("created")
    yield from say(dataset, void_sparqlEndpoint=NamedNode(dataset.value.replace("void#dataset", "sparql")))
    yield from say(dataset, void_uriSpace=here.base, schema_version=here.release)
    if isinstance(created, str):
        yield Triple(dataset, name("dcterms:modified"), Literal(created, datatype=name("xsd:dateTime")))


def statistics(here: Backend, host: str) -> Iterator[Triple]:
    """Yield VoID: the figures of the release, each left out where counting takes longer than a query may."""
    dataset = NamedNode(f"{host}void#dataset")
    yield from say(dataset, rdf_type=name("void:Dataset"), void_vocabulary=NamedNode(NAMESPACE))
    yield from say(dataset, void_feature=[name(f"formats:{NAMES[form.key]}") for form in GRAPHS])
    yield from release(here, dataset)
    for part in (totals, classes, properties):
        try:
            yield from part(here, dataset)
        except QueryLimit:
            continue


def totals(here: Backend, dataset: NamedNode) -> Iterator[Triple]:
    """Yield how many subjects and objects there are."""
    (row,) = here.once("void_totals")
    yield from say(dataset, void_distinctSubjects=int(row["subjects"]), void_distinctObjects=int(row["objects"]))


def classes(here: Backend, dataset: NamedNode) -> Iterator[Triple]:
    """Yield the classes and how many things are of each."""
    rows = here.once("void_classes")
    yield from say(dataset, void_classes=len(rows))
    for row in rows:
        part = BlankNode()
        yield from say(dataset, void_classPartition=part)
        yield from say(part, void_class=NamedNode(row["class"]), void_entities=int(row["entities"]))


def properties(here: Backend, dataset: NamedNode) -> Iterator[Triple]:
    """Yield the properties and how many triples have each; a triple counts once in every graph that holds it."""
    rows = here.once("void_properties")
    yield from say(dataset, void_properties=len(rows), void_triples=sum(int(row["triples"]) for row in rows))
    for row in rows:
        part = BlankNode()
        yield from say(dataset, void_propertyPartition=part)
        yield from say(part, void_property=NamedNode(row["property"]), void_triples=int(row["triples"]))


def respond(triples: Iterable[Triple], form: Format) -> flask.Response:
    """Send triples in a format."""
    body = serialize(triples, format=getattr(RdfFormat, form.key), prefixes=PREFIXES)
    return flask.Response(body, content_type=form.content_type, headers={"Vary": "Accept"})


def describe(what: Callable[[Backend, str], Iterator[Triple]]) -> flask.Response:
    """Send a description in the format negotiated; 406 where there is none."""
    form = choose(flask.request.headers.get("Accept", ""), GRAPHS)
    if form is None:
        raise NotAcceptable("the description is there as text/turtle and other RDF formats")
    here = backend.here()
    host = (here.options.public_url or flask.request.host_url).rstrip("/") + "/"
    return respond(what(here, host), form)


@blueprint.get("/void")
@blueprint.get("/.well-known/void")
def void() -> flask.Response:
    """Answer with the figures of the release."""
    return describe(statistics)
