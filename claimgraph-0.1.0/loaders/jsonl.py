"""JSON lines: one document per line, an object with `id` and `text` and, where known, what surrounds the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from claimgraph.errors import LoadError
from claimgraph.loaders import Options, Source
from claimgraph.loaders.decoding import byte_order_mark, checked, decode, too_large
from claimgraph.model import Document


class Line(msgspec.Struct):
    """An input line; further fields are ignored."""

    id: str | int
    text: str
    lang: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None


def load(source: Source, options: Options) -> Iterator[Document | LoadError]:
    """Yield the documents of a file; a LoadError names the line, counted from 1. Blank lines are passed over."""
    try:
        with source.open() as stream:
            for number, data in enumerate(_lines(stream, options.max_bytes), start=1):
                if data.strip():
                    yield _document(data, options, f"{source}:{number}")
    except LoadError as error:
        yield error
    except OSError as error:
        yield LoadError(str(source), f"can't be read ({error.strerror})")


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield lines without a byte order mark; of those over the limit only as much as shows that they are."""
    first = True
    while data := stream.readline(limit + 2):
        rest = data
        while len(rest) == limit + 2 and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 2)
        mark = byte_order_mark(data) if first else None
        yield data[len(mark[0]) :] if mark and mark[1] == "utf-8" else data
        first = False


def _document(data: bytes, options: Options, place: str) -> Document | LoadError:
    if len(data.rstrip(b"\r\n")) > options.max_bytes:
        return LoadError(place, too_large(options))
    try:
        line = msgspec.json.decode(decode(data, options, place), type=Line)
        return checked(_described(line, place), place)
    except LoadError as error:
        return error
    except msgspec.DecodeError as error:
        return LoadError(place, f"is not a line with id and text: {error}")


def _described(line: Line, place: str) -> Document:
    name = str(line.id).strip()
    if not name or not name.isprintable():
        raise LoadError(place, "the id is blank or holds control characters")
    return Document(name, line.text, line.lang, line.publisher, line.url, line.published, line.title)
