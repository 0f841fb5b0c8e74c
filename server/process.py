"""One query worker as the web process sees it: its process, its channel, the release it has open."""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.iri import DEFAULT_BASE
from claimgraph.server import frames

START_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A release that workers open: its name, the folder of the graph and the base of its IRIs."""

    name: str
    graph: Path
    base: str = DEFAULT_BASE


class Worker:
    """A spawned worker; `ready` must be called once before the first query."""

    def __init__(self, snapshot: Snapshot, memory_mib: int) -> None:
        self.snapshot = snapshot
        self.filtered: bool | None = None
        self.channel, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "claimgraph.server.worker"]
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(snapshot.graph), str(memory_mib)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the server, which ends its workers itself
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ready(self) -> None:
        """Wait until the worker has opened its release; Disconnected with the reason where it can't."""
        if self.filtered is not None:
            return
        self.channel.settimeout(START_SECONDS)
        kind, payload = frames.receive(self.channel)
        if kind != frames.READY:
            raise frames.Disconnected(frames.decode(payload)["message"])
        self.channel.settimeout(None)
        self.filtered = frames.decode(payload)["filtered"]

    def hear(self) -> None:
        """Take note of the worker's greeting if it has come; only while nobody has leased the worker."""
        if self.filtered is None and select.select([self.channel], [], [], 0)[0]:
            with contextlib.suppress(frames.Disconnected):  # it has ended; the keeper replaces it
                self.ready()

    def ask(self, request: dict[str, Any]) -> None:
        """Send a query."""
        frames.send_json(self.channel, frames.QUERY, request)

    def kill(self) -> None:
        """Stop the process now; whoever waits for its frames sees the end of the stream."""
        self._process.kill()

    def died_of(self) -> int:
        """Return the signal that ended the process (0: none); waits for the end."""
        return -min(self._process.wait(), 0)

    def close(self) -> None:
        """Kill the process and give back what it held; may be called twice."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)
        self.channel.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


def died_of_nesting(number: int) -> bool:
    """Tell from the signal that ended a worker whether its stack ran out; out of memory, the store aborts."""
    return number in (signal.SIGSEGV, signal.SIGBUS)
