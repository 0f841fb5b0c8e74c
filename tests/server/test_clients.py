"""Third-party clients, unmodified, against a running server."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any
from urllib.parse import urlencode

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from claimgraph.ontology.terms import NAMESPACE
from tests.server.sample import MINT

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


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    url = f"{address}/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}"
    done = subprocess.run(["curl", "-sS", "--compressed", url], capture_output=True, check=True)
    assert json.loads(done.stdout)["boolean"] is True
