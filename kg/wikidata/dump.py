"""The public dump as chunks of whole lines, unpacked while it is read, with places where reading can go on later."""

from __future__ import annotations

import bz2
import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from claimgraph.errors import ClaimGraphError

CHUNK = 4 << 20
"""Bytes of unpacked text that are handed on at once, about."""
LONGEST_LINE = 64 << 20
"""Bytes of a line; what is longer is no entity and is cut. source: Wikidata's limit of an entity is about 4 MB"""
_BLOCK = 1 << 18
_START_OF_LINE = 200


class BrokenDump(ClaimGraphError):
    """The dump can't be unpacked further, or ends before its end."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two lines: the packed part that begins at `offset`, and how many of its unpacked bytes to skip.

    `read` are the packed bytes that were read so far and `digest` their SHA-1, which tells whether the file is still
    the same; Wikimedia publishes the SHA-1 of whole dumps.
    """

    offset: int = 0
    skip: int = 0
    read: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines, and the place behind them."""

    data: bytes
    end: Place


class _Unpacker(Protocol):
    """One packed part of a file, as zlib, bz2 and zstandard have them."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


class _Plain:
    """Text that is not packed at all."""

    eof = False
    unused_data = b""

    def decompress(self, data: bytes) -> bytes:
        return data


def _zstd() -> _Unpacker:
    try:
        import zstandard
    except ImportError as error:
        raise ClaimGraphError("this dump needs the package zstandard: pip install 'claimgraph[zstd]'") from error
    unpacker: _Unpacker = zstandard.ZstdDecompressor().decompressobj()
    return unpacker


def _gzip() -> _Unpacker:
    unpacker: _Unpacker = zlib.decompressobj(wbits=31)
    return unpacker


_PACKED: dict[bytes, Callable[[], _Unpacker]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\x28\xb5\x2f\xfd": _zstd,
}


class Dump:
    """A dump on disk: plain, or packed with gzip, bzip2 or Zstandard, in one part or many."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sha1 = ""
        """SHA-1 of the file, known when all chunks were read."""
        try:
            self.size = path.stat().st_size
            with path.open("rb") as file:
                magic = file.read(4)
        except OSError as error:
            raise ClaimGraphError(f"dump {path}: {error.strerror}") from error
        self._unpacker = next((made for start, made in _PACKED.items() if magic.startswith(start)), None)

    def chunks(self, start: Place = Place()) -> Iterator[Chunk]:
        """Yield the lines from a place on; raise BrokenDump where they end too early."""
        with self.path.open("rb") as file:
            digest = self._same(file, start)
            stream = _Stream(file, start, digest, self._unpacker)
            try:
                yield from _lines(stream, start)
            except (zlib.error, OSError, EOFError, _zstd_error()) as error:
                raise BrokenDump(f"dump {self.path} is broken at byte {stream.offset} or after: {error}") from error
        self.sha1 = digest.hexdigest()

    def _same(self, file: IO[bytes], place: Place) -> Any:
        """Read what was read up to a place again; raise ClaimGraphError when it is another file now."""
        digest = hashlib.sha1(usedforsecurity=False)
        left = place.read
        while left and (block := file.read(min(left, _BLOCK))):
            digest.update(block)
            left -= len(block)
        if place.read and digest.hexdigest() != place.digest:
            raise ClaimGraphError(
                f"dump {self.path} is not the file that the build began with: start again (--restart)"
            )
        return digest


def _zstd_error() -> type[Exception]:
    try:
        import zstandard
    except ImportError:
        return EOFError
    error: type[Exception] = zstandard.ZstdError
    return error


class _Stream:
    """The unpacked bytes of a file, from the part on that begins at a place."""

    def __init__(self, file: IO[bytes], start: Place, digest: Any, make: Callable[[], _Unpacker] | None) -> None:
        self.offset = start.offset
        self.read = start.read
        self.digest = digest
        self.begun = [(start.offset, 0)]
        """Parts: offset in the file, and number of unpacked bytes before it."""
        self._file, self._make = file, make
        file.seek(start.offset)

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes; raise EOFError when the last part isn't whole."""
        unpacker = self._make() if self._make else _Plain()
        unpacked, whole = 0, False
        position = self.offset
        while block := self._file.read(_BLOCK):
            self._note(block, position)
            position += len(block)
            while block:
                if whole:
                    if not block.strip(b"\0"):
                        break
                    unpacker, whole = self._make() if self._make else _Plain(), False
                    self.offset = position - len(block)
                    self.begun.append((self.offset, unpacked))
                data = unpacker.decompress(block)
                unpacked += len(data)
                whole, block = unpacker.eof, unpacker.unused_data if unpacker.eof else b""
                if data:
                    yield data
        if self._make and not whole:
            raise EOFError("it ends within a packed part")

    def _note(self, block: bytes, position: int) -> None:
        new = block[max(0, self.read - position) :]
        self.digest.update(new)
        self.read += len(new)

    def place(self, unpacked: int) -> Place:
        """Return the place behind so many unpacked bytes."""
        while len(self.begun) > 1 and self.begun[1][1] <= unpacked:
            del self.begun[0]
        offset, before = self.begun[0]
        if self._make is None:
            offset, before = offset + unpacked, unpacked
        return Place(offset, unpacked - before, self.read, self.digest.hexdigest())


def _lines(stream: _Stream, start: Place) -> Iterator[Chunk]:
    """Yield chunks that end with a line's end; a line that is too long loses all but its first bytes."""
    held = bytearray()
    seen = 0
    for block in stream.blocks():
        seen += len(block)
        fresh = seen - start.skip
        if fresh <= 0:
            continue
        held += block[-fresh:] if fresh < len(block) else block
        if len(held) >= CHUNK and (end := held.rfind(b"\n") + 1):
            yield Chunk(bytes(held[:end]), stream.place(seen - len(held) + end))
            del held[:end]
        elif len(held) > LONGEST_LINE:
            del held[_START_OF_LINE:]
    if held:
        yield Chunk(bytes(held), stream.place(seen))
