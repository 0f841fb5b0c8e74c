"""What the review keeps between requests: the queue, the file of decisions, the audit log, an index of items."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import flask

from claimgraph.audit import AuditLog
from claimgraph.link.decisions import Decision, beside, in_force, read
from claimgraph.review.doubts import Settled
from claimgraph.server.options import ServerOptions
from claimgraph.server.reconciliation.items import IndexFile
from claimgraph.server.review.queue import QueueShelf
from claimgraph.server.tokens import fingerprint
from claimgraph.wikidata.shipped import SHIPPED

EXTENSION = "claimgraph.review"


@dataclass(frozen=True)
class Decided:
    """The decisions of a file: all, and those in force."""

    all: tuple[Decision, ...]
    holding: frozenset[str]
    settled: Settled


class Desk:
    """What the review keeps between requests."""

    def __init__(self, store: Path, options: ServerOptions) -> None:
        self.file = Path(options.decisions) if options.decisions else beside(store)
        self.log = AuditLog(Path(options.audit) if options.audit else store / "audit.jsonl")
        self.pending = store / "review.pending"
        self.shelf = QueueShelf()
        self.items = IndexFile(Path(options.wikidata_index) if options.wikidata_index else SHIPPED)
        self._lock = threading.Lock()
        self._kept: tuple[object, Decided] | None = None

    def decided(self) -> Decided:
        """Return the decisions of the file, read again when it changes; ClaimGraphError where a line is none."""
        with self._lock:
            seen = fingerprint(self.file)
            if self._kept is None or self._kept[0] != seen:
                found = read(self.file).decisions if seen is not None else ()
                holding = frozenset(decision.id for decision in in_force(found))
                self._kept = seen, Decided(found, holding, Settled(found))
            return self._kept[1]


def desk() -> Desk:
    """Return the desk of the application at work."""
    found = flask.current_app.extensions[EXTENSION]
    assert isinstance(found, Desk)
    return found
