"""The protocol and service-description tests of the W3C, replayed from their manifests over a real socket."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from claimgraph.server.formats import GRAPHS, RESULTS
from claimgraph.store import writing
from tests.server.conftest import running
from tests.server.writable import writable
from tests.shared import shared

HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORMS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {form.media for form in RESULTS},
    "RDF": {form.media for form in GRAPHS},
}
WORDS = """
Service endpoint feature UnionDefaultGraph defaultEntailmentRegime supportedLanguage SPARQL10Query SPARQL11Query
resultFormat defaultDataset Dataset defaultGraph Graph
"""
VOCABULARY = set(WORDS.split())
"""Terms of the Service Description vocabulary that describe a service which reads."""


@dataclass(frozen=True)
class Exchange:
    """One request of a test and what is expected of the response: first digits of the status, and an ASK result."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]
    statuses: frozenset[str]
    boolean: bool | None
    form: str = ""


def exchanges(manifest: Graph, test: Node) -> Iterator[Exchange]:
    requests = manifest.value(manifest.value(test, MF.action), HT.requests)
    assert requests is not None
    for request in Collection(manifest, requests):
        response, body = manifest.value(request, HT.resp), manifest.value(request, HT.body)
        headers = manifest.value(request, HT.headers)
        fields = [] if headers is None else list(Collection(manifest, headers))
        boolean = manifest.value(response, MF.expectedBoolean)
        encoding = str(manifest.value(body, CNT.characterEncoding) or "utf-8")
        yield Exchange(
            str(manifest.value(request, HT.methodName)),
            str(manifest.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
            str(manifest.value(body, CNT.chars) or "").encode(encoding),
            {str(manifest.value(f, HT.fieldName)): str(manifest.value(f, HT.fieldValue)) for f in fields},
            frozenset(str(status)[-3] for status in manifest.objects(response, MF.expectedStatus)),
            boolean.toPython() if isinstance(boolean, Literal) else None,
            str(manifest.value(response, MF.expectedFormat) or ""),
        )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, store = shared("conformance", "sparql11", "protocol"), tmp_path_factory.mktemp("w3c") / "store"
    publish(folder, store)
    with running(store) as address:
        yield address


def publish(folder: Path, store: Path) -> None:
    """Publish the data of the protocol tests, each file in its graph."""
    with writing(store) as writer:
        for number in (1, 2, 3):
            graph = ox.NamedNode(DATA.format(number))
            triples = ox.parse((folder / f"data{number}.nt").read_bytes(), ox.RdfFormat.N_TRIPLES)
            writer.replace(graph, [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples])
        writer.publish({}, keep=1)


def send(address: str, exchange: Exchange) -> tuple[int, str, bytes]:
    """Return status, media type and body."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(exchange.method, exchange.path, exchange.body or None, exchange.headers)
        response = connection.getresponse()
        return response.status, response.headers.get_content_type(), response.read()
    finally:
        connection.close()


def protocol_tests() -> Iterator[tuple[str, list[Exchange]]]:
    """Yield the name and the requests of each test."""
    manifest = Graph().parse(shared("conformance", "sparql11", "protocol", "manifest.ttl"))
    for test in sorted(manifest.subjects(RDF.type, MF.ProtocolTest), key=str):
        yield str(test).rpartition("#")[2], list(exchanges(manifest, test))


def fits(exchange: Exchange, status: int, media: str, body: bytes) -> bool:
    right = str(status)[0] in exchange.statuses
    right = right and (exchange.boolean is None or str(exchange.boolean).lower().encode() in body)
    return right and media in FORMS.get(exchange.form, {media})


def test_protocol_of_queries(address: str) -> None:
    wrong, count = [], 0
    for name, requests in protocol_tests():
        for exchange in requests if "update" not in name else ():
            status, media, body = send(address, exchange)
            count += 1
            if not fits(exchange, status, media, body):
                wrong.append((name, status, body[:80]))
    assert wrong == []
    assert count >= 20


def test_protocol_of_updates(tmp_path: Path) -> None:
    """Those to be refused have a token too, so that they are refused for what they are."""
    publish(shared("conformance", "sparql11", "protocol"), tmp_path / "store")
    wrong, names = [], []
    with writable(tmp_path / "store") as site:
        for name, requests in protocol_tests():
            names += [name] if "update" in name else []
            for exchange in requests if "update" in name else ():
                allowed = replace(exchange, headers=exchange.headers | {"Authorization": f"Bearer {site.token}"})
                status, media, body = send(site.address, allowed)
                if not fits(exchange, status, media, body) or status in (401, 403):
                    wrong.append((name, status, body[:80]))
    assert wrong == []
    assert len([name for name in names if not name.startswith("bad_")]) == 7


def test_service_description(address: str) -> None:
    status, media, body = send(address, Exchange("GET", "/sparql", b"", {}, frozenset("2"), None))
    assert (status, media) == (200, "text/turtle")
    graph = Graph().parse(data=body, format="turtle", publicID=f"{address}/sparql")
    services = list(graph.subjects(RDF.type, SD.Service))
    assert len(services) == 1
    assert [str(node) for node in graph.objects(services[0], SD.endpoint)] == [f"{address}/sparql"]
    terms = {str(node).removeprefix(SD) for triple in graph for node in triple if str(node).startswith(SD)}
    assert terms == VOCABULARY
    dataset = graph.value(services[0], SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    assert (graph.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in graph
    known = Graph().parse(shared("conformance", "sparql11", "service-description", "manifest.ttl"))
    assert len(list(known.subjects(RDF.type, MF.ServiceDescriptionTest))) == 3
