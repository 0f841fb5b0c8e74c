"""What the service keeps between requests: entities of the release, the index of items, turns to work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask

from claimgraph.errors import QueryLimit
from claimgraph.server import backend
from claimgraph.server.options import ServerOptions
from claimgraph.server.reconciliation.graph import Shelf
from claimgraph.server.reconciliation.items import IndexFile
from claimgraph.server.reconciliation.records import Source

EXTENSION = "claimgraph.reconciliation"
GRAPH, WIKIDATA = "/reconcile", "/reconcile/wikidata"


class Desk:
    """What the service keeps between requests, and how many of them it works on at once."""

    def __init__(self, options: ServerOptions) -> None:
        self.shelf = Shelf()
        self.items = IndexFile(Path(options.wikidata_index)) if options.wikidata_index else None
        self.seconds = options.fast_timeout
        self._turns = threading.BoundedSemaphore(options.fast_workers)

    @contextmanager
    def source(self, path: str) -> Iterator[Source]:
        """Lend the entities of a service; QueryLimit where too many requests are at work for too long."""
        if not self._turns.acquire(timeout=self.seconds):
            raise QueryLimit("queue", self.seconds)
        try:
            yield self.items.records() if path == WIKIDATA and self.items else self.shelf.records(backend.here())
        finally:
            self._turns.release()


def desk() -> Desk:
    """Return the desk of the application at work."""
    found = flask.current_app.extensions[EXTENSION]
    assert isinstance(found, Desk)
    return found
