"""A replica of one release in memory: loads it, then forks query workers, which share it until they write to a page.

Started as `python -m claimgraph.server.replica CONTROL_FD GRAPH REPLICA_MIB MEMORY_MIB`. It ends when the other end of
the control channel does, and its workers, whose standard input is the lifeline of query workers, end with it.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from claimgraph.server import frames, sandbox
from claimgraph.server.worker import attend, watch_lifeline

FORK, REAP = b"F", b"W"
MEBIBYTE = 1024 * 1024
COURTESY = 5
OUT_OF_MEMORY = "out of memory"


class Incomplete(Exception):
    """What was read isn't the whole release."""


def load(graph: Path) -> ox.Store:
    """Return a store in memory with the quads and the graphs of one on disk.

    Another process reads the disk meanwhile: that is twice as fast as one process alone, and leaves no threads of that
    store in this one, which is going to fork. Raises Incomplete where it didn't read everything.
    """
    quads, quads_end = os.pipe()
    names, names_end = os.pipe()
    reader = fork(lambda: dump(graph, quads_end, names_end))
    os.close(quads_end)
    os.close(names_end)
    # In a thread: the generator of random numbers that it leaves behind would be the same in all forked workers.
    with ThreadPoolExecutor(1) as thread, open(quads, "rb") as lines, open(names, "rb") as told:
        store = thread.submit(fill, lines.fileno(), told.fileno()).result()
    if os.waitpid(reader, 0)[1] != 0:
        raise Incomplete(f"{graph} can't be read")
    return store


def fill(quads: int, names: int) -> ox.Store:
    """Return a store filled from two descriptors: of N-Quads, and of a number of quads and the names of graphs."""
    store = ox.Store()
    with open(quads, "rb", MEBIBYTE, closefd=False) as lines:
        store.load(lines, ox.RdfFormat.N_QUADS)
    with open(names, "rb", closefd=False) as told:
        count, *graphs = told.read().decode().split("\n")
    for name in graphs:  # one without triples has no line in N-Quads
        store.add_graph(ox.NamedNode(name))
    if len(store) != int(count or -1):
        raise Incomplete(f"{len(store)} quads were read, not {count}")
    return store


def dump(graph: Path, quads: int, names: int) -> None:
    """Write what `fill` reads."""
    os.nice(COURTESY)
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most, most))  # what the disk needs is no part of the replica
    store = ox.Store.read_only(str(graph))
    with open(quads, "wb", MEBIBYTE) as lines:
        store.dump(lines, ox.RdfFormat.N_QUADS)
    graphs = [name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode)]
    with open(names, "wb") as told:
        told.write("\n".join([str(len(store)), *graphs]).encode())


def fork(work: Callable[[], object]) -> int:
    """Have a process of its own do some work, for as long as this one lives; return its id."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        sandbox.end_with_parent(signal.SIGKILL)
        if os.getppid() == parent:
            work()
            status = 0
    finally:
        # No way back into the code of the parent; nor is the store torn down, which would copy all its memory first.
        os._exit(status)


class Mother:
    """The process that has the replica and forks the workers; `children` are their ids by the numbers given to them."""

    def __init__(self, control: socket.socket, graph: Path, store: ox.Store, missing: list[str]) -> None:
        self._control, self._graph, self._store, self._missing = control, graph, store, missing
        self._children: dict[int, int] = {}

    def serve(self, memory: int) -> None:
        """Fork workers of so many bytes beside the replica, and tell how they ended, until the control channel ends."""
        while True:
            kind, payload = frames.receive(self._control)
            number = int(frames.decode(payload))
            if kind == FORK:
                _, (channel, *_), _, _ = socket.recv_fds(self._control, 1, 1)
                with socket.socket(fileno=channel) as theirs, suppress(OSError):  # without a worker the channel ends
                    self._children[number] = fork(partial(self.work, theirs, memory))
            else:
                frames.send_json(self._control, frames.END, {"signal": self.reap(number)})

    def reap(self, number: int) -> int:
        """Wait for the end of a worker and return the signal that ended it (0: none)."""
        if number not in self._children:
            return 0
        status = os.waitpid(self._children.pop(number), 0)[1]
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0

    def work(self, channel: socket.socket, memory: int) -> None:
        """Be a query worker."""
        self._control.close()
        limited = sandbox.limit(resource.RLIMIT_AS, sandbox.mapped_bytes() + memory)
        missing = [*self._missing, *([] if limited else ["memory_limit"])]
        threading.Thread(target=watch_lifeline, daemon=True).start()
        attend(channel, self._graph, {"missing": missing, "pid": os.getpid()}, self._store)


def main(arguments: list[str]) -> None:
    """Load the release, say so, and fork workers."""
    control, graph = socket.socket(fileno=int(arguments[0])), Path(arguments[1])
    most, memory = (int(argument) * MEBIBYTE for argument in arguments[2:4])
    missing = sandbox.enter((most + memory) // MEBIBYTE)
    resource.setrlimit(resource.RLIMIT_AS, (most, most + memory))
    began = time.monotonic()
    try:
        store = load(graph)
    except (MemoryError, RuntimeError, Incomplete, OSError, SyntaxError, ValueError) as error:
        # A thread that can't be started is a RuntimeError; the store itself aborts.
        reason = OUT_OF_MEMORY if isinstance(error, (MemoryError, RuntimeError)) else str(error)
        frames.send_json(control, frames.ERROR, {"message": reason})
        return
    gc.collect()
    gc.freeze()
    told: dict[str, Any] = {"bytes": sandbox.resident_bytes(), "seconds": time.monotonic() - began}
    frames.send_json(control, frames.READY, told)
    with suppress(frames.Disconnected):
        Mother(control, graph, store, missing).serve(memory)


if __name__ == "__main__":
    main(sys.argv[1:])
