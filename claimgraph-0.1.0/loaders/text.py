"""Plain text: one document per file."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.errors import LoadError
from claimgraph.loaders import Options, Source
from claimgraph.loaders.decoding import checked, decode, too_large
from claimgraph.model import Document


def load(source: Source, options: Options) -> Iterator[Document | LoadError]:
    """Yield the one document of a file; its text is what the file holds, less a byte order mark."""
    try:
        yield _read(source, options)
    except LoadError as error:
        yield error


def _read(source: Source, options: Options) -> Document:
    place = str(source)
    with source.open() as stream:
        try:
            data = stream.read(options.max_bytes + 1)
        except OSError as error:
            raise LoadError(place, f"can't be read ({error.strerror})") from error
    if len(data) > options.max_bytes:
        raise LoadError(place, too_large(options))
    return checked(Document(source.name, decode(data, options, place)), place)
