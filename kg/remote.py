"""A store that somebody serves: asked by the SPARQL 1.1 protocol, filled by the Graph Store Protocol, nothing else."""

from __future__ import annotations

import http.client
import io
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.parsers.expat import ExpatError, ParserCreate

from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results

from claimgraph.answers import Answer, with_prefixes
from claimgraph.errors import ClaimGraphError
from claimgraph.store import View

ACCEPT = "application/sparql-results+xml"
"""The format that servers agree on: Virtuoso's JSON has a type of its own for literals."""
FORM = "application/x-www-form-urlencoded"
N_TRIPLES = "application/n-triples"
SECONDS = 300.0
TOLD = 300
"""Bytes of a server's complaint that are shown."""


@dataclass
class RemoteError(ClaimGraphError):
    """A server can't be reached, or refuses what it is asked."""

    address: str
    reason: str

    def __str__(self) -> str:
        return f"server {self.address}: {self.reason}"


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a secret is for the server that was named."""

    def redirect_request(self, *arguments: object) -> None:
        """Refuse."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL endpoint, or a Graph Store; `token` is sent as such, `user` is a name and a password."""

    address: str
    token: str | None = None
    user: tuple[str, str] | None = None

    def query(self, text: str) -> Answer:
        """Return the answer to a SELECT or ASK query."""
        body = urlencode({"query": with_prefixes(text)}).encode()
        content = self._send("POST", self.address, body, {"Accept": ACCEPT, "Content-Type": FORM})
        try:
            ParserCreate().Parse(content, True)  # the next parser takes an answer that is cut between rows for whole
            return parse_query_results(io.BytesIO(content), QueryResultsFormat.XML)
        except (ExpatError, SyntaxError, ValueError) as error:
            raise RemoteError(self.address, f"its answer is no result of SPARQL ({error})") from error

    def replace(self, graph: str, triples: bytes) -> None:
        """Put N-Triples into a graph, in place of what it holds."""
        address = f"{self.address}?{urlencode({'graph': graph})}"
        self._send("PUT", address, triples, {"Content-Type": N_TRIPLES})

    def _opener(self) -> urllib.request.OpenerDirector:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if self.user is not None:
            known.add_password(None, self.address, *self.user)
        handlers = (urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known))
        return urllib.request.build_opener(_Stay, *handlers)

    def _send(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> bytes:
        if self.token is not None:
            headers = headers | {"Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            with self._opener().open(request, timeout=SECONDS) as response:
                content: bytes = response.read()
                return content
        except urllib.error.HTTPError as error:
            with error:
                told = " ".join(error.read(TOLD).decode("utf-8", "replace").split())
            raise RemoteError(self.address, f"{error.code} {error.reason}: {told}") from error
        except http.client.HTTPException as error:
            raise RemoteError(self.address, f"its answer is cut or no HTTP ({error!r})") from error
        except (OSError, ValueError) as error:
            raise RemoteError(self.address, f"can't be reached ({error})") from error


def push(view: View, target: Remote) -> Iterator[str]:
    """Put every graph of a release into a store, one after the other, and yield their names."""
    for graph in sorted(view.graphs(), key=str):
        out = io.BytesIO()
        view.dump(out, RdfFormat.N_TRIPLES, graph)
        target.replace(graph.value, out.getvalue())
        yield graph.value


def is_address(store: str) -> bool:
    """Tell whether a store is named by an address."""
    return store.startswith(("http://", "https://"))


def named_server(address: str) -> Remote:
    """Return a server with what the environment holds to be let in."""
    user = os.environ.get("CLAIMGRAPH_USER")
    password = os.environ.get("CLAIMGRAPH_PASSWORD", "")
    return Remote(address, os.environ.get("CLAIMGRAPH_TOKEN"), None if user is None else (user, password))
