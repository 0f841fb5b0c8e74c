"""Following the releases of a store: when CURRENT names another one, the workers move to it."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from claimgraph.errors import StoreError
from claimgraph.iri import DEFAULT_BASE
from claimgraph.server.pool import Pool
from claimgraph.server.process import Snapshot
from claimgraph.store import current_release

log = logging.getLogger(__name__)


def current_snapshot(store: Path) -> Snapshot:
    """Return the snapshot that CURRENT names; StoreError where there is none."""
    release = current_release(store)
    try:
        base = str(release.manifest().get("base", DEFAULT_BASE))
    except (OSError, ValueError) as error:
        raise StoreError(str(release.path), f"manifest.json can't be read: {error}") from error
    return Snapshot(release.name, release.graph, base)


class Follower:
    """A thread that looks at CURRENT every `seconds` and switches the pool when it changes."""

    def __init__(self, store: Path, pool: Pool, seconds: float) -> None:
        self._store, self._pool, self._seconds = store, pool, seconds
        self._stop, self._wake = threading.Event(), threading.Event()
        self._failed: Snapshot | None = None
        self._thread = threading.Thread(target=self._follow, name="release-follower", daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Switch the pool if CURRENT names another release; one that can't be opened is reported once."""
        try:
            snapshot = current_snapshot(self._store)
        except StoreError as error:
            log.warning("%s; the last release goes on being served", error)
            return
        if snapshot in (self._pool.snapshot, self._failed):
            return
        try:
            self._pool.switch(snapshot)
        except ConnectionError as error:
            self._failed = snapshot
            log.warning("release %s can't be opened (%s); the last one stays", snapshot.name, error)

    def hasten(self) -> None:
        """Look at CURRENT now."""
        self._wake.set()

    def close(self) -> None:
        """Stop following."""
        self._stop.set()
        self._wake.set()
        self._thread.join()

    def _follow(self) -> None:
        while True:
            self._wake.wait(self._seconds)
            self._wake.clear()
            if self._stop.is_set():
                return
            self.check()
