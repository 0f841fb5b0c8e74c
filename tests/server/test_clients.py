"""Third-party clients, unmodified, against a running server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

from claimgraph.ontology.terms import NAMESPACE
from tests.server.sample import MINT, publish_sample
from tests.server.writable import Site, writable

LABELS = "SELECT ?s ?label WHERE { ?s rdfs:label ?label ; a ?type } ORDER BY ?s"
QUERY = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " + LABELS


def converted(wrapper: SPARQLWrapper) -> Any:
    """Return an answer in the client's own type for the format."""
    return wrapper.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(address: str, method: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(QUERY)
    wrapper.setReturnFormat(JSON)
    rows = converted(wrapper)["results"]["bindings"]
    assert "Åsa Berg" in [row["label"]["value"] for row in rows]
    wrapper.setReturnFormat(XML)
    assert len(converted(wrapper).getElementsByTagName("result")) == len(rows)
    wrapper.setReturnFormat(CSV)
    assert len(converted(wrapper).decode().splitlines()) == len(rows) + 1


def test_sparqlwrapper_construct(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(f"CONSTRUCT WHERE {{ ?claim <{NAMESPACE}speaker> ?speaker }}")
    wrapper.setReturnFormat(TURTLE)
    graph = Graph().parse(data=converted(wrapper), format="turtle")
    assert len(graph) == 3


def test_rdflib_store(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    berg = URIRef(MINT.entity("asa-berg").value)
    assert len(list(graph.subjects(URIRef(f"{NAMESPACE}speaker"), berg))) == 2
    assert (berg, URIRef("http://www.w3.org/2000/01/rdf-schema#label"), Literal("Åsa Berg")) in graph
    assert {str(row[1]) for row in graph.query(QUERY)} >= {"Åsa Berg", "Lunden"}  # type: ignore[index]


def test_rdflib_reads_an_identifier(address: str) -> None:
    graph = Graph().parse(f"{address}/id/entity/asa-berg", format="turtle")
    assert (URIRef(MINT.entity("asa-berg").value), None, None) in graph


CURL = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@CURL
def test_curl(address: str) -> None:
    url = f"{address}/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}"
    done = subprocess.run(["curl", "-sS", "--compressed", url], capture_output=True, check=True)
    assert json.loads(done.stdout)["boolean"] is True


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("written") / "store"
    publish_sample(store)
    with writable(store) as site:
        yield site


def test_sparqlwrapper_sees_refusals_and_writes(site: Site) -> None:
    wrapper = SPARQLWrapper(f"{site.address}/sparql")
    wrapper.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed, match="can't be read"):
        wrapper.query()
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { GRAPH <urn:wrapped> { <urn:a> <urn:p> 'Їжак' } }")
    with pytest.raises(Unauthorized):
        wrapper.query()
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {site.token}")
    wrapper.query()
    assert site.values("SELECT ?o { GRAPH <urn:wrapped> { <urn:a> ?p ?o } }") == ["Їжак"]


def test_rdflib_update_store(site: Site) -> None:
    headers = {"Authorization": f"Bearer {site.token}"}
    store = SPARQLUpdateStore(f"{site.address}/sparql", f"{site.address}/sparql", headers=headers)
    graph = Graph(store, URIRef("urn:by:rdflib"))
    triple = URIRef("urn:a"), URIRef("urn:p"), Literal("hjørne", lang="nb")
    graph.add(triple)
    assert triple in graph
    assert len(graph) == 1
    graph.remove(triple)
    graph.update("INSERT DATA { <urn:a> <urn:p> 5 }")
    assert [row[0] for row in graph.query("SELECT ?o { ?s ?p ?o }")] == [Literal(5)]  # type: ignore[index]


@CURL
def test_curl_puts_a_graph_of_unknown_length(site: Site) -> None:
    """A body in chunks is all there: nothing of a graph would be left if it counted as empty."""
    line = b"<urn:a> <urn:p> <urn:o> .\n"
    fields = [f"Authorization: Bearer {site.token}", "Content-Type: text/turtle", "Transfer-Encoding: chunked"]
    command = ["curl", "-sSf", "-X", "PUT", *(word for field in fields for word in ("-H", field))]
    subprocess.run([*command, "--data-binary", "@-", f"{site.address}/graphs?graph=urn:curl"], input=line, check=True)
    assert site.ask("GET", "/graphs?graph=urn:curl", Accept="application/n-triples").body == line
