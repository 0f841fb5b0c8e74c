"""A pool of killable query workers: lanes share the processes, a deadline is kept by SIGKILL.

Nothing in the web process runs a query. A lane bounds how many queries run and wait; there is always one more
process than all lanes can use, so that a killed worker is replaced by a warm one at once.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field

from claimgraph.errors import QueryLimit
from claimgraph.server.options import ServerOptions
from claimgraph.server.process import Snapshot, Worker

TICK = 0.25


@dataclass
class Lane:
    """A share of the pool: how many queries run at once, how many may wait, for how many seconds."""

    size: int
    queue: int
    seconds: float
    per_client: int | None = None
    waiting: int = 0
    active: Counter[str] = field(default_factory=Counter)

    def admits(self, client: str) -> bool:
        """Tell whether one more query of this client may start."""
        free = self.active.total() < self.size
        return free and (self.per_client is None or self.active[client] < self.per_client)


@dataclass(eq=False)
class Lease:
    """One worker lent for one query; `deadline` is on the monotonic clock."""

    worker: Worker
    lane: Lane
    client: str
    deadline: float
    seconds: float
    overdue: bool = False


class Pool:
    """Workers on the current snapshot, lent out one query at a time.

    Lanes: `open` for queries of the public, `fast` for pages, `slow` for what pages need once per release.
    """

    def __init__(self, snapshot: Snapshot, options: ServerOptions) -> None:
        self.snapshot = snapshot
        self.memory_mib = options.memory_mib
        self.transfer, self.buffer_bytes = options.transfer, options.buffer_bytes
        self.open = Lane(options.workers, options.queue, options.timeout, options.per_client)
        self.fast = Lane(options.fast_workers, options.threads, options.fast_timeout)
        self.slow = Lane(1, options.threads, options.timeout)
        self._size = options.workers + options.fast_workers + 2
        self._changed = threading.Condition()
        self._idle: deque[Worker] = deque()
        self._leases: set[Lease] = set()
        self._closed = False
        self.killed = 0
        self._keeper = threading.Thread(target=self._keep, name="query-worker-keeper", daemon=True)
        self._keeper.start()

    def lease(self, lane: Lane, client: str) -> Lease:
        """Lend a worker as soon as the lane has room.

        Raises QueryLimit of kind "queue" when too many wait already or the wait takes as long as a query may.
        """
        with self._changed:
            self._wait_for_room(lane, client)
            while not (worker := self._idle.popleft()).alive:
                worker.close()
                self._changed.notify_all()
                self._wait_for_room(lane, client)
            lane.active[client] += 1
            lease = Lease(worker, lane, client, time.monotonic() + lane.seconds, lane.seconds)
            self._leases.add(lease)
            self._changed.notify_all()
        return lease

    def _wait_for_room(self, lane: Lane, client: str) -> None:
        if lane.waiting >= lane.queue:
            raise QueryLimit("queue", lane.queue)
        lane.waiting += 1
        try:
            admitted = self._changed.wait_for(
                lambda: self._closed or bool(lane.admits(client) and self._idle), lane.seconds
            )
        finally:
            lane.waiting -= 1
        if not admitted or self._closed:
            raise QueryLimit("queue", lane.queue)

    def extend(self, lease: Lease, deadline: float) -> None:
        """Move the deadline of a lease."""
        with self._changed:
            lease.deadline = deadline
            self._changed.notify_all()

    def release(self, lease: Lease, reusable: bool) -> None:
        """Take a worker back; one that is not reusable, or whose snapshot is no longer served, is closed."""
        with self._changed:
            self._leases.discard(lease)
            lease.lane.active[lease.client] -= 1
            lease.lane.active += Counter()
            current = not self._closed and lease.worker.snapshot == self.snapshot
            keep = reusable and current and not lease.overdue
            if keep:
                self._idle.append(lease.worker)
            self._changed.notify_all()
        if not keep:
            lease.worker.close()

    def switch(self, snapshot: Snapshot) -> None:
        """Serve another snapshot: its workers start and warm up first, then take over; busy old ones finish.

        Raises ConnectionError, and goes on with the old snapshot, where the new one can't be opened.
        """
        fresh = [Worker(snapshot, self.memory_mib) for _ in range(self._size)]
        try:
            for worker in fresh:
                worker.ready()
        except ConnectionError:
            for worker in fresh:
                worker.close()
            raise
        with self._changed:
            old, self._idle, self.snapshot = self._idle, deque(fresh), snapshot
            self._changed.notify_all()
        for worker in old:
            worker.close()

    def describe(self) -> dict[str, object]:
        """Return what /health says about the workers."""
        with self._changed:
            for worker in self._idle:
                worker.hear()
            workers = [*self._idle, *(lease.worker for lease in self._leases)]
            return {
                "processes": len(workers),
                "busy": len(self._leases),
                "waiting": self.open.waiting + self.fast.waiting,
                "killed": self.killed,
                "network_filter": next((w.filtered for w in workers if w.filtered is not None), None),
            }

    def close(self) -> None:
        """Stop every worker; queries under way end as over their time."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, deque()
            for lease in self._leases:
                lease.worker.kill()
            self._changed.notify_all()
        self._keeper.join()
        for worker in idle:
            worker.close()

    def _keep(self) -> None:
        """Kill what is overdue and replace what is gone, until the pool closes."""
        with self._changed:
            while not self._closed:
                self._kill_overdue()
                self._refill()
                self._changed.wait(self._pause())

    def _kill_overdue(self) -> None:
        now = time.monotonic()
        for lease in self._leases:
            if lease.deadline <= now and not lease.overdue:
                lease.overdue = True
                self.killed += 1
                lease.worker.kill()

    def _refill(self) -> None:
        """Start workers until idle and busy ones make the full number; idle ones that died are buried."""
        for worker in [worker for worker in self._idle if not worker.alive]:
            self._idle.remove(worker)
            worker.close()
        busy = sum(lease.worker.snapshot == self.snapshot for lease in self._leases if not lease.overdue)
        missing = self._size - busy - len(self._idle)
        for _ in range(missing):
            self._idle.append(Worker(self.snapshot, self.memory_mib))
        if missing > 0:
            self._changed.notify_all()

    def _pause(self) -> float:
        deadlines = [lease.deadline for lease in self._leases if not lease.overdue]
        return max(0.001, min([TICK, *(deadline - time.monotonic() for deadline in deadlines)]))
