"""The part of an answer that a client hasn't taken yet, in a file, so that no query waits for a slow client."""

from __future__ import annotations

import os
import tempfile
import threading
from dataclasses import dataclass, field


@dataclass
class Room:
    """How many bytes all spools have, and may have before further large answers are refused."""

    most: int
    used: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, size: int) -> None:
        """Count bytes that were written, or given back where `size` is negative."""
        with self._lock:
            self.used += size

    @property
    def full(self) -> bool:
        """Whether a further large answer is to be refused."""
        return self.used >= self.most


class Spool:
    """Bytes that one thread writes and another reads, in order; at most one of each."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # closed by `close`
        self._changed = threading.Condition()
        self._written = self._read = 0
        self._ended = False
        self._error: BaseException | None = None

    def write(self, data: bytes) -> None:
        """Add bytes; OSError where the disk is full."""
        view = memoryview(data)
        while view:
            view = view[os.pwrite(self._file.fileno(), view, self._written + len(data) - len(view)) :]
        self._room.take(len(data))
        with self._changed:
            self._written += len(data)
            self._changed.notify()

    def end(self, error: BaseException | None = None) -> None:
        """Note that no more bytes come, and why where they aren't whole."""
        with self._changed:
            self._ended, self._error = True, error
            self._changed.notify()

    def read(self, most: int) -> bytes:
        """Return the next bytes as soon as there are some, none at the end; raises the error that ended them."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._read < self._written)
            if self._error is not None:
                raise self._error
            size = min(most, self._written - self._read)
        piece = os.pread(self._file.fileno(), size, self._read)
        self._read += len(piece)
        return piece

    def close(self) -> None:
        """Give the bytes back; the writer has ended."""
        if not self._file.closed:
            self._file.close()
            self._room.take(-self._written)
