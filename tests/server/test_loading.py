"""LOAD from addresses that the operator names, against a listener on loopback that misbehaves in many ways."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from claimgraph.server.calling import Unusable, call
from claimgraph.server.loading import find_loads
from claimgraph.server.operations.configuration import ConfigurationError, check
from claimgraph.server.options import ServerOptions
from tests.server.sample import publish_sample
from tests.server.writable import WRITABLE, Site, writable

G = "http://g.example/loaded"
TURTLE = b'@prefix : <urn:x:> . :a :b "DROP ALL } ; \\\\u0041 \\"", [ :c 1 ] .'
PAGES: dict[str, tuple[str, bytes]] = {
    "/data": ("text/turtle", TURTLE),
    "/data.ttl": ("application/octet-stream", b"<a> <b> 1 ."),
    "/json": ("application/ld+json", b'{"@id": "urn:x:a", "urn:x:b": {"@id": "urn:x:c"}}'),
    "/none": ("text/turtle", b""),
    "/html": ("text/html", b"<p>"),
    "/broken": ("text/turtle", b"<a> <b"),
    "/many": ("application/trig", b"<urn:g> { <a> <b> 1 }"),
    "/large": ("text/turtle", b"# " + b" " * 200_000),
    "/grows": ("text/turtle", b"@prefix : <urn:" + b"x" * 5000 + b":> . :a :b " + b":c, " * 100 + b":d, :e, :f, :g ."),
    "/context": ("application/ld+json", b'{"@context": "http://127.0.0.1:9/", "@id": "urn:x:a", "b": 1}'),
}
FAILING = {
    "elsewhere": "another address", "inside": "not allowed", "html": "no RDF", "broken": "gave no triples",
    "many": "gave no triples", "large": "larger than 100000", "grows": "larger than 100000 bytes as N-Triples",
    "drip": "longer than", "hang": "longer than", "gone": "404", "context": "gave no triples",
}  # fmt: skip


class Other(ThreadingHTTPServer):
    """Another server, and the paths that it was asked for."""

    asked: list[str]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers well or badly, as the path says."""

    server: Other

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/hang":
            time.sleep(3)
        places = {"/elsewhere": self.server.url("data"), "/inside": "file:///etc/passwd"}
        media, body = PAGES.get(self.path, ("text/turtle", b"<a> <b> 1 ."))
        self.send_response(302 if self.path in places else 404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", media)
        if self.path in places:
            self.send_header("Location", places[self.path])
        self.end_headers()
        with suppress(OSError):  # who asked has given up
            for _ in range(30 if self.path == "/drip" else 0):
                self.wfile.write(b" ")
                time.sleep(0.1)
            self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        rows = [{"n": {"type": "literal", "value": "from there"}}]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    server = Other(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def site(other: Other, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store: Path = tmp_path_factory.mktemp("loading") / "store"
    publish_sample(store)
    sources = tuple(other.url(path) for path in (*FAILING, *(path[1:] for path in PAGES)))
    limits = replace(WRITABLE, service_seconds=1.5, update_bytes=100_000, request_bytes=100_000)
    with writable(store, replace(limits, sources=sources, services=(other.url("sparql"),))) as site:
        yield site


@pytest.fixture(autouse=True)
def nothing(site: Site, other: Other) -> None:
    assert site.update(f"DROP SILENT GRAPH <{G}> ; DROP DEFAULT").status == 200
    other.asked.clear()


def triples(site: Site, graph: str = G) -> list[str]:
    return site.values(f"SELECT ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?p ?o")


def test_named_source_is_loaded(site: Site, other: Other) -> None:
    reply = site.update(f"PREFIX g: <http://g.example/> LOAD <{other.url('data')}> INTO GRAPH g:loaded")
    assert (reply.status, other.asked) == (200, ["/data"])
    assert len(triples(site)) == 3
    assert any('DROP ALL } ; \\u0041 ""' in row for row in triples(site))
    assert site.update(f"LOAD <{other.url('data.ttl')}> ; LOAD <{other.url('json')}> INTO GRAPH <{G}>").status == 200
    assert len(triples(site)) == 4
    assert b"data.ttl" not in site.ask("GET", "/graphs?default", Accept="application/n-triples").body
    assert f"<{other.url('a')}>".encode() in site.ask("GET", "/graphs?default", Accept="application/n-triples").body
    record = json.loads((site.store / "audit.jsonl").read_text().splitlines()[-1])
    assert record["begins"].startswith(f"LOAD <{other.url('data.ttl')}>")


def test_empty_source_makes_the_graph(site: Site, other: Other) -> None:
    assert site.update(f"LOAD <{other.url('none')}> INTO GRAPH <{G}>").status == 200
    assert site.update(f"CREATE GRAPH <{G}>").status == 409
    assert site.ask("GET", f"/graphs?graph={G}").status == 200


@pytest.mark.parametrize("path", FAILING)
def test_what_goes_wrong_is_told_or_passed_over(site: Site, other: Other, path: str) -> None:
    text = f"INSERT DATA {{ GRAPH <{G}> {{ <urn:a> <urn:b> 1 }} }} ; LOAD <{other.url(path)}> INTO GRAPH <{G}>"
    began = time.monotonic()
    reply = site.update(text)
    assert (reply.status, FAILING[path] in reply.body.decode()) == (502, True), reply.body
    assert time.monotonic() - began < 10
    assert triples(site) == []
    assert other.asked == [f"/{path}"]
    if path in ("elsewhere", "gone"):
        assert site.update(text.replace("LOAD", "LOAD SILENT")).status == 200
        assert len(triples(site)) == 1


def test_nothing_else_is_fetched(site: Site, other: Other) -> None:
    url = other.url("data")
    for text in (
        f"LOAD <{url}?x>", f"LOAD SILENT <{other.url('sparql')}>", "LOAD <file:///etc/passwd>",
        f"PREFIX u: <{url}> LOAD u:", f"BASE <{url}> LOAD <data>", f"LOAD <{url}> ; LOAD <{url}x>",
        f"LOAD <{url}> ; INSERT {{ ?s ?p 1 }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", f"LOAD <{url}> ; " * 9,
    ):  # fmt: skip
        assert site.update(text).status == 403, text
    assert site.update(f"LOAD <{url}> ; INSERT DATA {{").status in (400, 403)
    assert site.ask("POST", "/sparql", f"LOAD <{url}>", Content_Type="application/sparql-update").status == 401
    assert other.asked in ([], ["/data"])


def test_dry_run_tells_what_would_be_loaded(site: Site, other: Other) -> None:
    told = json.loads(site.update(f"LOAD <{other.url('data')}> INTO GRAPH <{G}>", "?dry-run=true").body)
    assert (told["added"]["count"], told["release"], triples(site)) == (3, None, [])


def test_update_may_ask_an_allowed_service(site: Site, other: Other) -> None:
    where = f"SERVICE <{other.url('sparql')}> {{ ?a e:n ?n }}"
    reply = site.update(f"PREFIX e: <urn:e:> INSERT {{ GRAPH <{G}> {{ e:a e:b ?n }} }} WHERE {{ {where} }}")
    assert (reply.status, triples(site)) == (200, ["urn:e:b,from there"])


def test_name_that_leads_to_this_machine_is_not_asked(other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever owns a name may have it mean an address behind the operator's wall."""
    port = other.server_address[1]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(Unusable, match="this machine"):
        call(f"http://rebound.example:{port}/data", {}, 2.0, 1000)
    assert other.asked == []
    assert call(f"http://localhost:{port}/data", {}, 2.0, 1000)[0] == TURTLE


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://h.example/", "data:,x", "http:///x", "http://a:b@h.example/"]
)
def test_address_of_another_kind_is_refused_at_the_start(address: str) -> None:
    for name in ("services", "sources"):
        with pytest.raises(ConfigurationError):
            check(replace(ServerOptions(), **{name: (address,)}))  # type: ignore[arg-type]


def test_loads_are_found_at_the_top_only() -> None:
    text = "INSERT DATA { <a> <LOAD> 'LOAD <u:1>' } ; load silent <u:2> into graph <g> # LOAD <u:3>\n; LOAD <u:4>"
    assert [(load.source, load.graph, load.silent) for load in find_loads(text)] == [
        ("u:2", "<g>", True), ("u:4", "", False),
    ]  # fmt: skip
