"""SERVICE towards servers that the operator names, against a listener on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from claimgraph.server.app import close_app, create_app
from claimgraph.server.calling import Unusable
from claimgraph.server.federation import Federation, find_calls
from claimgraph.server.fetcher import term_of, values_of
from tests.server.conftest import OPTIONS

ROWS = [
    {"x": {"type": "uri", "value": "urn:a"},
     "n": {"type": "literal", "value": '"SERVICE <u> {"\n\\', "xml:lang": "en"}},
    {"x": {"type": "bnode", "value": "b 1"}},
    {"n": {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}},
]  # fmt: skip


@dataclass
class Other:
    """Another server: what it was asked, and what it answers under which path."""

    asked: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "rows") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        rows = {"/many": ROWS * 40, "/none": []}.get(path, ROWS)
        body = json.dumps({"head": {"vars": ["x", "n"]}, "results": {"bindings": rows}}).encode()
        if path == "/slow":
            time.sleep(5)
        if path == "/elsewhere":
            return 302, {"Location": self.url("rows")}, b""
        bodies = {"/large": body + b" " * 200_000, "/nonsense": b"<html>", "/strange": b'{"head": {"vars": [1]}}'}
        return 500 if path == "/broken" else 200, {}, bodies.get(path, body)


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    other = Other()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            other.asked.append(f"{self.path} {parse_qs(text)['query'][0]}")
            status, headers, body = other.answer(self.path)
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked has given up
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    other.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield other
    server.shutdown()
    server.server_close()
    thread.join()


PATHS = ("rows", "none", "many", "slow", "elsewhere", "large", "nonsense", "strange", "broken")


@pytest.fixture(scope="module")
def asking(store: Path, other: Other) -> Iterator[FlaskClient]:
    """A client of a server that may ask the other one."""
    allowed = tuple(other.url(path) for path in PATHS)
    options = replace(
        OPTIONS, timeout=10.0, services=allowed, service_seconds=2.0, service_bytes=100_000, service_rows=50
    )
    app = create_app(store, options)
    app.testing = True
    yield app.test_client()
    close_app(app)


def ask(client: FlaskClient, query: str) -> tuple[int, str]:
    response = client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    return response.status_code, response.text


def test_allowed_server_is_asked_and_its_rows_are_joined(asking: FlaskClient, other: Other) -> None:
    other.asked.clear()
    query = (
        f"PREFIX e: <urn:e:> SELECT ?x ?n {{ VALUES ?n {{ 7 8 }} SERVICE <{other.url()}> {{ ?x e:p ?n . # }}\n }} }}"
    )
    status, text = ask(asking, query)
    genid = f"http://127.0.0.1:{other.port}/.well-known/genid/b%201"
    assert (status, sorted(text.split())) == (200, sorted(["x,n", ",7", f"{genid},7", f"{genid},8"]))
    assert "PREFIX e: <urn:e:>" in other.asked[0]
    assert "?x e:p ?n" in other.asked[0]
    assert "VALUES" not in other.asked[0]
    assert ox.Store().query(other.asked[0].partition(" ")[2]) is not None


def test_terms_arrive_as_they_were(asking: FlaskClient, other: Other) -> None:
    query = f"SELECT ?x ?n {{ service silent <{other.url()}> {{ ?x <urn:p> ?n }} FILTER(BOUND(?x) && BOUND(?n)) }}"
    response = asking.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert json.loads(response.data)["results"]["bindings"] == [ROWS[0]]


@pytest.mark.parametrize(("path", "words"), [
    ("many", "more than 50 rows"), ("slow", "longer than 2"), ("elsewhere", "another address"),
    ("large", "larger than 100000 bytes"), ("nonsense", "gave no answer"), ("strange", "gave no answer"),
    ("broken", "500"),
])  # fmt: skip
def test_what_goes_wrong_there_is_told_or_passed_over(asking: FlaskClient, other: Other, path: str, words: str) -> None:
    other.asked.clear()
    query = f"SELECT * {{ SERVICE <{other.url(path)}> {{ ?x ?p ?n }} }}"
    status, text = ask(asking, query)
    assert (status, text.count("\n")) == (502, 1)
    assert words in text
    assert len(other.asked) == 1
    if path != "slow":
        assert ask(asking, query.replace("SERVICE", "SERVICE SILENT"))[0] == 200


def test_only_named_servers_are_asked(asking: FlaskClient, other: Other) -> None:
    other.asked.clear()
    url = other.url()
    for query in (
        f"SELECT * {{ SERVICE <{url}?x=1> {{ ?x ?p ?n }} }}",
        f"SELECT * {{ SERVICE <{url}> {{ ?x ?p ?n SERVICE <{url}> {{ ?a ?b ?c }} }} }}",
        f"SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?x ?p ?n }} }}",
        f"PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?x ?p ?n }} }}",
        f"SELECT * {{ ?s ?p 1.0e1SERVICE<{url}> {{ ?x ?p ?n }} }}",
        f"SELECT * {{ {f'SERVICE <{url}> {{ ?x ?p ?n }}' * 9} }}",
        f"SELECT * {{ SERVICE <{url}> {{ ?x ?p ?n ",
        f"LOAD <{url}>",
    ):
        assert ask(asking, query)[0] == 403, query
    assert other.asked == []


def test_no_server_is_asked_by_default(client: FlaskClient, other: Other) -> None:
    other.asked.clear()
    assert ask(client, f"SELECT * {{ SERVICE <{other.url()}> {{ ?x ?p ?n }} }}")[0] == 403
    assert other.asked == []


def test_calls_are_found_outside_texts_and_comments_only() -> None:
    texts = "?s a:service 'SERVICE <u:x> {}' # SERVICE <u:y> {}"
    query = f"PREFIX a: <urn:a> SELECT * {{ {texts}\n SERVICE <urn:z> {{ ?a ?b '}}' }} }}"
    prologue, calls = find_calls(query)
    assert prologue == "PREFIX a: <urn:a> "
    assert [(call.endpoint, call.pattern, call.silent) for call in calls] == [("urn:z", " ?a ?b '}' ", False)]


def test_time_that_is_over_asks_nobody(other: Other) -> None:
    other.asked.clear()
    federation = Federation((other.url(),), 5, 1000, 10)
    with pytest.raises(Exception, match="queue limit"):
        federation.resolve(f"SELECT * {{ SERVICE <{other.url()}> {{ ?x ?p ?n }} }}", {}, time.monotonic())
    assert other.asked == []


@pytest.mark.parametrize("term", [
    {"type": "uri", "value": "urn:a> } DROP ALL #"}, {"type": "literal", "value": "x", "xml:lang": "en } #"},
    {"type": "literal", "value": "x", "datatype": "urn:<"}, {"type": "triple", "value": "x"},
])  # fmt: skip
def test_term_that_would_break_out_is_refused(term: dict[str, str]) -> None:
    with pytest.raises(Unusable):
        term_of(term, "http://127.0.0.1/")


def test_variable_that_would_break_out_is_refused() -> None:
    with pytest.raises(Unusable):
        values_of({"head": {"vars": ["x) {} #"]}, "results": {"bindings": []}}, "", 1)


def test_fetcher_can_start_no_program() -> None:
    code = "import os; from claimgraph.server import sandbox; print(sandbox.enter(1024, network=True))\n"
    code += "try:\n    os.execv('/bin/true', ['true'])\nexcept PermissionError:\n    print('denied')\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if "network_filter" in done.stdout:
        pytest.skip("no system-call filter on this platform")
    assert done.stdout.splitlines()[-1] == "denied"
