"""Servers that may be written, and requests that write."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from claimgraph.server.options import ServerOptions
from claimgraph.server.tokens import add
from tests.server.conftest import OPTIONS, running

WRITABLE = replace(OPTIONS, writable=True, update_seconds=10.0, refresh=0.0)
UPDATE = {"Content_Type": "application/sparql-update"}


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Site:
    """A running server, its store and a token that may write."""

    address: str
    store: Path
    token: str

    def ask(self, method: str, path: str, body: bytes | str = b"", **headers: str) -> Reply:
        """Send a request without the token."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        data = body.encode() if isinstance(body, str) else body
        try:
            fields = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, data or None, fields)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def write(self, method: str, path: str, body: bytes | str = b"", **headers: Any) -> Reply:
        """Send a request with the token."""
        return self.ask(method, path, body, Authorization=f"Bearer {self.token}", **headers)

    def update(self, text: str, query: str = "") -> Reply:
        """Send a SPARQL update as it is."""
        return self.write("POST", f"/sparql{query}", text, Content_Type="application/sparql-update")

    def values(self, query: str) -> list[str]:
        """Return the first column of a query's result, in its order."""
        found = self.ask("POST", "/sparql", query, Content_Type="application/sparql-query", Accept="text/csv")
        assert found.status == 200, found.body
        return found.body.decode().splitlines()[1:]


@contextmanager
def writable(store: Path, options: ServerOptions = WRITABLE, server: str = "granian") -> Iterator[Site]:
    """Run a server that may be written."""
    token = add(store / "tokens.json", "tester", ["update"], datetime.now(UTC))
    with running(store, options, server) as address:
        yield Site(address, store, token)
