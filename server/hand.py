"""The writer process as the web process sees it: started beforehand, killed when its time is over."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimgraph.errors import ClaimGraphError, QueryLimit
from claimgraph.server import frames
from claimgraph.server.guard import MalformedQuery
from claimgraph.server.orders import Part
from claimgraph.server.process import died_of_nesting
from claimgraph.server.sandbox import resident_bytes
from claimgraph.server.versions import ConditionFailed

PROGRAM = ("-P", "-m", "claimgraph.server.writer")
FILE_BYTES = 4 * 1024**3
LARGE = 256 * 1024**2


class UpdateLimit(QueryLimit):
    """An update went over a limit; nothing of it was done."""


class UpdateFailed(ClaimGraphError):
    """The store could not carry out an update; nothing of it was done."""


class NoGraph(ClaimGraphError):
    """The graph to be deleted or patched isn't there."""


class Conflict(ClaimGraphError):
    """A graph to be made is there already, or one to be removed isn't."""


class WrongPatch(ClaimGraphError):
    """A PATCH of one graph that would change others."""


@dataclass(frozen=True, slots=True)
class Limit:
    """When the time of an order is over, and how many seconds the limit is, as an error tells it."""

    end: float
    seconds: float


class Hand:
    """A spawned writer process; only from a thread that lives as long as the server."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
        self._greeted = False
        self.alive = True
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *PROGRAM, str(theirs.fileno()), str(memory_mib), str(FILE_BYTES)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def begin(self, session: dict[str, Any], limit: Limit) -> None:
        """Have a draft opened; where this fails, no order is to blame and another process may do it."""
        with self._watched(limit):
            if not self._greeted:
                self._receive(limit)
                self._greeted = True
            frames.send_json(self._channel, frames.OPEN, session)
            self._receive(limit)

    def carry_out(self, message: dict[str, Any], parts: Sequence[Part], limit: Limit) -> dict[str, Any]:
        """Return what an order did; where the process is not `alive` any more, nothing of the draft is of use."""
        with self._watched(limit):
            frames.send_json(self._channel, frames.QUERY, message)
            for part in parts:
                frames.send(self._channel, frames.DATA, part.content)
            return self._answer(limit)

    def finish(self, limit: Limit) -> dict[str, Any]:
        """Have the draft put on disk and closed; return how many quads it had before and has now."""
        with self._watched(limit):
            frames.send(self._channel, frames.END, b"")
            return self._answer(limit)

    def _answer(self, limit: Limit) -> dict[str, Any]:
        kind, told = self._receive(limit)
        if kind == frames.ERROR:
            if told["kind"] in ("memory", "failed"):  # perhaps in the middle of an order: its draft is of no use
                self.close()
            raise failure(told, self._memory_mib)
        return told

    def _receive(self, limit: Limit) -> tuple[bytes, dict[str, Any]]:
        self._channel.settimeout(max(limit.end - time.monotonic(), 0.001))
        kind, payload = frames.receive(self._channel)
        told: dict[str, Any] = frames.decode(payload)
        return kind, told

    @contextlib.contextmanager
    def _watched(self, limit: Limit) -> Iterator[None]:
        """Turn the end of the process, or of its time, into an error of the order."""
        self._channel.settimeout(max(limit.end - time.monotonic(), 0.001))
        try:
            yield
        except (ConnectionError, TimeoutError):
            death = self._death(limit)
            self.close()
            raise death from None

    def _death(self, limit: Limit) -> ClaimGraphError:
        if time.monotonic() >= limit.end:
            return UpdateLimit("time", limit.seconds)
        number = -min(self._process.wait(), 0)
        if died_of_nesting(number):
            return MalformedQuery("the update is nested too deeply")
        return UpdateLimit("memory", self._memory_mib)

    @property
    def is_large(self) -> bool:
        """Whether the process has taken memory that it will not give back."""
        return resident_bytes(self._process.pid) > LARGE

    def close(self) -> None:
        """Kill the process if it still runs; may be called twice."""
        self.alive = False
        with contextlib.suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
        self._channel.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


def failure(told: dict[str, str], memory_mib: int) -> ClaimGraphError:
    """Return the exception that an error of the writer stands for."""
    kind, message = told["kind"], " ".join(told["message"].split())
    match kind:
        case "malformed":
            return MalformedQuery(message)
        case "memory":
            return UpdateLimit("memory", memory_mib)
        case "missing":
            return NoGraph("there is no such graph")
        case "condition":
            return ConditionFailed(message)
        case "conflict":
            return Conflict(message)
        case "patch":
            return WrongPatch(message)
        case _:
            return UpdateFailed(message)
