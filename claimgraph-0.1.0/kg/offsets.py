"""Offsets into a text: Unicode code points, end exclusive, with the other units derived from them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from claimgraph.errors import OffsetError

_T = TypeVar("_T")


def starting_between(items: Sequence[_T], start: int, end: int, place: Callable[[_T], int]) -> range:
    """Return the indices of the items, in text order by `place`, that start from `start` on and before `end`.

    >>> list(starting_between([2, 5, 9], 3, 9, lambda item: item))
    [1]
    """
    return range(bisect_left(items, start, key=place), bisect_left(items, end, key=place))


def utf16_offset(text: str, offset: int) -> int:
    """Return the UTF-16 code unit offset of a code-point offset.

    >>> utf16_offset("a😀b", 2)
    3
    """
    return len(text[:offset].encode("utf-16-le")) // 2


def byte_offset(text: str, offset: int) -> int:
    """Return the UTF-8 byte offset of a code-point offset.

    >>> byte_offset("дім", 2)
    4
    """
    return len(text[:offset].encode("utf-8"))


def check_exact(document: str, text: str, start: int, end: int, exact: str) -> None:
    """Raise OffsetError unless `text[start:end] == exact` and the span is not empty."""
    found = text[start:end]
    if not 0 <= start < end <= len(text) or found != exact:
        raise OffsetError(document, start, end, exact, found)
