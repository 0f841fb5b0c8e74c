"""Answers of Wikidata on disk, so that nothing is asked twice; any file may be deleted at any time."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from claimgraph.errors import ClaimGraphError

DAY: Final = 86_400.0


class _Entry(msgspec.Struct):
    key: str
    stored: float
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, one file each; entries from before `since` (seconds of the epoch) count as absent."""

    folder: Path
    since: float
    clock: Callable[[], float] = time.time

    def get(self, key: str, days: float = float("inf")) -> dict[str, Any] | None:
        """Return the answer to a question unless it is absent, damaged or older than so many days."""
        path = self._path(key)
        try:
            entry = msgspec.json.decode(gzip.decompress(path.read_bytes()), type=_Entry)
        except (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError):
            return None
        now = self.clock()
        # What was stored in the future comes from a clock that was wrong.
        fresh = max(self.since, now - days * DAY) <= entry.stored <= now
        return entry.answer if fresh and entry.key == key else None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Store an answer; readers see the old one or the new one whole. Raises ClaimGraphError where it can't be."""
        path = self._path(key)
        content = msgspec.json.encode(_Entry(key, self.clock(), dict(answer)))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, gzip.compress(content, 6, mtime=0))
        except OSError as error:
            raise ClaimGraphError(f"the cache {self.folder} can't be written: {error.strerror or error}") from error

    def _path(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:]}.json.gz"


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def default_folder() -> Path:
    """Return where answers are kept unless the user names a folder: below the user's folder for caches."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(base) if base and Path(base).is_absolute() else Path("~/.cache").expanduser()
    return root / "claimgraph" / "wikidata"


def opened(folder: Path, days: float, refresh: bool = False) -> Cache:
    """Return the cache of a run: answers of the last so many days, or with `refresh` only those of this run."""
    now = time.time()
    return Cache(folder, now if refresh else now - days * DAY)
