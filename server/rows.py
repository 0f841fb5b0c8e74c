"""Counting the rows of a result while the store writes it, in each of the formats of SPARQL results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
RESULT = b"<result>"

Item = TypeVar("Item")
Count = Callable[[bytes], int]


class TooManyRows(Exception):
    """The result has more rows than it may have."""


class RowLimit:
    """Raises TooManyRows as soon as what is written has more than `most` rows."""

    def __init__(self, form: str, most: int) -> None:
        self._count, self._left = COUNTERS[form](), most

    def see(self, data: bytes) -> None:
        """Take the next bytes of the result."""
        self._left -= self._count(data)
        if self._left < 0:
            raise TooManyRows


def json_rows() -> Count:
    """Return a counter for JSON, where a row is an object that is a member of an array, outside strings."""
    carried, last = b"", b""

    def count(data: bytes) -> int:
        nonlocal carried, last
        whole, quote, rest = STRING.sub(b"", carried + data).partition(b'"')
        carried = quote + rest  # a string that goes on in the next bytes
        seen, last = last + whole, whole[-1:] or last
        return seen.count(b"[{") + seen.count(b",{")

    return count


def xml_rows() -> Count:
    """Return a counter for XML, where texts never hold a tag."""
    carried = b""

    def count(data: bytes) -> int:
        nonlocal carried
        seen = carried + data
        carried = seen[-len(RESULT) + 1 :]
        return seen.count(RESULT)

    return count


def csv_rows() -> Count:
    """Return a counter for CSV, where texts in quotation marks may have lines; the first line is the header."""
    quoted, rows = False, -1

    def count(data: bytes) -> int:
        nonlocal quoted, rows
        pieces = data.split(b'"')
        rows += sum(piece.count(b"\n") for piece in pieces[quoted::2])
        quoted ^= len(pieces) % 2 == 0
        new, rows = max(rows, 0), min(rows, 0)
        return new

    return count


def tsv_rows() -> Count:
    """Return a counter for TSV, one line for each row and for the header."""
    rows = -1

    def count(data: bytes) -> int:
        nonlocal rows
        rows += data.count(b"\n")
        new, rows = max(rows, 0), min(rows, 0)
        return new

    return count


COUNTERS: dict[str, Callable[[], Count]] = {"JSON": json_rows, "XML": xml_rows, "CSV": csv_rows, "TSV": tsv_rows}


def counted(items: Iterable[Item], most: int) -> Iterator[Item]:
    """Yield all items; TooManyRows beyond `most`."""
    for number, item in enumerate(items, 1):
        if number > most:
            raise TooManyRows
        yield item
