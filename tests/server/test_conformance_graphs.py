"""The Graph Store Protocol tests of the W3C: what they read is read over a real socket.

The endpoint is read-only: what a test writes is published as a release before its next request.
"""

from __future__ import annotations

import email
import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from claimgraph.store import writing
from tests.server.conftest import running, wait_until
from tests.server.w3c import graph_of
from tests.shared import shared

HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
BASE, NEW = "http://www.example/gsp/", "http://www.example/gsp/new"
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


@dataclass
class Store:
    """The store behind the server, and what was written to it."""

    path: Path
    graphs: dict[str, list[ox.Triple]] = field(default_factory=dict)

    def write(self, method: str, graph: str, media: str, body: bytes) -> str:
        """Do what a writing request asks for and return the release that holds it."""
        if method == "DELETE":
            self.graphs.pop(graph, None)
        else:
            old = self.graphs.get(graph, []) if method == "POST" else []
            self.graphs[graph] = old + [triple for part in parts(media, body) for triple in read(part, graph)]
        with writing(self.path) as writer:
            writer.clear()
            names = {name: ox.NamedNode(name) if name else ox.DefaultGraph() for name in self.graphs}
            quads = [
                ox.Quad(t.subject, t.predicate, t.object, names[name])
                for name, found in self.graphs.items()
                for t in found
            ]
            writer.replace_all([], quads)
            return writer.publish({"base": BASE}, keep=2).name


def parts(media: str, body: bytes) -> list[bytes]:
    """Return the bodies of a form with files, or the one body."""
    if not media.startswith("multipart/"):
        return [body]
    message = email.message_from_bytes(b"Content-Type: " + media.encode() + b"\r\n\r\n" + body)
    return [bytes(part.get_payload(decode=True)) for part in message.get_payload()]  # type: ignore[union-attr]


def read(body: bytes, graph: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(body, ox.RdfFormat.TURTLE, base_iri=graph or BASE)]


def graph_named(path: str) -> str:
    """Return the IRI of the graph that a path names, "" for the default graph; without one a new name."""
    parts = urlsplit(path)
    fields = parse_qs(parts.query, keep_blank_values=True)
    if "default" in fields:
        return ""
    if "graph" in fields:
        return fields["graph"][0]
    return BASE + parts.path.removeprefix("/gsp/") if parts.path != "/gsp" else NEW


@pytest.fixture(scope="module")
def manifests() -> list[Graph]:
    folder = shared("conformance", "sparql11", "graph-store-protocol")
    return [Graph().parse(folder / f"manifest-{kind}.ttl") for kind in ("direct", "indirect")]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    store = Store(tmp_path / "store")
    store.write("DELETE", "", "", b"")
    with running(store.path) as address:
        yield address, store


def ask(address: str, method: str, path: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, path.replace("/gsp", "/graphs", 1), headers=headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Content-Type", ""), response.read()
    finally:
        connection.close()


def test_graph_store(manifests: list[Graph], server: tuple[str, Store]) -> None:
    address, store = server
    wrong, reads, tests = [], 0, 0
    for manifest in manifests:
        for test in sorted(manifest.subjects(RDF.type, MF.GraphStoreProtocolTest), key=str):
            tests += 1
            store.graphs.clear()
            for request, response in exchanges(manifest, test):
                path, method = (
                    request.text("absolutePath").replace("$LOCATION$", quote(NEW)),
                    request.text("methodName"),
                )
                headers = request.headers()
                if method in ("GET", "HEAD"):
                    reads += 1
                    if not fits(ask(address, method, path, headers), response, method):
                        wrong.append((str(test).rpartition("#")[2], method, path))
                else:
                    media = headers.get("content-type", "")
                    follow(address, store.write(method, graph_named(path), media, request.body()))
    assert wrong == []
    assert (tests, reads) == (14, 19)


def exchanges(manifest: Graph, test: Node) -> Iterator[tuple[Message, Message]]:
    """Yield each request of a test with what is expected of its response."""
    requests = manifest.value(manifest.value(test, MF.action), HT.requests)
    assert requests is not None
    for node in Collection(manifest, requests):
        response = manifest.value(node, HT.resp)
        assert response is not None
        yield Message(manifest, node), Message(manifest, response)


def follow(address: str, release: str) -> None:
    """Wait until the server serves a release."""
    wait_until(lambda: f'"release":"{release}"'.encode() in ask(address, "GET", "/health", {})[2].replace(b" ", b""))


def fits(answer: tuple[int, str, bytes], expected: Message, method: str) -> bool:
    status, media, body = answer
    right = status in expected.statuses() and media == expected.headers().get("content-type", media)
    if not expected.body() or method == "HEAD":
        return right
    found = [graph_of(ox.Quad(*triple) for triple in read(data, "")) for data in (body, expected.body())]
    return right and found[0] == found[1]
