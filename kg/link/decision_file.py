"""Adding to a file of decisions: one at a time over all processes, safe on disk, and nothing half."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from claimgraph.errors import ClaimGraphError
from claimgraph.link.decisions import Decision, parse, whole


@dataclass(slots=True)
class Adding:
    """A file of decisions that nobody else adds to meanwhile, with what it holds."""

    decisions: tuple[Decision, ...]
    _handle: int

    def add(self, *made: Decision) -> None:
        """Add decisions; they are safe on disk on return, and where this fails the file is as it was."""
        content = b"".join(msgspec.json.encode(decision) + b"\n" for decision in made)
        end = os.lseek(self._handle, 0, os.SEEK_END)
        if end and os.pread(self._handle, 1, end - 1) != b"\n":
            content = b"\n" + content
        try:
            _write(self._handle, content)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._handle, end)
            raise
        self.decisions = (*self.decisions, *made)


@contextmanager
def adding(path: Path) -> Iterator[Adding]:
    """Lend a file of decisions, made where there is none, for decisions that depend on those that are there.

    Whoever wants it too waits. Raises ClaimGraphError where it can't be written, or holds what is no decision.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield Adding(_held(handle, path), handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise ClaimGraphError(f"decisions {path} can't be written ({error.strerror})") from error


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions behind those of a file, safe on disk on return; raise ClaimGraphError where that fails."""
    with adding(path) as file:
        file.add(*decisions)


def _held(handle: int, path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, and take out of it what a crash has left of a line."""
    content = b""
    while part := os.pread(handle, 1 << 20, len(content)):
        content += part
    log = parse(content, str(path))
    if (end := whole(content)) < len(content):
        os.ftruncate(handle, end)
    return log.decisions


def _write(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]
    os.fsync(handle)
