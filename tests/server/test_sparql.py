from __future__ import annotations

import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from tests.server.sample import DOCUMENTS, MINT

LOOKUP = "SELECT ?doc ?name WHERE { ?doc a cg:Document ; schema:name ?name } ORDER BY ?name"
PREFIXES = "PREFIX cg: <https://w3id.org/claimgraph/ns#> PREFIX schema: <https://schema.org/> "
CSV = {"Accept": "text/csv"}
QUERY = PREFIXES + LOOKUP
GRAPH_QUERY = PREFIXES + "CONSTRUCT { ?doc schema:name ?name } WHERE { ?doc a cg:Document ; schema:name ?name }"


def test_get_answers_json_by_default(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": QUERY})
    assert response.status_code == 200
    assert response.content_type == "application/sparql-results+json"
    found = json.loads(response.data)
    assert found["head"]["vars"] == ["doc", "name"]
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["dam-1", "dam-2"]
    assert int(response.headers["Content-Length"]) == len(response.data)


def test_post_form_and_post_direct_agree(client: FlaskClient) -> None:
    form = client.post("/sparql", data={"query": QUERY})
    direct = client.post("/sparql", data=QUERY, content_type="application/sparql-query")
    charset = client.post("/sparql", data=QUERY, content_type="application/sparql-query; charset=utf-8")
    assert form.data == direct.data == charset.data
    assert form.status_code == 200


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ],
)
def test_result_formats_parse(client: FlaskClient, accept: str, form: ox.QueryResultsFormat) -> None:
    response = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": accept})
    assert response.content_type.partition(";")[0] == accept
    solutions = ox.parse_query_results(response.data, form)
    assert isinstance(solutions, ox.QuerySolutions)
    assert len(list(solutions)) == 2


def test_relative_iri_is_below_the_base_of_the_store(client: FlaskClient) -> None:
    assert client.get("/sparql?query=ASK+%7B+%3Centity/asa-berg%3E+?p+?o+%7D", headers=CSV).text == "true"
    assert client.get("/sparql?query=ASK+%7B+%3Centity/nobody%3E+?p+?o+%7D", headers=CSV).text == "false"


def test_csv_has_the_columns_of_the_query(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": "text/csv"})
    assert response.text.splitlines()[0] == "doc,name"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("application/trig", ox.RdfFormat.TRIG),
        ("text/n3", ox.RdfFormat.N3),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_graph_formats_parse(client: FlaskClient, accept: str, form: ox.RdfFormat) -> None:
    response = client.get("/sparql", query_string={"query": GRAPH_QUERY}, headers={"Accept": accept})
    assert response.content_type.partition(";")[0] == accept
    assert len(list(ox.parse(response.data, form))) == 2


@pytest.mark.parametrize("alias", ["application/json", "application/xml", "text/xml"])
def test_alias_is_answered_under_its_own_name(client: FlaskClient, alias: str) -> None:
    response = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": alias})
    assert response.content_type.partition(";")[0] == alias


def test_ask_in_xml(client: FlaskClient) -> None:
    headers = {"Accept": "application/sparql-results+xml"}
    response = client.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"}, headers=headers)
    root = ElementTree.fromstring(response.data)
    assert root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"


def graph_count(client: FlaskClient, query: str, **parameters: str) -> int:
    names = {key.replace("_", "-"): value for key, value in parameters.items()}
    response = client.get("/sparql", query_string={"query": query, **names})
    assert response.status_code == 200, response.text
    return int(json.loads(response.data)["results"]["bindings"][0]["n"]["value"])


def test_default_graph_is_the_union_unless_a_dataset_is_named(client: FlaskClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/claimgraph/ns#Document> }"
    graph = MINT.graph(f"doc/{DOCUMENTS['en']}").value
    assert graph_count(client, count) == 2
    assert graph_count(client, count, default_graph_uri=graph) == 1
    assert graph_count(client, count, named_graph_uri=graph) == 0
    assert graph_count(client, count.replace("WHERE", f"FROM <{graph}> WHERE")) == 1
    inside = count.replace("{ ?s", "{ GRAPH ?g { ?s") + " }"
    assert graph_count(client, inside, named_graph_uri=graph) == 1
    assert graph_count(client, inside.replace("WHERE", f"FROM NAMED <{graph}> WHERE")) == 1


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT nonsense", 400, "error at 1:"),
        ("", 400, "can't be read"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("INSERT DATA { <http://e/> <http://e/> 1 }", 403, "read-only"),
        ("LOAD <http://127.0.0.1/>", 403, "LOAD"),
        ("SELECT " + "(" * 5000, 400, "nested"),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 60_000 + "?o) }", 400, "nested too deeply"),
    ],
)
def test_errors_are_one_line(client: FlaskClient, query: str, status: int, words: str) -> None:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == status
    assert response.content_type == "text/plain; charset=utf-8"
    assert words in response.text
    assert response.text.count("\n") == 1


def test_protocol_violations(client: FlaskClient) -> None:
    assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400
    assert client.get("/sparql?update=CLEAR%20ALL").status_code == 403
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update").status_code == 403
    assert client.post("/sparql", data="ASK {}", content_type="text/plain").status_code == 415
    assert client.post("/sparql", data="ASK {}").status_code == 415
    assert client.post("/sparql", data=b"ASK {} #\xff", content_type="application/sparql-query").status_code == 400
    assert client.post("/sparql", data={"other": "x"}).status_code == 400
    refused = client.put("/sparql", data="ASK {}")
    assert refused.status_code == 405
    assert "POST" in refused.headers["Allow"]


def test_unknown_parameters_and_formats_of_clients_are_ignored(client: FlaskClient) -> None:
    extra = {"query": QUERY, "format": "turtle", "output": "xml", "results": "xml", "timeout": "1"}
    assert client.get("/sparql", query_string=extra).content_type == "application/sparql-results+json"


def test_request_that_is_too_large(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": "#" * 1_100_000})
    assert response.status_code == 413


def test_result_in_no_accepted_format(client: FlaskClient) -> None:
    image = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": "image/png"})
    wrong_kind = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": "text/turtle"})
    assert (image.status_code, wrong_kind.status_code) == (406, 406)
    assert "text/csv" in image.text


def test_endless_query_is_stopped_and_explained(client: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    response = client.get("/sparql", query_string={"query": query})
    assert response.status_code == 503
    assert "limit of 2 s" in response.text
    assert response.headers["Retry-After"] == "2"
    assert client.get("/sparql", query_string={"query": QUERY}).status_code == 200


def test_without_a_query_programs_get_a_description_and_browsers_a_form(client: FlaskClient) -> None:
    program = client.get("/sparql", headers={"Accept": "text/turtle, */*;q=0.1"})
    triples = list(ox.parse(program.data, ox.RdfFormat.TURTLE))
    assert ox.NamedNode("http://localhost/sparql") in [triple.object for triple in triples]
    assert program.content_type == "text/turtle; charset=utf-8"
    browser = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert "<textarea" in browser.text
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_other_sites_may_ask(client: FlaskClient) -> None:
    preflight = client.options("/sparql", headers={"Origin": "http://other.example"})
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert client.get("/sparql", query_string={"query": QUERY}).headers["Access-Control-Allow-Origin"] == "*"


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    response = client.head("/sparql", query_string={"query": QUERY})
    assert response.status_code == 200
    assert response.data == b""
    assert int(response.headers["Content-Length"]) > 0


def test_browser_sees_rows_as_a_table_and_may_choose_a_format(client: FlaskClient) -> None:
    headers = {"Accept": "text/html,*/*;q=0.8"}
    page = client.get("/sparql", query_string={"query": QUERY}, headers=headers)
    assert f"/id/doc/{DOCUMENTS['en']}" in page.text
    chosen = client.get("/sparql", query_string={"query": QUERY, "format": "csv"}, headers=headers)
    assert chosen.content_type.startswith("text/csv")
    broken = client.get("/sparql", query_string={"query": "SELECT <script>"}, headers=headers)
    assert broken.status_code == 400
    assert "<script>" not in broken.text


def test_every_answer_forbids_foreign_content(client: FlaskClient) -> None:
    for path in ("/sparql", "/health", "/nowhere"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
