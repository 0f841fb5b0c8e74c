"""One writer process as the web process sees it: started beforehand, used once, killed when its time is over."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from claimgraph.errors import ClaimGraphError, QueryLimit
from claimgraph.server import frames
from claimgraph.server.guard import MalformedQuery
from claimgraph.server.orders import Part
from claimgraph.server.process import died_of_nesting

PROGRAM = ("-P", "-m", "claimgraph.server.writer")
FILE_BYTES = 4 * 1024**3


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


class Hand:
    """A spawned writer process, for one order; only from a thread that lives as long as the server."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
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

    def carry_out(self, message: dict[str, Any], parts: Sequence[Part], seconds: float, most: float) -> dict[str, Any]:
        """Return what an order did, within so many seconds; `most` is what the limit is called in an error."""
        end = time.monotonic() + seconds
        try:
            self._receive(end)
            frames.send_json(self._channel, frames.QUERY, message)
            for part in parts:
                frames.send(self._channel, frames.DATA, part.content)
            kind, told = self._receive(end)
        except frames.Disconnected:
            raise self._death(end, most) from None
        if kind == frames.ERROR:
            raise failure(told, self._memory_mib)
        return told

    def _receive(self, end: float) -> tuple[bytes, dict[str, Any]]:
        """Read a frame; where the time is over, the process is killed and is Disconnected."""
        left = end - time.monotonic()
        self._channel.settimeout(max(left, 0.001))
        kind, payload = frames.receive(self._channel)
        told: dict[str, Any] = frames.decode(payload)
        return kind, told

    def _death(self, end: float, most: float) -> ClaimGraphError:
        if time.monotonic() >= end:
            return UpdateLimit("time", most)
        number = -min(self._process.wait(), 0)
        if died_of_nesting(number):
            return MalformedQuery("the update is nested too deeply")
        return UpdateLimit("memory", self._memory_mib)

    def close(self) -> None:
        """Kill the process if it still runs; may be called twice."""
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
        case "conflict":
            return Conflict(message)
        case "patch":
            return WrongPatch(message)
        case _:
            return UpdateFailed(message)
