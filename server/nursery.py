"""Where the pool gets its workers: out of a replica in memory where there is one of the release, else from disk.

While a replica is loading, has ended or is too large, workers on disk answer; no query waits for a replica.
"""

from __future__ import annotations

import logging
import math
import time

from claimgraph.server.options import ServerOptions
from claimgraph.server.process import Snapshot, Worker
from claimgraph.server.replica import MEBIBYTE, OUT_OF_MEMORY
from claimgraph.server.replicas import Replica, possible

log = logging.getLogger(__name__)

LEAST_PAUSE, MOST_PAUSE = 1.0, 300.0


class Nursery:
    """Starts workers, and keeps the replica of the release being served if the options want one.

    `tend` only from a thread that lives as long as the pool: the kernel ends a replica together with that thread.
    """

    def __init__(self, options: ServerOptions) -> None:
        self._options = options
        self._wanted = options.replica is not None and possible()
        if options.replica is not None and not self._wanted:
            log.warning("this platform can't have a replica in memory; workers on disk answer")
        self._snapshot: Snapshot | None = None
        self._serving: Replica | None = None
        self._loading: Replica | None = None
        self._leaving: list[Replica] = []
        self._due, self._pause, self._seconds = 0.0, LEAST_PAUSE, 0.0

    def start(self, snapshot: Snapshot) -> Worker:
        """Start a worker on a release."""
        return Worker(snapshot, self._options.memory_mib, self._current(snapshot))

    def keeps(self, worker: Worker) -> bool:
        """Tell whether a worker is of the kind that would be started now."""
        return worker.replica is self._current(worker.snapshot)

    def tend(self, snapshot: Snapshot) -> None:
        """Load a replica of the release being served, note that it is there or has gone, and end those of others."""
        if not self._wanted:
            return
        if snapshot != self._snapshot:
            self._turn_to(snapshot)
        if self._loading is not None and self._loading.hear():
            self._take(self._loading)
        if self._serving is not None and not self._serving.alive:
            log.warning("the replica of release %s has ended; workers on disk answer", self._serving.snapshot.name)
            self._part_with(self._serving)
            self._serving = None
        self._clear()
        if self._loading is None and self._current(snapshot) is None and time.monotonic() >= self._due:
            self._loading = Replica(snapshot, self._options)

    @property
    def replica_bytes(self) -> int:
        """The memory of the replica that workers are started from; 0 without one."""
        serving = None if self._snapshot is None else self._current(self._snapshot)
        return 0 if serving is None or serving.told is None else int(serving.told["bytes"])

    def describe(self) -> dict[str, object] | None:
        """Return what /health says about the replica: None where none is wanted."""
        if not self._wanted:
            return None
        if self.replica_bytes:
            return {"state": "serving", "mib": self.replica_bytes // MEBIBYTE, "seconds": round(self._seconds, 1)}
        refused = self._due == math.inf
        return {"state": "refused" if refused else "waiting" if self._loading is None else "loading"}

    def close(self) -> None:
        """End all replicas, and the workers that came from them."""
        for replica in (self._serving, self._loading, *self._leaving):
            if replica is not None:
                replica.close()

    def _current(self, snapshot: Snapshot) -> Replica | None:
        serving = self._serving
        return serving if serving is not None and serving.snapshot == snapshot else None

    def _turn_to(self, snapshot: Snapshot) -> None:
        """Give up loading another release; one that is followed by the next before it could be loaded isn't tried."""
        if self._loading is not None:
            self._loading.close()
            self._loading = None
        self._snapshot, self._pause = snapshot, LEAST_PAUSE
        self._due = time.monotonic() + self._seconds

    def _take(self, replica: Replica) -> None:
        """Serve a replica that is loaded, or say why it isn't."""
        self._loading, name = None, replica.snapshot.name
        if replica.told is not None:
            if self._serving is not None:
                self._leaving.append(self._serving)
            self._serving, self._seconds = replica, replica.told["seconds"]
            log.info("a replica of release %s in memory answers, loaded in %.1f s", name, self._seconds)
            return
        self._part_with(replica)
        if replica.problem == OUT_OF_MEMORY:
            self._due = math.inf
            most = self._options.replica_mib
            log.warning("release %s is too large for replica_mib = %d; workers on disk answer", name, most)
        else:
            log.warning("release %s could not be loaded into memory (%s)", name, replica.problem)

    def _part_with(self, replica: Replica) -> None:
        """Close a replica that failed; the next try comes after a pause, longer each time."""
        replica.close()
        self._due = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, MOST_PAUSE)

    def _clear(self) -> None:
        """End the replicas whose last worker has ended."""
        for replica in [replica for replica in self._leaving if not replica.workers]:
            self._leaving.remove(replica)
            replica.close()
