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
from typing import Any, Protocol

from claimgraph.iri import DEFAULT_BASE
from claimgraph.server import frames

START_SECONDS = 30.0
PROGRAM = ("-P", "-m", "claimgraph.server.worker")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A release that workers open: its name, the folder of the graph and the base of its IRIs."""

    name: str
    graph: Path
    base: str = DEFAULT_BASE


class Process(Protocol):
    """The process of a worker, however it was started."""

    @property
    def pid(self) -> int:
        """The process id."""

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""

    def greeted(self, greeting: dict[str, Any]) -> None:
        """Take note of what the worker says of itself."""

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""

    def died_of(self) -> int:
        """Return the signal that ended the process (0: none); waits for the end."""

    def close(self) -> None:
        """Kill the process and give back what it held; may be called twice."""


class Origin(Protocol):
    """Where workers come from in a shorter way than from a program: a replica."""

    def fork(self, ours: socket.socket, theirs: socket.socket) -> Process:
        """Start a worker that serves one end of a channel."""


class Spawned:
    """A process of its own, started from the program."""

    def __init__(self, channel: socket.socket, snapshot: Snapshot, memory_mib: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *PROGRAM, str(channel.fileno()), str(snapshot.graph), str(memory_mib)],
            pass_fds=[channel.fileno()],
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

    def greeted(self, greeting: dict[str, Any]) -> None:
        """Learn nothing new."""

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        self._process.send_signal(number)

    def died_of(self) -> int:
        """Return the signal that ended the process (0: none); waits for the end."""
        return -min(self._process.wait(), 0)

    def close(self) -> None:
        """Kill the process and give back what it held; may be called twice."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


class Worker:
    """A worker, forked from a replica if one is given; `ready` must be called once before the first query."""

    def __init__(self, snapshot: Snapshot, memory_mib: int, replica: Origin | None = None) -> None:
        # Only from a thread that lives as long as the pool: the kernel ends the process together with that thread.
        self.snapshot, self.replica = snapshot, replica
        self.missing: list[str] | None = None
        self._problem = ""
        self.channel, theirs = socket.socketpair()
        self._incoming = frames.Incoming(self.channel)
        self._process: Process
        with theirs:
            if replica is None:
                self._process = Spawned(theirs, snapshot, memory_mib)
            else:
                self._process = replica.fork(self.channel, theirs)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.alive

    def ready(self) -> None:
        """Wait until the worker has opened its release; Disconnected with the reason where it can't."""
        if self._problem:
            raise frames.Disconnected(self._problem)
        if self.missing is not None:
            return
        self.channel.settimeout(START_SECONDS)
        kind, payload = self.receive()
        if kind != frames.READY:
            self._problem = str(frames.decode(payload)["message"])
            raise frames.Disconnected(self._problem)
        self.channel.settimeout(None)
        greeting = frames.decode(payload)
        self._process.greeted(greeting)
        self.missing = greeting["missing"]

    def hear(self) -> bool:
        """Take note of the worker's greeting if it has just come; only while nobody has leased the worker."""
        if self.missing is not None or self._problem or not select.select([self.channel], [], [], 0)[0]:
            return False
        with contextlib.suppress(frames.Disconnected):  # it has ended; the keeper replaces it
            self.ready()
        return True

    def move(self, snapshot: Snapshot) -> None:
        """Have an idle worker that has greeted open another release; `ready` waits until it has."""
        self.snapshot, self.replica, self.missing = snapshot, None, None
        with contextlib.suppress(OSError):  # it has ended; the keeper replaces it
            frames.send_json(self.channel, frames.OPEN, str(snapshot.graph))

    def ask(self, request: dict[str, Any]) -> None:
        """Send a query."""
        frames.send_json(self.channel, frames.QUERY, request)

    def receive(self) -> tuple[bytes, bytes]:
        """Return the next frame of its answer; Disconnected where the process has ended."""
        return self._incoming.receive()

    def pause(self) -> None:
        """Stop the process until `resume`; where the kernel couldn't end a stopped orphan, it just goes on."""
        if sys.platform == "linux":
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a stopped process go on."""
        if sys.platform == "linux":
            self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Stop the process now; whoever waits for its frames sees the end of the stream."""
        self._process.send_signal(signal.SIGKILL)

    def died_of(self) -> int:
        """Return the signal that ended the process (0: none); waits for the end."""
        return self._process.died_of()

    def close(self) -> None:
        """Kill the process and give back what it held; may be called twice."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)
        self.channel.close()
        self._process.close()


def died_of_nesting(number: int) -> bool:
    """Tell from the signal that ended a worker whether its stack ran out; out of memory, the store aborts."""
    return number in (signal.SIGSEGV, signal.SIGBUS)
