"""What all pages share: the pool, the options, and queries of our own run on the fast lane."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import flask

from claimgraph.prepared import rows as prepared
from claimgraph.server.answer import Answer, Caller, Request, Term, run
from claimgraph.server.bridge import DEPARTURE, Departure
from claimgraph.server.loading import Loader
from claimgraph.server.options import ServerOptions
from claimgraph.server.pool import Pool
from claimgraph.server.refreshing import Refresher
from claimgraph.server.releases import Follower, current_snapshot
from claimgraph.server.updates import Updater

EXTENSION = "claimgraph"
Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a SELECT for a page, at most as many as asked for; `cut`: there would have been more."""

    variables: Sequence[str]
    rows: Sequence[Row]
    cut: bool = False

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def texts(self) -> list[dict[str, str]]:
        """Return the rows with the bare text of each term."""
        return [{name: term["value"] for name, term in row.items()} for row in self.rows]


class Backend:
    """The store as the web application sees it: queries go to the pool, never to this process."""

    def __init__(self, store: Path, options: ServerOptions) -> None:
        self.options = options
        self.pool = Pool(current_snapshot(store), options)
        self._kept: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._reading = threading.Lock()
        self.follower = Follower(store, self.pool, options.poll)
        self.updater = Updater(store, options) if options.writable else None
        self.loader = Loader(options.sources, self.pool.federation, options.service_seconds, options.update_bytes)
        follows = options.writable and options.refresh > 0
        self.refresher = Refresher(store, options, self.follower.hasten) if follows else None

    @property
    def release(self) -> str:
        """Name of the release being served."""
        return self.pool.snapshot.name

    @property
    def base(self) -> str:
        """Base of the IRIs of the release being served."""
        return self.pool.snapshot.base

    def run(self, request: Request) -> Answer:
        """Run a query of our own that a page waits for."""
        return run(self.pool, request, self.pool.fast, visitor())

    def view(self, name: str, rows: int = 1000, **bindings: Term) -> Table:
        """Run one of the page queries in `views/` and return at most `rows` rows."""
        return read_table(self.run(Request(view_query(name), bindings=bindings, rows=rows)))

    def every(self, name: str) -> list[dict[str, str]]:
        """Return all rows of a query without parameters, in order, with the bare text of each term.

        They are those beside the graph; where it has none, the query runs, for as long as a visitor's own may.
        """
        found = prepared.load(self.pool.snapshot.graph.parent, name) if name in prepared.names() else None
        if found is not None:
            return found
        answer = run(self.pool, Request(view_query(name)), self.pool.slow)
        told = json.loads(read_body(answer))
        rows = [{name: term["value"] for name, term in row.items()} for row in told["results"]["bindings"]]
        return prepared.ordered(rows, told["head"]["vars"])

    def once(self, name: str) -> list[dict[str, str]]:
        """Return what `every` returns, read once per release; one thread reads, others wait for it."""
        with self._reading:
            key = (self.release, name)
            if key not in self._kept:
                found = self.every(name)
                self._kept = {old: rows for old, rows in self._kept.items() if old[0] == key[0]} | {key: found}
            return self._kept[key]

    def close(self) -> None:
        """Stop writing, following releases and all workers."""
        if self.refresher is not None:
            self.refresher.close()
        if self.updater is not None:
            self.updater.close()
        self.follower.close()
        self.pool.close()


@cache
def view_query(name: str) -> str:
    """Return the text of a page query."""
    if name in prepared.names():
        return prepared.query(name)
    return (files("claimgraph.server") / "views" / f"{name}.rq").read_text(encoding="utf-8")


def read_body(answer: Answer) -> bytes:
    """Return the whole body of an answer."""
    return answer.body if answer.body is not None else b"".join(answer.stream or ())


def read_table(answer: Answer) -> Table:
    """Return the rows of an answer to a request for rows."""
    found = json.loads(read_body(answer))
    return Table(found["variables"], found["rows"], found["cut"])


def uri(value: str) -> Term:
    """Return an IRI as a term."""
    return {"type": "uri", "value": value}


def literal(value: str) -> Term:
    """Return words as a term."""
    return {"type": "literal", "value": value}


def visitor() -> Caller:
    """Return who sent the request at work; nobody where there is none."""
    if not flask.has_request_context():
        return Caller()
    departure = flask.request.environ.get(DEPARTURE)
    return Caller(flask.request.remote_addr or "", departure or Departure())


def here() -> Backend:
    """Return the backend of the application at work."""
    backend = flask.current_app.extensions[EXTENSION]
    assert isinstance(backend, Backend)
    return backend
