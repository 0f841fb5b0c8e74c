"""Sources of documents, one module each, behind one protocol; what can't be read is handed on as an error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from claimgraph.errors import LoadError
from claimgraph.model import Document

MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may say about the inputs of a run."""

    encoding: str | None = None
    """The declared encoding of inputs without a byte order mark; None means UTF-8."""
    max_bytes: int = MAX_BYTES
    """Longest document that is read, in bytes of the input."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input when `path` is None; `name` is what a document of it may be called."""

    name: str
    path: Path | None = None

    def __str__(self) -> str:
        return "standard input" if self.path is None else str(self.path)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open for reading bytes; raise LoadError when that fails."""
        if self.path is None:
            yield sys.stdin.buffer
            return
        try:
            stream = self.path.open("rb")
        except OSError as error:
            raise LoadError(str(self), f"can't be opened ({error.strerror})") from error
        with stream:
            yield stream


class Loader(Protocol):
    """Reads the documents of one source, in its order; yields a LoadError in the place of each that it can't read."""

    def __call__(self, source: Source, options: Options) -> Iterator[Document | LoadError]:
        """Yield what the source holds."""
