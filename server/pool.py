"""A pool of killable query workers: lanes share the processes, a deadline is kept by SIGKILL.

Nothing in the web process runs a query. There is always one more process than all lanes can use, so that a killed
worker is replaced by a warm one at once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque

from claimgraph.errors import QueryLimit
from claimgraph.server.clients import client_of
from claimgraph.server.federation import Federation
from claimgraph.server.kept import Kept
from claimgraph.server.lanes import Lane, Lease, Ticket, Verdict, soonest
from claimgraph.server.nursery import Nursery
from claimgraph.server.options import ServerOptions
from claimgraph.server.process import Snapshot, Worker
from claimgraph.server.spool import Room

log = logging.getLogger(__name__)

TICK, GREETING_TICK = 0.05, 0.02
"""Seconds between two looks at what runs, by which things are late; to wake the keeper for each costs more."""


class Pool:
    """Workers on the current snapshot, lent out one query at a time.

    Lanes: `open` for queries of the public, `fast` for pages, `slow` for what pages need once per release.
    """

    def __init__(self, snapshot: Snapshot, options: ServerOptions) -> None:
        self.snapshot = snapshot
        self.memory_mib = options.memory_mib
        self.buffer_bytes = options.buffer_bytes
        self.room = Room(options.spool_bytes)
        self.kept = Kept(options.kept_bytes)
        self.open = Lane(
            options.workers, options.queue, options.timeout, options.per_client, options.patience, options.held
        )
        self.fast = Lane(options.fast_workers, options.fast_queue, options.fast_timeout)
        self.slow = Lane(1, options.fast_queue, options.timeout)
        self.federation = Federation(
            options.services, options.service_seconds, options.service_bytes, options.service_rows
        )
        self.nursery = Nursery(options)
        self._size = 2 * options.workers + options.fast_workers + 2
        self._changed = threading.Condition()
        self._idle: deque[Worker] = deque()
        self._closed = False
        self._warned = False
        self.killed = 0
        self._keeper = threading.Thread(target=self._keep, name="query-worker-keeper", daemon=True)
        self._keeper.start()

    @property
    def lanes(self) -> tuple[Lane, Lane, Lane]:
        """All lanes."""
        return self.fast, self.slow, self.open

    def name_of(self, lane: Lane) -> str:
        """Return what a lane is called in logs and metrics."""
        return next((name for name in ("open", "fast", "slow") if getattr(self, name) is lane), "other")

    def lease(self, lane: Lane, client: str, began: float | None = None, seconds: float | None = None) -> Lease:
        """Lend a worker as soon as it is this client's turn; the query's `seconds` count from when its request `began`.

        Raises QueryLimit of kind "queue" when too many wait already, or when the time is over before the turn comes.
        """
        seconds = min(seconds or lane.seconds, lane.seconds)
        deadline = (time.monotonic() if began is None else began) + seconds
        ticket = Ticket(client_of(client), deadline, seconds)
        with self._changed:
            lane.enter(ticket)
            self._call()
        ticket.called.wait(max(0.0, deadline - time.monotonic()))
        with self._changed:
            if ticket in lane.waiting:
                lane.waiting.remove(ticket)
            if ticket.lease is None:
                raise QueryLimit("queue", lane.queue)
            return ticket.lease

    def _call(self) -> None:
        """Give idle workers to those whose turn it is."""
        now = time.monotonic()
        for lane in self.lanes:
            while not self._closed and (ticket := lane.next(now)) and (worker := self._take()):
                lane.waiting.remove(ticket)
                ticket.lease = Lease(worker, lane, ticket.client, ticket.deadline, ticket.seconds)
                lane.leases.add(ticket.lease)
                ticket.called.set()

    def _take(self) -> Worker | None:
        """Return an idle worker, one that has greeted if there is one; those that died are buried."""
        while self._idle:
            worker = next((one for one in self._idle if one.missing is not None), self._idle[0])
            self._idle.remove(worker)
            if worker.alive:
                return worker
            worker.close()
        return None

    def start(self, lease: Lease) -> None:
        """Note that the query begins to run."""
        with self._changed:
            lease.since = time.monotonic()

    def prolong(self, lease: Lease) -> bool:
        """Wait until a query may give a large answer; return whether it may, or has been stopped."""
        with self._changed:
            if self.room.full and not lease.verdict:
                self._condemn(lease, "queue")
            lease.lane.prolong(lease, time.monotonic())
        lease.decided.wait()
        return not lease.verdict

    def release(self, lease: Lease, reusable: bool) -> None:
        """Take a worker back; one that is not reusable, or whose snapshot is no longer served, is closed."""
        with self._changed:
            lease.lane.finish(lease, time.monotonic(), killed=not reusable)
            current = not self._closed and lease.worker.snapshot == self.snapshot and self.nursery.keeps(lease.worker)
            keep = reusable and current and not lease.verdict and self._missing() > 0
            if keep:
                lease.worker.resume()
                self._idle.appendleft(lease.worker)
            self._call()
            if not keep:
                self._changed.notify_all()  # to have it replaced
        if not keep:
            # The answer doesn't wait for the end of a process that has much memory to give back.
            threading.Thread(target=lease.worker.close, name="query-worker-burial", daemon=True).start()

    def switch(self, snapshot: Snapshot) -> None:
        """Serve another snapshot: a first worker opens it, then the idle ones follow; busy ones finish and end.

        Raises ConnectionError, and goes on with the old snapshot, where the new one can't be opened.
        """
        first = self._scout(snapshot)
        try:
            first.ready()
        except ConnectionError:
            first.close()
            raise
        with self._changed:
            old, self._idle, self.snapshot = self._idle, deque([first]), snapshot
            self.kept.clear()
            moving = [worker for worker in old if worker.missing is not None]
            for worker in moving:
                worker.move(snapshot)
            self._idle.extend(moving)
            self._call()
            self._changed.notify_all()
        for worker in old:
            if worker not in moving:
                worker.close()

    def _scout(self, snapshot: Snapshot) -> Worker:
        """Return a worker that is opening a snapshot, an idle one if there is one."""
        with self._changed:
            found = next((worker for worker in self._idle if worker.missing is not None), None)
            if found is None:
                return self.nursery.start(snapshot)
            self._idle.remove(found)
            found.move(snapshot)
            return found

    def await_release(self, name: str, seconds: float) -> bool:
        """Wait until queries see a release, or a later one; return whether they do."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closed or self.snapshot.name >= name, seconds)

    def describe(self) -> dict[str, object]:
        """Return what /health says about the workers."""
        with self._changed:
            leases = self._leases()
            workers = [*self._idle, *(lease.worker for lease in leases)]
            missing = next((worker.missing for worker in workers if worker.missing is not None), None)
            return {
                "processes": len(workers),
                "busy": len(leases),
                "waiting": len(self.open.waiting) + len(self.fast.waiting),
                "held": sum(lease.stage == "held" for lease in leases),
                "killed": self.killed,
                "in_memory": sum(worker.replica is not None for worker in workers),
                "replica": self.nursery.describe(),
                "network_filter": None if missing is None else "network_filter" not in missing,
                "missing": missing,
            }

    def close(self) -> None:
        """Stop every worker; queries under way end as over their time."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, deque()
            for lease in self._leases():
                lease.worker.kill()
                lease.decided.set()
            for ticket in (ticket for lane in self.lanes for ticket in lane.waiting):
                ticket.called.set()
            self._changed.notify_all()
        self._keeper.join()
        for worker in idle:
            worker.close()
        self.nursery.close()

    def _leases(self) -> list[Lease]:
        return [lease for lane in self.lanes for lease in lane.leases]

    def _keep(self) -> None:
        """Kill what is overdue, sort long from quick and replace what is gone, until the pool closes."""
        with self._changed:
            while not self._closed:
                self._sort_out(time.monotonic())
                self.nursery.tend(self.snapshot)
                self._refill()
                self._changed.wait(self._pause())

    def _sort_out(self, now: float) -> None:
        for lease in self._leases():
            if lease.deadline <= now and not lease.verdict:
                self._condemn(lease, "time")
        self.open.settle(now)
        for lease in self.open.surplus():
            self._condemn(lease, "queue")
        self._call()  # slots have become free, or shares have changed with time

    def _condemn(self, lease: Lease, verdict: Verdict) -> None:
        self.killed += 1
        lease.condemn(verdict)

    def _missing(self) -> int:
        """Return how many workers idle and running ones lack to the full number; held ones come on top."""
        running = sum(
            lease.stage != "held" and not lease.verdict and lease.worker.snapshot == self.snapshot
            for lease in self._leases()
        )
        return self._size - running - sum(map(self.nursery.keeps, self._idle))

    def _refill(self) -> None:
        """Start workers until there is the full number; idle ones that died, or others make needless, are buried."""
        kept = [worker for worker in self._idle if self.nursery.keeps(worker)]
        replaced = any(worker.missing is not None for worker in kept)
        for worker in [one for one in self._idle if not one.alive or (replaced and one not in kept)]:
            self._idle.remove(worker)
            worker.close()
        fresh = [self.nursery.start(self.snapshot) for _ in range(self._missing())]
        heard = [worker.hear() for worker in self._idle]
        self._idle.extend(fresh)
        if fresh or any(heard):
            self._call()
        if any(heard):
            self._warn()

    def _warn(self) -> None:
        """Say once which bounds of the workers this platform can't set."""
        missing = next((worker.missing for worker in self._idle if worker.missing), None)
        if missing and not self._warned:
            self._warned = True
            log.warning("this platform can't bound query workers by: %s", ", ".join(missing))

    def _pause(self) -> float:
        times = [lease.deadline for lease in self._leases() if not lease.verdict]
        tick = GREETING_TICK if any(worker.missing is None for worker in self._idle) else TICK
        return max(0.001, min(tick, soonest([*times, self.open.next_change()]) - time.monotonic()))
