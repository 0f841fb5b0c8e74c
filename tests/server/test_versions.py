"""SPARQL 1.2: versions that requests and answers announce, and triple terms in every format that has them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from claimgraph.server.app import close_app, create_app
from claimgraph.server.formats import GRAPHS
from claimgraph.store import writing
from tests.server.conftest import OPTIONS

G = ox.NamedNode("http://g.example/")
INNER = ox.Triple(
    ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("שלום", language="he", direction=ox.BaseDirection.RTL)
)
TERM = "SELECT ?o { ?s <urn:says> ?o }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    store = tmp_path_factory.mktemp("versions") / "store"
    with writing(store) as writer:
        writer.replace(G, [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:says"), INNER, G)])
        writer.publish({}, keep=1)
    app = create_app(store, OPTIONS)
    app.testing = True
    yield app.test_client()
    close_app(app)


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.2-basic"])
def test_known_versions_are_answered(client: FlaskClient, version: str) -> None:
    assert client.get("/sparql", query_string={"query": "ASK {}", "version": version}).status_code == 200
    assert client.post("/sparql", data={"query": "ASK {}", "version": version}).status_code == 200
    for quoted in (version, f'"{version}"'):
        assert client.post("/sparql", data="ASK {}", content_type=f"{QUERY}; version={quoted}").status_code == 200
    assert client.post("/sparql", data=f'VERSION "{version}" ASK {{}}', content_type=QUERY).status_code == 200


def test_others_are_refused(client: FlaskClient) -> None:
    assert client.get("/sparql", query_string={"query": "ASK {}", "version": "3"}).status_code == 400
    assert client.get("/sparql?query=ASK{}&version=1.2&version=1.1").status_code == 400
    assert client.post("/sparql", data="ASK {}", content_type=f"{QUERY};version=3").status_code == 415
    assert client.get("/sparql?query=ASK{}", headers={"Accept": f"{JSON};version=3"}).status_code == 406
    kept = client.get("/sparql?query=ASK{}", headers={"Accept": f"{JSON};version=3, {XML};q=0.1"})
    assert (kept.status_code, kept.content_type) == (200, XML)


def test_version_asked_for_is_named_in_the_answer(client: FlaskClient) -> None:
    def type_of(accept: str, query: str = TERM) -> str:
        return client.get("/sparql", query_string={"query": query}, headers={"Accept": accept}).content_type

    assert type_of(f"{JSON};version=1.2") == f"{JSON}; version=1.2"
    assert type_of(f"{XML};q=0.9;version=1.2, */*;q=0.1") == f"{XML}; version=1.2"
    assert type_of(f"{JSON};version=1.1") == type_of(JSON) == JSON
    assert (
        type_of("text/turtle;version=1.2", "CONSTRUCT WHERE { ?s ?p ?o }") == "text/turtle; charset=utf-8; version=1.2"
    )
    graph = client.get("/graphs", query_string={"graph": G.value}, headers={"Accept": "text/turtle;version=1.2"})
    assert graph.content_type == "text/turtle; charset=utf-8; version=1.2"


@pytest.mark.parametrize(("media", "form"), [
    (JSON, ox.QueryResultsFormat.JSON), (XML, ox.QueryResultsFormat.XML),
    ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
])  # fmt: skip
def test_triple_terms_in_results(client: FlaskClient, media: str, form: ox.QueryResultsFormat) -> None:
    response = client.get("/sparql", query_string={"query": TERM}, headers={"Accept": media})
    rows = ox.parse_query_results(response.data, form)
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["o"] for row in rows] == [INNER]


def test_triple_term_as_json_is_that_of_the_draft(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": TERM}, headers={"Accept": JSON})
    (row,) = json.loads(response.data)["results"]["bindings"]
    assert (row["o"]["type"], row["o"]["value"]["subject"]) == ("triple", {"type": "uri", "value": "urn:s"})


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: str(form.key))
def test_triple_terms_in_graphs(client: FlaskClient, form: object) -> None:
    key, media = form.key, form.media  # type: ignore[attr-defined]
    query = {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"}
    response = client.get("/sparql", query_string=query, headers={"Accept": media})
    if key == "JSON_LD":
        assert (response.status_code, "any format accepted" in response.text) == (406, True)
        return
    assert response.status_code == 200
    reader = "TURTLE" if key == "N3" else key  # the store writes triple terms in N3, but can't read them there
    assert [quad.object for quad in ox.parse(response.data, getattr(ox.RdfFormat, reader))] == [INNER]


def test_page_shows_a_triple_term(client: FlaskClient) -> None:
    page = client.get("/sparql", query_string={"query": TERM}, headers={"Accept": "text/html"}).text
    assert "urn:s" in page
    assert "<urn:s>" not in page
