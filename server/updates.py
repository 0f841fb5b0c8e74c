"""Writing: one order after the other, each on a draft of its own that becomes the next release or leaves no trace.

A draft is a copy of the current release that shares its tables. The order is carried out on it by a process that can be
killed, so an order that fails, explodes or takes too long is undone by deleting a folder. One that succeeds is safe
on disk, in force and in the audit log before it is acknowledged.
"""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claimgraph.drafts import SUPERSEDED, basis_of, copy_graph, note_basis
from claimgraph.errors import ClaimGraphError, StoreError
from claimgraph.iri import DEFAULT_BASE
from claimgraph.ledger import opened
from claimgraph.server.audit import AuditLog, Record
from claimgraph.server.hand import Hand, UpdateFailed, UpdateLimit
from claimgraph.server.options import ServerOptions
from claimgraph.server.orders import Order, Outcome
from claimgraph.store import Release, StoreBusy, begin_release, current_release, locked, put_in_force, write_manifest

LOCK_TICK = 0.05


class Unfinished(StoreError):
    """A build was interrupted: its working store holds what no release does."""


class Updater:
    """The one writer of a server; `carry_out` may be called from any thread."""

    def __init__(self, store: Path, options: ServerOptions) -> None:
        self._store, self._options = store, options
        self.log = AuditLog(Path(options.audit) if options.audit else store / "audit.jsonl")
        self._places = threading.BoundedSemaphore(options.update_queue + 1)
        # Processes end together with the thread that started them: all are started by this one.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._spare: Hand | None = None
        self._last: str | None = None
        self._thread.submit(self._prepare)

    def carry_out(self, order: Order) -> Outcome:
        """Carry out an order and return what it did; whatever is raised, nothing was changed then."""
        deadline = time.monotonic() + self._options.update_seconds
        if not self._places.acquire(blocking=False):
            raise UpdateLimit("queue", self._options.update_queue)
        try:
            return self._thread.submit(self._write, order, deadline).result()
        finally:
            self._places.release()

    def close(self) -> None:
        """Finish the order at work and stop; waiting ones are not begun."""
        self._thread.submit(self._discard)
        self._thread.shutdown(wait=True)

    def _prepare(self) -> None:
        if self._spare is None:
            self._spare = Hand(self._options.memory_mib)

    def _discard(self) -> None:
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def _write(self, order: Order, deadline: float) -> Outcome:
        try:
            with self._alone(deadline):
                try:
                    return self._attempt(order, deadline)
                except ClaimGraphError as error:
                    self.log.append(self._record(order) | {"outcome": "failed", "reason": str(error)})
                    raise
        except OSError as error:
            kind = "there is no room on disk" if error.errno in (errno.ENOSPC, errno.EDQUOT) else str(error)
            raise UpdateFailed(kind) from error

    @contextmanager
    def _alone(self, deadline: float) -> Iterator[None]:
        """Keep all other writers out; wait for one that is at work."""
        with ExitStack() as held:
            while True:
                try:
                    held.enter_context(locked(self._store))
                    break
                except StoreBusy:
                    if time.monotonic() + LOCK_TICK >= deadline:
                        raise
                time.sleep(LOCK_TICK)
            yield

    def _attempt(self, order: Order, deadline: float) -> Outcome:
        release = current_release(self._store)
        check_finished(self._store, release)
        if release.name != self._last:
            self.log.complete(self._store, release.name)
            self._last = release.name
        draft = begin_release(self._store)
        try:
            copy_graph(release.graph, draft.graph)
            told = self._run(order, release, draft, deadline)
            outcome = Outcome(told["before"], told["after"], told["existed"], preview=told["preview"])
            return outcome if order.dry else self._publish(order, outcome, release, draft)
        finally:
            shutil.rmtree(draft.path, ignore_errors=True)

    def _run(self, order: Order, release: Release, draft: Release, deadline: float) -> dict[str, Any]:
        """Have a process carry out an order on a draft; the next one starts at once, for the next order."""
        self._prepare()
        hand, self._spare = self._spare, None
        assert hand is not None
        manifest = release.manifest()
        message = order.message() | {
            "draft": str(draft.graph),
            "origin": str(release.graph),
            "before": manifest.get("quads"),
            "base": manifest.get("base", DEFAULT_BASE),
        }
        try:
            return hand.carry_out(message, order.parts, deadline - time.monotonic(), self._options.update_seconds)
        finally:
            hand.close()
            self._prepare()

    def _publish(self, order: Order, outcome: Outcome, release: Release, draft: Release) -> Outcome:
        """Put a draft in force; from here on nothing is taken back."""
        record = self._record(order) | {
            "outcome": "done",
            "release": draft.name,
            "quads": {"before": outcome.before, "after": outcome.after},
        }
        old = release.manifest()
        manifest = old | {"created": record["when"], "quads": outcome.after, "write": record}
        write_manifest(draft, manifest | {"companions": old.get("companions", release.name)})
        link_companions(release, draft)
        if (self._store / "work").exists() and basis_of(self._store) != SUPERSEDED:
            note_basis(self._store, SUPERSEDED)
        put_in_force(self._store, draft, self._options.keep_releases)
        self.log.append(record)
        self._last = draft.name
        return Outcome(outcome.before, outcome.after, outcome.existed, draft.name)

    def _record(self, order: Order) -> Record:
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        return {"id": uuid.uuid4().hex, "when": when} | order.record()


def link_companions(release: Release, draft: Release) -> None:
    """Keep what builds put beside a graph, the index for search and the network; they lag behind until a build."""
    for path in release.path.iterdir():
        if path.is_file() and path.name != "manifest.json":
            os.link(path, draft.path / path.name)


def check_finished(store: Path, current: Release) -> None:
    """Raise Unfinished where a build was interrupted: to go on from its release would lose what it has done."""
    ledger, basis = store / "work" / "ledger.sqlite", basis_of(store)
    if basis == SUPERSEDED or not ledger.exists():
        return
    with opened(ledger) as known:
        published = known.fact("published")
    if published is None or current.name not in (published, basis):
        raise Unfinished(str(store), "a build was interrupted here: run it to its end, then write")
