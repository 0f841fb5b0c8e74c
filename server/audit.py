"""The audit log: one line of JSON for every write, safe on disk before the write is acknowledged.

The same record stands in the manifest of the release that the write made. So a crash between the two loses nothing:
what the log lacks is taken from the manifests before the next write.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimgraph.drafts import sync
from claimgraph.store import Release

Record = dict[str, Any]


class AuditLog:
    """A file that is only added to; its users keep each other out by the lock of the store."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, *records: Record) -> None:
        """Add records and return when they are safe on disk."""
        lines = b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
        new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, self._separator() + lines)
            os.fsync(handle)
        finally:
            os.close(handle)
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

    def complete(self, directory: Path, current: str) -> None:
        """Add what releases up to the current one tell of writes and the log lacks."""
        folders = sorted(path for path in (directory / "releases").iterdir() if path.name.isdigit())
        manifests = [Release(path.name, path).manifest() for path in folders if path.name <= current]
        told = [record for manifest in manifests for record in manifest.get("writes", ())]
        if told:
            known = {record.get("id") for record in self.records()}
            self.append(*(record for record in told if record["id"] not in known))
