"""The folder of a model on this computer, and the hash that tells it from every other one."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from claimgraph.errors import ExtractorError


def folder(extractor: str, path: str) -> Path:
    """Return the folder of a model; raise ExtractorError where there is none, for nothing is ever fetched."""
    place = Path(path)
    if not place.is_dir():
        raise ExtractorError(extractor, f"no folder {path!r}; models are read from this computer only, never fetched")
    return place


@cache
def sha256_of(place: Path) -> str:
    """Return a SHA-256 over names and contents of all files of a folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{path.relative_to(place).as_posix()}\0{content}\n".encode())
    return total.hexdigest()
