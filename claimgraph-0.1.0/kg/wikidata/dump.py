"""The public dump as chunks of whole lines, unpacked while it is read, with places where reading can go on later."""

from __future__ import annotations

import bz2
import hashlib
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from claimgraph.errors import ClaimGraphError

CHUNK = 4 << 20
"""Bytes of unpacked text that are handed on at once, about."""
LONGEST_LINE = 64 << 20
"""Bytes of a line; what is longer is no entity and is cut. source: Wikidata's limit of an entity is about 4 MB"""
STDIN = "-"
_BLOCK, _MAGIC = 1 << 18, 4
_START_OF_LINE = 200


class BrokenDump(ClaimGraphError):
    """The dump can't be unpacked further, or ends before its end."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two lines: the packed part that begins at `offset`, and how many of its unpacked bytes to skip.

    `unpacked` are all bytes before the place, `read` the packed ones that were read so far and `digest` their SHA-1,
    which tells whether the file is still the same; Wikimedia publishes the SHA-1 of whole dumps.
    """

    offset: int = 0
    skip: int = 0
    unpacked: int = 0
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
    """A dump on disk or, named `-`, on standard input: plain, or packed with gzip, bzip2 or Zstandard, in any parts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sha1 = ""
        """SHA-1 of the file, known when all chunks were read."""
        self._pipe = _Pipe(sys.stdin.buffer) if str(path) == STDIN else None
        try:
            self.size = None if self._pipe else path.stat().st_size
            magic = self._pipe.head if self._pipe else _head(path)
        except OSError as error:
            raise ClaimGraphError(f"dump {path}: {error.strerror}") from error
        self._unpacker = next((made for start, made in _PACKED.items() if magic.startswith(start)), _Plain)

    def chunks(self, start: Place = Place()) -> Iterator[Chunk]:
        """Yield the lines from a place on; raise BrokenDump where they end too early.

        Raises ClaimGraphError when what was read up to the place is something else now.
        """
        if self._pipe:
            source = _Source(self._pipe, start, self.path)
            yield from self._chunks(source, Place(skip=start.unpacked, unpacked=start.unpacked))
            return
        with self.path.open("rb") as file:
            source = _Source(file, start, self.path)
            while source.read < start.read:
                source.block()
            file.seek(start.offset)
            source.position = start.offset
            yield from self._chunks(source, start)

    def _chunks(self, source: _Source, start: Place) -> Iterator[Chunk]:
        stream = _Stream(source, start, self._unpacker)
        try:
            yield from _lines(stream, start.skip)
        except (zlib.error, OSError, EOFError, _zstd_error()) as error:
            raise BrokenDump(f"dump {self.path} is broken at byte {stream.offset} or after: {error}") from error
        self.sha1 = source.digest.hexdigest()


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MAGIC)


class _Pipe:
    """A stream whose first bytes were looked at."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.head = stream.read(_MAGIC)
        self._left, self._stream = self.head, stream

    def read(self, size: int) -> bytes:
        """Return some bytes, none at the end."""
        left, self._left = self._left, b""
        return left or self._stream.read(size)


def _zstd_error() -> type[Exception]:
    try:
        import zstandard
    except ImportError:
        return EOFError
    error: type[Exception] = zstandard.ZstdError
    return error


class _Source:
    """The packed bytes; their SHA-1 is compared where an earlier run came to."""

    def __init__(self, file: IO[bytes] | _Pipe, known: Place, path: Path) -> None:
        self.position = self.read = 0
        """Where the next block begins, and how many bytes were read and are in the digest."""
        self.digest = hashlib.sha1(usedforsecurity=False)
        self._file, self._known, self._path = file, known, path

    def block(self) -> bytes:
        """Return the next bytes, none at the end; raise ClaimGraphError when they are others than before."""
        block = self._file.read(_BLOCK)
        new = block[max(0, self.read - self.position) :]
        self.position += len(block)
        left = max(0, self._known.read - self.read)
        self.digest.update(new[:left])
        is_other = left and left <= len(new) and self.digest.hexdigest() != self._known.digest
        if is_other or (left and not block):
            raise ClaimGraphError(f"dump {self._path} is not what the build began with: start again (--restart)")
        self.digest.update(new[left:])
        self.read += len(new)
        return block


class _Stream:
    """The unpacked bytes of a source, from the part on that begins at a place."""

    def __init__(self, source: _Source, start: Place, unpacker: Callable[[], _Unpacker]) -> None:
        self.offset = start.offset
        self._begun = [(start.offset, 0)]
        """Parts: offset in the file, and number of unpacked bytes between the start and the part."""
        self._before = start.unpacked - start.skip
        self._source, self._unpacker = source, unpacker

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes; raise EOFError when the last part isn't whole."""
        unpacker, unpacked, whole = self._unpacker(), 0, False
        while block := self._source.block():
            while block:
                if whole:
                    if not block.strip(b"\0"):
                        break
                    unpacker = self._unpacker()
                    self.offset = self._source.position - len(block)
                    self._begun.append((self.offset, unpacked))
                data = unpacker.decompress(block)
                unpacked += len(data)
                whole, block = unpacker.eof, unpacker.unused_data if unpacker.eof else b""
                if data:
                    yield data
        if not (whole or self._unpacker is _Plain):
            raise EOFError("it ends within a packed part")

    def place(self, unpacked: int) -> Place:
        """Return the place so many unpacked bytes behind the start."""
        while len(self._begun) > 1 and self._begun[1][1] <= unpacked:
            del self._begun[0]
        offset, before = self._begun[0]
        if self._unpacker is _Plain:
            offset, before = offset + unpacked, unpacked
        source = self._source
        return Place(offset, unpacked - before, self._before + unpacked, source.read, source.digest.hexdigest())


def _lines(stream: _Stream, skip: int) -> Iterator[Chunk]:
    """Yield chunks that end with a line's end; a line that is too long loses all but its first bytes."""
    held = bytearray()
    seen = 0
    for block in stream.blocks():
        seen += len(block)
        fresh = seen - skip
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
