"""The audit log: one line of JSON for every write, safe on disk before the write is acknowledged.

Before a release is put in force, its records are announced in a file beside the log, and then moved over. Whoever
locks the store next, a server or a build, finds what a crash has left there: CURRENT tells whether the release came
into force.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from claimgraph.drafts import replace_file, sync

Record = dict[str, Any]
PENDING = "audit.pending"


class AuditLog:
    """A file that is only added to, by one at a time: those who write the store, and those who review."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, *records: Record) -> None:
        """Add records and return when they are safe on disk."""
        if not records:
            return
        lines = b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
        new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as file:  # which writes on where the system has taken but a part
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(self._separator() + lines)
            file.flush()
            os.fsync(handle)
        if new:
            sync(self.path.parent)

    def _separator(self) -> bytes:
        """Return what ends a line that a crash has cut."""
        with self.path.open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:
                return b""
            file.seek(-1, os.SEEK_END)
            return b"" if file.read(1) == b"\n" else b"\n"

    def records(self) -> Iterator[Record]:
        """Yield all whole records, the oldest first."""
        if self.path.exists():
            with self.path.open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    try:
                        yield json.loads(line)
                    except ValueError:  # cut by a crash; the whole record follows
                        continue


def announce(directory: Path, log: AuditLog, release: str, records: Sequence[Record]) -> None:
    """Note what will have been written once a release is in force."""
    told = {"release": release, "log": str(log.path.resolve()), "records": records}
    replace_file(directory / PENDING, json.dumps(told, ensure_ascii=False))


def enter(directory: Path, log: AuditLog, records: Sequence[Record]) -> None:
    """Enter what was announced, since it is in force now."""
    log.append(*records)
    (directory / PENDING).unlink(missing_ok=True)


def resolve(directory: Path, current: str | None) -> None:
    """Enter, or forget, what a crash has left announced; to be called with the store locked."""
    try:
        told = json.loads((directory / PENDING).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    log = AuditLog(Path(told["log"]))
    known = {record.get("id") for record in log.records()} if told["release"] == current else None
    enter(directory, log, [] if known is None else [one for one in told["records"] if one["id"] not in known])
