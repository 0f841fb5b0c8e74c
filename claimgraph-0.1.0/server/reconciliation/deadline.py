"""How long one request may be worked on."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from claimgraph.errors import QueryLimit

T = TypeVar("T")


class Deadline:
    """Some seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._last = seconds, time.monotonic() + seconds

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """Yield things for as long as there is time; raise QueryLimit then."""
        for thing in things:
            if time.monotonic() > self._last:
                raise QueryLimit("time", self._seconds)
            yield thing
