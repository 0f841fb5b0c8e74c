"""The client of the load test must see what a bad server does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tools.large_store import BASE, copies
from tools.load_client import Client, Known

EMPTY = b'{"results":{"bindings":[]}}'
FOUND = b'{"results":{"bindings":[{"n":{"value":"0"}}]}}'
ALIEN = FOUND.replace(b'"0"', b'"77"')


@contextmanager
def answering(status: int, body: bytes, missing: int = 0) -> Iterator[ThreadingHTTPServer]:
    """Run a server that takes every update, and answers every query alike, some bytes short of what it promised."""

    class Handler(BaseHTTPRequestHandler):
        """The answers."""

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._send(200, b"", 0)

        def do_GET(self) -> None:
            self._send(status, body, missing)

        def _send(self, status: int, body: bytes, missing: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + missing))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever).start()
        try:
            yield server
        finally:
            server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "missing", "fault"),
    [
        (200, EMPTY, 0, "lost"),
        (200, ALIEN, 0, "wrong"),
        (200, FOUND[:-2], 0, "truncated"),
        (200, FOUND, 5, "broken off"),
        (500, b"broken", 0, "status 500"),
    ],
)
def test_a_fault_is_seen(status: int, body: bytes, missing: int, fault: str) -> None:
    with answering(status, body, missing) as server:
        client = Client(("127.0.0.1", server.server_port), "token", 3)
        client.insert(0)
        client.look_back()
    assert fault in client.record.faults


@pytest.mark.parametrize(("status", "body"), [(200, FOUND), (503, b"busy")])
def test_right_answers_and_refusals_are_no_faults(status: int, body: bytes) -> None:
    with answering(status, body) as server:
        client = Client(("127.0.0.1", server.server_port), "token", 3)
        client.insert(0)
        assert client.look_back() == (status == 200)
    assert not client.record.faults


def test_rows_other_than_the_known_are_wrong() -> None:
    with answering(200, FOUND) as server:
        client = Client(("127.0.0.1", server.server_port), "token", 3)
        client.check(Known("lookup", "SELECT", ["other"]))
    assert client.record.faults == {"wrong": 1}


def test_copies_have_names_of_their_own_and_one_ontology() -> None:
    document = f"<{BASE}doc/a> <urn:p> <{BASE}entity/b> <{BASE}graph/doc/a> .\n"
    term = f"<urn:c> <urn:p> <urn:d> <{BASE}graph/ontology> .\n"
    found = "".join(copies([document, term], 6)).splitlines()
    assert len(found) == len(set(found)) == 6
    assert sum("ontology" in line for line in found) == 1
    assert found[-1] == f"<{BASE}doc/4-a> <urn:p> <{BASE}entity/1-b> <{BASE}graph/doc/4-a> ."
