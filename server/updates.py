"""Writing: one order after the other, on a draft that becomes the next release or leaves no trace.

A draft is a copy of the current release that shares its tables. The order is carried out on it by a process that can be
killed, so an order that fails, explodes or takes too long is undone by deleting a folder. One that succeeds is safe
on disk, in force and in the audit log before it is acknowledged.
"""

from __future__ import annotations

import errno
import shutil
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from claimgraph.audit import AuditLog, Record, announce, enter
from claimgraph.drafts import copy_graph
from claimgraph.errors import ClaimGraphError
from claimgraph.iri import DEFAULT_BASE
from claimgraph.server.hand import Hand, Limit, UpdateFailed, UpdateLimit
from claimgraph.server.lag import COMPANIONS, check_finished, companions_of, leave_behind, link_companions
from claimgraph.server.options import ServerOptions
from claimgraph.server.orders import Order, Outcome
from claimgraph.server.versions import LENGTH, Versions
from claimgraph.store import Release, StoreBusy, begin_release, current_release, locked, put_in_force, write_manifest

LOCK_TICK = 0.05


@dataclass(slots=True)
class Job:
    """An order that waits or is at work, and whoever waits for its outcome."""

    order: Order
    limit: Limit
    result: Future[Outcome] = field(default_factory=Future)
    told: dict[str, Any] = field(default_factory=dict)
    graphs: list[str | None] | None = None
    error: ClaimGraphError | None = None
    done: bool = False

    def fail(self, error: ClaimGraphError) -> None:
        """Note why the order can't be carried out, unless it has been or that is known."""
        if not self.done:
            self.error, self.done = error, True

    def settle(self) -> None:
        """Let go whoever waits; nothing more happens to the order."""
        if self.error is None:
            self.result.set_result(Outcome(**self.told))
        else:
            self.result.set_exception(self.error)

    @property
    def is_over(self) -> bool:
        """Whether its time has passed while it waited."""
        return time.monotonic() >= self.limit.end


class Updater:
    """The one writer of a server; `carry_out` may be called from any thread.

    What has come while a release was made goes into the next one together, each order as a whole or not at all.
    """

    def __init__(self, store: Path, options: ServerOptions) -> None:
        self._store, self._options = store, options
        self.log = AuditLog(Path(options.audit) if options.audit else store / "audit.jsonl")
        self._changed = threading.Condition()
        self._waiting: list[Job] = []
        self._closed = False
        self._hand: Hand | None = None
        # Processes end together with the thread that started them: all are started by this one.
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def carry_out(self, order: Order) -> Outcome:
        """Carry out an order and return what it did; whatever is raised, nothing was changed then."""
        job = Job(order, self._limit())
        with self._changed:
            if self._closed or len(self._waiting) >= self._options.update_queue:
                raise UpdateLimit("queue", self._options.update_queue)
            self._waiting.append(job)
            self._changed.notify_all()
        return job.result.result()

    def close(self) -> None:
        """Finish the orders at work and stop; waiting ones are not begun."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        try:
            while jobs := self._next():
                self._try(jobs)
        finally:  # whatever has ended this thread, nobody waits for it in vain
            with self._changed:
                self._closed = True
                for job in self._waiting:
                    job.fail(UpdateFailed("the server stops"))
                    job.settle()
            self._drop_hand()

    def _try(self, jobs: Sequence[Job]) -> None:
        """Carry out orders and, when the store is free for others again, let those go who wait for them."""
        failure: ClaimGraphError = UpdateFailed("the writer has stopped")
        try:
            self._write(jobs)
        except ClaimGraphError as error:
            failure = error
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            failure = UpdateFailed("there is no room on disk" if full else str(error))
        finally:
            for job in jobs:
                job.fail(failure)
                job.settle()

    def _next(self) -> list[Job]:
        """Return the orders that go into one release, nothing at the end; a dry run goes by itself."""
        self._ready()
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return []
            together = list(takewhile(lambda job: not job.order.dry, self._waiting)) or self._waiting[:1]
            del self._waiting[: len(together)]
            return together

    def _ready(self) -> Hand:
        """Return a writer process, a new one where the last is gone or has grown large."""
        if self._hand is not None and (not self._hand.alive or self._hand.is_large):
            self._drop_hand()
        self._hand = self._hand or Hand(self._options.memory_mib)
        return self._hand

    def _drop_hand(self) -> None:
        if self._hand is not None:
            self._hand.close()
            self._hand = None

    def _write(self, jobs: Sequence[Job]) -> None:
        """Carry out orders; one that kills its process is refused, and the others are begun anew without it."""
        with self._alone(max(job.limit.end for job in jobs)):
            left = list(jobs)
            while left:
                for job in left:
                    if job.is_over:
                        job.fail(UpdateLimit("time", self._options.update_seconds))
                self._attempt([job for job in left if not job.done])
                left = [job for job in left if not job.done]

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

    def _attempt(self, jobs: Sequence[Job]) -> None:
        if not jobs:
            return
        release = current_release(self._store)
        check_finished(self._store, release)
        draft = begin_release(self._store)
        try:
            copy_graph(release.graph, draft.graph)
            done, counts = self._run(jobs, release, draft)
            for job in done:
                job.told |= counts
            if done and not done[0].order.dry:
                self._publish(done, release, draft)
            for job in done:
                job.done = True
        finally:
            shutil.rmtree(draft.path, ignore_errors=True)

    def _run(self, jobs: Sequence[Job], release: Release, draft: Release) -> tuple[list[Job], dict[str, int]]:
        """Have orders carried out on a draft; return those that were, none where the draft was lost with one."""
        manifest, done = release.manifest(), list[Job]()
        base, before = manifest.get("base", DEFAULT_BASE), manifest.get("quads")
        session = {"draft": str(draft.graph), "origin": str(release.graph), "before": before, "base": base}
        hand = self._opened(session)
        versions = Versions.of(release.path)
        for job in jobs:
            try:
                job.order.conditions.check(versions.version(job.order.graph))
                job.told = hand.carry_out(job.order.message(), job.order.parts, job.limit)
                job.graphs = job.told.pop("graphs")
                versions = versions.changed(job.graphs, draft.name)
                done.append(job)
            except ClaimGraphError as error:
                self.log.append(self._record(job.order) | {"outcome": "failed", "reason": str(error)})
                job.fail(error)
            if not hand.alive:
                return [], {}
        return done, hand.finish(self._limit())

    def _opened(self, session: dict[str, Any]) -> Hand:
        """Return a writer process that has opened a draft; one that has ended since its last work is replaced."""
        hand = self._ready()
        try:
            hand.begin(session, self._limit())
        except UpdateLimit:
            hand = self._ready()
            hand.begin(session, self._limit())
        return hand

    def _limit(self) -> Limit:
        seconds = self._options.update_seconds
        return Limit(time.monotonic() + seconds, seconds)

    def _publish(self, jobs: Sequence[Job], release: Release, draft: Release) -> None:
        """Put a draft in force; from here on nothing is taken back."""
        told = jobs[0].told
        quads = {"before": told["before"], "after": told["after"]}
        made = {"outcome": "done", "release": draft.name, "quads": quads}
        records = [self._record(job.order) | made for job in jobs]
        old = release.manifest()
        manifest = old | {"created": records[0]["when"], "quads": told["after"], "writes": records}
        versions = Versions.of(release.path)
        for job in jobs:
            versions = versions.changed(job.graphs, records[0]["id"][:LENGTH])
        told = {COMPANIONS: companions_of(release), "versions": versions.to_json()}
        write_manifest(draft, manifest | told)
        link_companions(release.path, draft)
        leave_behind(self._store)
        announce(self._store, self.log, draft.name, records)
        put_in_force(self._store, draft, self._options.keep_releases)
        enter(self._store, self.log, records)
        for job in jobs:
            job.told["release"] = draft.name

    def _record(self, order: Order) -> Record:
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        return {"id": uuid.uuid4().hex, "when": when} | order.record()
