"""Compression of answers by what the client accepts: zstd, Brotli, gzip; the first two where their library is there.

A stream is compressed piece by piece, each piece readable at once, and one that fails is never finished properly.
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import flask

from claimgraph.server.formats import quality_of

SMALLEST = 1024
GZIP_LEVEL, BROTLI_QUALITY, ZSTD_LEVEL = 5, 4, 3
GZIP_WINDOW = 31  # zlib: 15 bits of window, with the header of gzip
MAX_CODINGS = 16
TYPES = ("text/", "application/json", "application/xml", "application/javascript", "image/svg")
SUFFIXES = ("+json", "+xml", "-triples", "-quads", "/trig")


class Coder(Protocol):
    """Compresses one answer."""

    def piece(self, data: bytes) -> bytes:
        """Return a piece that the client can read at once."""

    def end(self) -> bytes:
        """Return the proper end."""


class Gzip:
    """gzip, RFC 1952."""

    def __init__(self) -> None:
        self._coder = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)

    def piece(self, data: bytes) -> bytes:
        """Return a piece that the client can read at once."""
        return self._coder.compress(data) + self._coder.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        """Return the proper end."""
        return self._coder.flush()


class Brotli:
    """Brotli, RFC 7932, by the library of that name."""

    def __init__(self) -> None:
        self._coder: Any = importlib.import_module("brotli").Compressor(quality=BROTLI_QUALITY)

    def piece(self, data: bytes) -> bytes:
        """Return a piece that the client can read at once."""
        return bytes(self._coder.process(data) + self._coder.flush())

    def end(self) -> bytes:
        """Return the proper end."""
        return bytes(self._coder.finish())


class Zstandard:
    """Zstandard, RFC 8878, by the library zstandard."""

    def __init__(self) -> None:
        self._library: Any = importlib.import_module("zstandard")
        self._coder: Any = self._library.ZstdCompressor(level=ZSTD_LEVEL).compressobj()

    def piece(self, data: bytes) -> bytes:
        """Return a piece that the client can read at once."""
        return bytes(self._coder.compress(data) + self._coder.flush(self._library.COMPRESSOBJ_FLUSH_BLOCK))

    def end(self) -> bytes:
        """Return the proper end."""
        return bytes(self._coder.flush())


CODERS: dict[str, Callable[[], Coder]] = {
    name: coder
    for name, library, coder in (("zstd", "zstandard", Zstandard), ("br", "brotli", Brotli), ("gzip", "zlib", Gzip))
    if importlib.util.find_spec(library)
}
"""Name of a coding -> what makes a coder; the quickest first."""


def choose_coding(header: str) -> str | None:
    """Return the coding that an Accept-Encoding header likes best, None for none.

    >>> choose_coding("gzip;q=0.5, identity")
    'gzip'
    >>> choose_coding("gzip;q=0")
    """
    wanted: dict[str, float] = {}
    for part in header.lower().split(",")[:MAX_CODINGS]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        wanted[name] = quality_of(parameters)
    best = max(CODERS, key=lambda name: wanted.get(name, wanted.get("*", 0.0)))
    return best if wanted.get(best, wanted.get("*", 0.0)) > 0 else None


class Compressed(Iterator[bytes]):
    """A stream of pieces, compressed; an error in the stream passes through and leaves the end out."""

    def __init__(self, whole: Any, coder: Coder) -> None:
        self._whole, self._pieces, self._coder = whole, iter(whole), coder
        self._ended = False

    def __next__(self) -> bytes:
        if self._ended:
            raise StopIteration
        for piece in self._pieces:
            return self._coder.piece(piece)
        self._ended = True
        return self._coder.end()

    def close(self) -> None:
        """Give back what the stream holds."""
        if hasattr(self._whole, "close"):
            self._whole.close()


def compress(response: flask.Response) -> flask.Response:
    """Compress an answer that is worth it, if the client accepts that."""
    if response.direct_passthrough or not is_text(response.mimetype or "") or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    coding = choose_coding(flask.request.headers.get("Accept-Encoding", ""))
    if coding is None or response.status_code in (204, 304):
        return response
    if response.is_streamed:
        response.response = Compressed(response.response, CODERS[coding]())
    else:
        body = response.get_data()
        if len(body) < SMALLEST:
            return response
        coder = CODERS[coding]()
        response.set_data(coder.piece(body) + coder.end())
    response.headers["Content-Encoding"] = coding
    tag, weak = response.get_etag()
    if tag is not None and not weak:  # RFC 9110, 8.8.3: other bytes have another strong tag
        response.set_etag(f"{tag}.{coding}")
    return response


def is_text(media: str) -> bool:
    """Tell whether a media type is worth compressing."""
    return media.startswith(TYPES) or media.endswith(SUFFIXES)
