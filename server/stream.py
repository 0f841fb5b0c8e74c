"""An answer under way: what a worker sends, read as fast as it writes, handed out as fast as the client takes it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from claimgraph.errors import ClaimGraphError, QueryLimit
from claimgraph.server import frames
from claimgraph.server.bridge import Departure
from claimgraph.server.guard import MalformedQuery
from claimgraph.server.kept import LARGEST
from claimgraph.server.lanes import Lease
from claimgraph.server.pool import Pool
from claimgraph.server.process import died_of_nesting
from claimgraph.server.spool import Room, Spool

PIECE = 1 << 20
UNKNOWN_FUNCTION = "The custom function"  # of the store's message; what the client can mend is its error


class NoFormat(ClaimGraphError):
    """The result is of a kind for which the client accepts no format we have."""


class NotInRelease(ClaimGraphError):
    """The release lacks what the request needs beside its graph."""


class QueryFailed(ClaimGraphError):
    """The store could not evaluate the query."""


class WorkerLost(QueryLimit):
    """The worker was killed, but not by us: by the kernel, short of memory, or by someone's hand."""


class Reading:
    """The frames of one query, until its worker is given back."""

    def __init__(self, pool: Pool, lease: Lease, departure: Departure, most: int | None) -> None:
        self._pool, self._lease, self._departure = pool, lease, departure
        self._taken, self._most = 0, most
        self._open, self._lock = True, threading.Lock()
        self._large = False
        self.head: dict[str, Any] = {}

    def ask(self, message: Mapping[str, Any]) -> None:
        """Send the query to the worker, which dies from now on when the client leaves."""
        worker = self._lease.worker
        self._departure.then(worker.kill)
        try:
            worker.ask({**message, "base": worker.snapshot.base})
        except ConnectionError:
            raise self._death() from None

    def read(self) -> bytes | None:
        """Return the next piece, None at the end; raises what the query failed of."""
        while True:
            try:
                kind, payload = self._lease.worker.receive()
            except frames.Disconnected:
                raise self._death() from None
            if kind == frames.DATA:
                return self._count(payload)
            if kind == frames.HEAD:
                self.head = frames.decode(payload)
            elif kind == frames.END:
                self.finish(reusable=not frames.decode(payload)["retire"])
                return None
            else:
                self.finish(reusable=True)
                raise failure(frames.decode(payload), self._pool)

    def prolong(self) -> None:
        """Wait until the answer may be a large one; raises QueryLimit, and gives the worker back, where it may not."""
        self._large = True
        if not self._pool.prolong(self._lease):
            raise self._death()

    def _count(self, piece: bytes) -> bytes:
        self._taken += len(piece)
        if self._most is not None and self._taken > self._most:
            self.finish(reusable=False)
            raise QueryLimit("bytes", self._most)
        return piece

    def _death(self) -> ClaimGraphError:
        lease = self._lease
        number = 0 if lease.verdict else lease.worker.died_of()
        self.finish(reusable=False)
        if lease.verdict:
            return QueryLimit(lease.verdict, lease.seconds if lease.overdue else lease.lane.held)
        if died_of_nesting(number):
            return MalformedQuery("the query is nested too deeply")
        kind = WorkerLost if number == signal.SIGKILL and not self._departure.gone and not self._large else QueryLimit
        return kind("memory", self._pool.memory_mib)

    def stop(self) -> None:
        """Kill the worker if it still writes; whoever reads sees the end."""
        with self._lock:
            if self._open:
                self._lease.worker.kill()

    def finish(self, reusable: bool) -> None:
        """Give the worker back, once; one that still writes is not reusable."""
        with self._lock:
            first, self._open = self._open, False
        if first:
            self._departure.then(None)
            self._pool.release(self._lease, reusable)


class Stream(Iterator[bytes]):
    """The bytes of a result that is still being written; closing it early frees the worker by killing it.

    A thread reads on while the client takes its bytes, and hands the whole to `keep` where that is small enough. An
    error after the first byte leaves as an exception, so that the server breaks the connection off.
    """

    def __init__(self, reading: Reading, begun: list[bytes], room: Room, keep: Callable[[bytes], None]) -> None:
        self._reading, self._first = reading, b"".join(begun)
        self._begun, self._keep = bytearray(self._first), keep
        self._spool = Spool(room)
        self._reader = threading.Thread(target=self._read_on, name="answer-reader", daemon=True)
        self._reader.start()

    def _read_on(self) -> None:
        try:
            while (piece := self._reading.read()) is not None:
                self._spool.write(piece)
                if len(self._begun) <= LARGEST:
                    self._begun += piece
        except (ClaimGraphError, OSError) as error:
            self._reading.finish(reusable=False)
            self._spool.end(error)
        else:
            self._spool.end()
            if len(self._begun) <= LARGEST:
                self._keep(bytes(self._begun))
        self._begun.clear()

    def __next__(self) -> bytes:
        first, self._first = self._first, b""
        piece = first or self._spool.read(PIECE)
        if not piece:
            raise StopIteration
        return piece

    def close(self) -> None:
        """Give back the file, and the worker where it still writes."""
        self._reading.stop()
        self._reader.join()
        self._spool.close()

    def __del__(self) -> None:
        self.close()


def failure(error: Mapping[str, str], pool: Pool) -> ClaimGraphError:
    """Return the exception that an error frame stands for."""
    kind, message = error["kind"], " ".join(error["message"].split())
    if kind == "malformed" or message.startswith(UNKNOWN_FUNCTION):
        return MalformedQuery(message)
    if kind == "rows":
        return QueryLimit("rows", int(message))
    if kind == "memory":
        return QueryLimit("memory", pool.memory_mib)
    return {"format": NoFormat, "missing": NotInRelease}.get(kind, QueryFailed)(message)
