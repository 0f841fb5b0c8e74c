"""The Graph Store Protocol tests of the W3C, replayed from their manifests over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from claimgraph.store import writing
from tests.server.w3c import graph_of
from tests.server.writable import Reply, Site, writable
from tests.shared import shared

HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
BASE = "http://www.example/gsp/"
COUNTS = {"direct": (5, 15), "indirect": (9, 25)}
STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


@dataclass
class Message:
    """A request, or what is expected of a response."""

    manifest: Graph
    node: Node

    def text(self, name: str) -> str:
        return str(self.manifest.value(self.node, HT[name]) or "")

    def headers(self) -> dict[str, str]:
        listed = self.manifest.value(self.node, HT.headers)
        fields = [] if listed is None else list(Collection(self.manifest, listed))
        return {self.of(f, HT.fieldName).lower(): self.of(f, HT.fieldValue) for f in fields}

    def of(self, subject: Node, predicate: Node) -> str:
        return str(self.manifest.value(subject, predicate))

    def body(self) -> bytes:
        chars = self.manifest.value(self.manifest.value(self.node, HT.body), CNT.chars)
        return str(chars).encode() if isinstance(chars, Literal) else b""

    def statuses(self) -> set[int]:
        return {
            STATUS[str(status).rpartition("#")[2]] for status in self.manifest.objects(self.node, MF.expectedStatus)
        }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("gsp") / "store"
    with writing(store) as writer:
        writer.publish({"base": BASE}, keep=1)
    with writable(store) as site:
        yield site


@pytest.mark.parametrize("kind", ["direct", "indirect"])
def test_graph_store(kind: str, site: Site) -> None:
    manifest = Graph().parse(shared("conformance", "sparql11", "graph-store-protocol", f"manifest-{kind}.ttl"))
    wrong, count, tests = [], 0, sorted(manifest.subjects(RDF.type, MF.GraphStoreProtocolTest), key=str)
    for test in tests:
        assert site.update("DROP ALL").status == 200
        location = ""
        for request, response in exchanges(manifest, test):
            method, path = request.text("methodName"), request.text("absolutePath")
            reply = ask(site, method, path.replace("$LOCATION$", quote(location, safe="")), request)
            location = reply.headers.get("Location", location)
            count += 1
            if not fits(reply, response, method):
                wrong.append((str(test).rpartition("#")[2], method, path, reply.status, reply.body[:99]))
    assert wrong == []
    assert (len(tests), count) == COUNTS[kind]


def ask(site: Site, method: str, path: str, request: Message) -> Reply:
    path = path.replace("/gsp", "/graphs", 1)
    headers = {name.replace("-", "_"): value for name, value in request.headers().items()}
    if path.startswith("http"):
        path = unquote(path).removeprefix(site.address)
    return (site.ask if method in ("GET", "HEAD") else site.write)(method, path, request.body(), **headers)


def exchanges(manifest: Graph, test: Node) -> Iterator[tuple[Message, Message]]:
    """Yield each request of a test with what is expected of its response."""
    requests = manifest.value(manifest.value(test, MF.action), HT.requests)
    assert requests is not None
    for node in Collection(manifest, requests):
        response = manifest.value(node, HT.resp)
        assert response is not None
        yield Message(manifest, node), Message(manifest, response)


def fits(reply: Reply, expected: Message, method: str) -> bool:
    media = reply.headers.get("Content-Type", "")
    right = reply.status in expected.statuses() and media == expected.headers().get("content-type", media)
    if not expected.body() or method == "HEAD":
        return right
    found = [graph_of(ox.Quad(*triple) for triple in read(data, "")) for data in (reply.body, expected.body())]
    return right and found[0] == found[1]


def read(body: bytes, graph: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(body, ox.RdfFormat.TURTLE, base_iri=graph or BASE)]
