"""Making anew, after writes, what stands beside the graph: without holding up any write or query.

It is computed from a copy of the release by a process of low priority, and published with a release of its own that
holds the same graph.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from claimgraph.drafts import copy_graph
from claimgraph.errors import StoreError
from claimgraph.inference.names import folder_of
from claimgraph.server.lag import (
    COMPANIONS,
    MANIFEST,
    check_finished,
    companions_of,
    has_companions,
    leave_behind,
    link_companions,
)
from claimgraph.server.options import ServerOptions
from claimgraph.server.versions import Versions
from claimgraph.store import Release, StoreBusy, begin_release, current_release, locked, put_in_force, write_manifest

log = logging.getLogger(__name__)

PROGRAM = ("-P", "-m", "claimgraph.server.companion_maker")
FOLDER = "refresh-{}"
TICK, LOCK_SECONDS = 0.1, 30.0
PATIENCE = 60.0
"""Seconds after which companions are made anew though writes don't rest."""


class Refresher:
    """A thread that makes companions anew after `options.refresh` seconds without a write, and calls `published`."""

    def __init__(self, store: Path, options: ServerOptions, published: Callable[[], None]) -> None:
        self._store, self._options, self._published = store, options, published
        self._folder = store / FOLDER.format(os.getpid())
        self._stop = threading.Event()
        self._failed = ""
        clear_away(store)
        # The process that computes ends together with the thread that has started it.
        self._thread = threading.Thread(target=self._work, name="refresher", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, also in the middle of it."""
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        seen, fresh, pause = "", time.monotonic(), self._options.refresh
        while not self._stop.wait(pause):
            began = time.monotonic()
            try:
                release = current_release(self._store)
                if not is_behind(release):
                    fresh = began
                elif release.name != self._failed and (release.name == seen or began - fresh > PATIENCE):
                    self._refresh(release)
                    fresh = time.monotonic()
                seen = release.name
            except (StoreError, OSError) as error:
                log.warning("search, network and inferences stay those of an earlier release: %s", error)
            pause = max(self._options.refresh, time.monotonic() - began)  # half of the time goes to others

    def _refresh(self, release: Release) -> None:
        infers = bool(release.manifest().get("inference", False)) or folder_of(release.path).is_dir()
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            self._folder.mkdir()
            copy_graph(release.graph, self._folder / "graph")
            shutil.copyfile(release.path / MANIFEST, self._folder / MANIFEST)
            if self._compute(release, infers):
                self._publish(release)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _compute(self, release: Release, inference: bool) -> bool:
        """Have a process write the companions; return whether it has, False where the server stops."""
        command = [sys.executable, *PROGRAM, str(self._folder), release.name, str(self._options.memory_mib)]
        with subprocess.Popen(
            [*command, *(["inference"] if inference else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            while process.poll() is None:
                if self._stop.wait(TICK):
                    process.kill()
            if process.returncode and not self._stop.is_set():
                self._failed = release.name
                log.warning(
                    "search, network and inferences of release %s can't be made (%d)", release.name, process.returncode
                )
            return process.returncode == 0

    def _publish(self, made: Release) -> None:
        """Put in force the current graph with the new companions; where it was written meanwhile they lag, but less."""
        with waiting_for(self._store):
            current = current_release(self._store)
            check_finished(self._store, current)
            if companions_of(current) >= made.name:  # a build has made them
                return
            draft = begin_release(self._store)
            try:
                copy_graph(current.graph, draft.graph)
                link_companions(self._folder, draft)
                if current == made:
                    for path in self._folder.iterdir():
                        if not (draft.path / path.name).exists():
                            path.rename(draft.path / path.name)
                write_manifest(draft, manifest_of(current, made))
                leave_behind(self._store)
                put_in_force(self._store, draft, self._options.keep_releases)
            finally:
                shutil.rmtree(draft.path, ignore_errors=True)
        self._published()


def is_behind(release: Release) -> bool:
    """Tell whether a release has companions that are older than its graph."""
    return companions_of(release) != release.name and has_companions(release)


def manifest_of(current: Release, made: Release) -> dict[str, object]:
    """Return what is told of a release with the graph of one and the companions of another."""
    told = {name: fact for name, fact in current.manifest().items() if name not in (COMPANIONS, "writes")}
    lag = {} if current == made else {COMPANIONS: made.name}
    return told | {"versions": Versions.of(current.path).to_json()} | lag


@contextmanager
def waiting_for(store: Path) -> Iterator[None]:
    """Keep all writers out; wait for one that is at work, but not for a build."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        held = locked(store)
        try:
            held.__enter__()
            break
        except StoreBusy:
            if time.monotonic() >= end:
                raise
            time.sleep(TICK)
    try:
        yield
    finally:
        held.__exit__(None, None, None)


def clear_away(store: Path) -> None:
    """Delete what killed servers have left."""
    for folder in store.glob(FOLDER.format("*")):
        number = folder.name.rpartition("-")[2]
        if number.isdigit() and not is_running(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def is_running(pid: int) -> bool:
    """Tell whether another process has a number."""
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
