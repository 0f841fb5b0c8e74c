"""The reading side of the Graph Store Protocol, and what the endpoint says of itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef

from claimgraph.server.app import close_app, create_app
from claimgraph.server.formats import GRAPHS
from claimgraph.store import View
from tests.server.conftest import OPTIONS
from tests.server.sample import DOCUMENTS, MINT, publish_sample

GRAPH = MINT.graph(f"doc/{DOCUMENTS['en']}")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
TURTLE = {"Accept": "text/turtle"}


def triples(data: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    dataset = ox.Dataset(ox.parse(data, form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {quad.triple for quad in dataset}


@pytest.fixture(scope="module")
def content(store: Path) -> set[ox.Triple]:
    """What is in the graph of the first document."""
    found = View.current(store).query("CONSTRUCT WHERE { ?s ?p ?o }", default_graphs=[GRAPH])
    assert isinstance(found, ox.QueryTriples)
    return triples(ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"", ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: str(form.key))
def test_graph_comes_in_every_format(client: FlaskClient, content: set[ox.Triple], form: object) -> None:
    key, media = form.key, form.media  # type: ignore[attr-defined]
    response = client.get("/graphs", query_string={"graph": GRAPH.value}, headers={"Accept": media})
    assert response.status_code == 200
    assert response.content_type.partition(";")[0] == media
    assert triples(response.data, getattr(ox.RdfFormat, key)) == content


def test_address_of_a_graph_gives_the_same(client: FlaskClient) -> None:
    indirect = client.get("/graphs", query_string={"graph": GRAPH.value}, headers=TURTLE)
    path = GRAPH.value.removeprefix(MINT.base)
    assert client.get(f"/graphs/{path}", headers=TURTLE).data == indirect.data
    head = client.head(f"/graphs/{path}", headers=TURTLE)
    assert (head.status_code, head.data, head.content_type) == (200, b"", "text/turtle; charset=utf-8")


def test_default_graph_is_the_one_without_a_name(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    app = create_app(tmp_path / "store", OPTIONS)
    try:
        response = app.test_client().get("/graphs?default", headers={"Accept": "application/n-triples"})
        assert (response.status_code, response.data) == (200, b"")
    finally:
        close_app(app)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("default&graph=http://e/", 400),
        ("graph=http://e/&graph=http://f/", 400),
        ("graph=relative", 400),
        ("graph=", 400),
        ("graph=%FF", 400),
        (f"graph={quote('http://nobody.example/ } DROP ALL')}", 400),
        ("graph=http://nobody.example/", 404),
        (f"graph={quote(GRAPH.value + 'x')}", 404),
    ],
)
def test_graph_that_is_not_named_or_not_there(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/graphs?{query}", headers=TURTLE).status_code == status
    assert client.head(f"/graphs?{query}", headers=TURTLE).status_code == status


def test_what_cannot_be_had(client: FlaskClient) -> None:
    address = f"/graphs?graph={quote(GRAPH.value)}"
    assert client.get(address, headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/graphs/doc/none").status_code == 404
    assert client.get("/graphs/doc/none?default").status_code == 400
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        refused = client.open(address, method=method)
        assert refused.status_code == 405
        assert "GET" in refused.headers["Allow"]


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: str(form.key))
@pytest.mark.parametrize("path", ["/sparql", "/void", "/.well-known/void"])
def test_descriptions_come_in_every_format(client: FlaskClient, path: str, form: object) -> None:
    response = client.get(path, headers={"Accept": form.media})  # type: ignore[attr-defined]
    assert response.status_code == 200
    found = triples(response.data, getattr(ox.RdfFormat, form.key))  # type: ignore[attr-defined]
    assert found == triples(client.get(path, headers=TURTLE).data, ox.RdfFormat.TURTLE)


def test_limits_are_in_the_service_description(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/sparql", headers=TURTLE).data, format="turtle")
    schema = Namespace("https://schema.org/")
    endpoint = URIRef("http://localhost/sparql")
    assert graph.value(endpoint, SD.endpoint) == endpoint
    limits = {
        str(graph.value(limit, schema.unitText)): graph.value(limit, schema.maxValue)
        for limit in graph.objects(endpoint, schema.additionalProperty)
    }
    assert float(str(limits["seconds"])) == OPTIONS.timeout
    assert limits.keys() == {"seconds", "MiB", "bytes", "rows"}


def test_figures_are_those_of_the_release(client: FlaskClient, store: Path) -> None:
    graph = Graph().parse(data=client.get("/void", headers=TURTLE).data, format="turtle")
    dataset = URIRef("http://localhost/void#dataset")
    assert (dataset, RDF.type, VOID.Dataset) in graph
    view = View.current(store)
    everything = set(view.query("CONSTRUCT WHERE { ?s ?p ?o }"))  # type: ignore[arg-type]
    figures = {str(p): int(str(o)) for p, o in graph.predicate_objects(dataset) if str(o).isdigit()}
    assert figures[str(VOID.triples)] == len(view)
    assert figures[str(VOID.distinctSubjects)] == len({triple.subject for triple in everything})
    assert figures[str(VOID.properties)] == len({triple.predicate for triple in everything})
    parts = list(graph.objects(dataset, VOID.propertyPartition))
    assert sum(int(str(graph.value(part, VOID.triples))) for part in parts) == len(view)
