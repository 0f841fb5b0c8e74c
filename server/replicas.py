"""A replica in memory as the web process sees it, and the workers that it forks."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from claimgraph.server import frames
from claimgraph.server.options import ServerOptions
from claimgraph.server.process import Snapshot
from claimgraph.server.replica import FORK, OUT_OF_MEMORY, REAP

PROGRAM = ("-P", "-m", "claimgraph.server.replica")
REPLY_SECONDS = 20.0


def possible() -> bool:
    """Tell whether this platform has what replicas need, and lets it be used: handles of processes (Linux)."""
    try:
        handle = os.pidfd_open(os.getpid())
        signal.pidfd_send_signal(handle, 0)
    except (AttributeError, OSError):
        return False
    os.close(handle)
    return True


class Replica:
    """A release in memory, in a process that forks workers; only the thread that made it may wait for its death."""

    def __init__(self, snapshot: Snapshot, options: ServerOptions) -> None:
        self.snapshot = snapshot
        self.told: dict[str, Any] | None = None
        self.problem = ""
        self.workers = 0
        self._numbers = 0
        self._turn = threading.Lock()
        self._control, theirs = socket.socketpair()
        sizes = str(options.replica_mib), str(options.memory_mib)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *PROGRAM, str(theirs.fileno()), str(snapshot.graph), *sizes],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._control.settimeout(REPLY_SECONDS)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def hear(self) -> bool:
        """Tell whether it has loaded its release, or ended trying; then `told` or `problem` says more."""
        if not select.select([self._control], [], [], 0)[0]:
            return False
        try:
            kind, payload = frames.receive(self._control)
        except frames.Disconnected:
            aborted = self._process.wait() == -signal.SIGABRT  # how the store ends without memory
            self.problem = OUT_OF_MEMORY if aborted else "it was ended"
        else:
            said = frames.decode(payload)
            if kind == frames.READY:
                self.told = said
            else:
                self.problem = said["message"]
        return True

    def fork(self, ours: socket.socket, theirs: socket.socket) -> Forked:
        """Start a worker; where there can't be any the channel ends, and the worker counts as dead."""
        with self._turn:
            self._numbers += 1
            self.workers += 1
            with suppress(OSError):
                frames.send_json(self._control, FORK, self._numbers)
                socket.send_fds(self._control, [b"\0"], [theirs.fileno()])
            return Forked(self, self._numbers, ours)

    def reap(self, number: int) -> int:
        """Wait for the end of a worker and return the signal that ended it; the end of its replica ended it too."""
        with self._turn:
            self.workers -= 1
            try:
                frames.send_json(self._control, REAP, number)
                return int(frames.decode(frames.receive(self._control)[1])["signal"])
            except OSError:
                self._process.kill()
                self._process.wait()  # from now on no worker of it counts as alive
                return signal.SIGKILL

    def close(self) -> None:
        """End the process, and its workers with it; may be called twice."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


class Forked:
    """The process of a worker that a replica forked; its handle stays its own until it is closed, whatever ends."""

    def __init__(self, replica: Replica, number: int, channel: socket.socket) -> None:
        self._replica, self._number, self._channel = replica, number, channel
        self._lock = threading.Lock()
        self._handle: int | None = None
        self._pid = 0
        self._signal: int | None = None

    @property
    def pid(self) -> int:
        """The process id, 0 before its greeting."""
        return self._pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs; before its greeting, whether its channel does."""
        with self._lock:
            if self._signal is not None or not self._replica.alive:
                return False
            if self._handle is not None:
                return not select.select([self._handle], [], [], 0)[0]
            with suppress(BlockingIOError):
                return self._channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
        return True

    def greeted(self, greeting: dict[str, Any]) -> None:
        """Get hold of the process; Disconnected where it has ended together with its replica."""
        with self._lock:
            if self._handle is not None:
                return
            try:
                # The number stays taken until the replica is asked to reap, so it can't be another process's.
                self._handle = os.pidfd_open(int(greeting["pid"]))
                self._pid = int(greeting["pid"])
            except OSError as error:
                self._channel.shutdown(socket.SHUT_RDWR)
                raise frames.Disconnected(str(error)) from error

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended; before its greeting it can only be told to end."""
        with self._lock:
            if self._handle is not None:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._handle, number)
            elif number == signal.SIGKILL:
                with suppress(OSError):
                    self._channel.shutdown(socket.SHUT_RDWR)

    def died_of(self) -> int:
        """Return the signal that ended the process (0: none); waits for the end."""
        with self._lock:
            if self._signal is None:
                self._signal = self._replica.reap(self._number)
            return self._signal

    def close(self) -> None:
        """Kill the process and give back what it held; may be called twice."""
        self.send_signal(signal.SIGKILL)
        self.died_of()
        with self._lock:
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None
