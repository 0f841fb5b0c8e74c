"""The actor network of the release being served: read from its folder, or computed once where it has none."""

from __future__ import annotations

import calendar
import datetime
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimgraph.network.building import network_of
from claimgraph.network.choosing import Choice
from claimgraph.network.model import Network, default_types, edge_types
from claimgraph.server.backend import Backend
from claimgraph.server.network_shapes import Shape
from claimgraph.store import Release, View

YEAR = len("2024")
PARTS = 32
"""Parts of the network that are kept: many readers ask for the same."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the evidence of a network can be chosen by: values with how often they occur, first and last date."""

    languages: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    first: str
    last: str


def scope_of(network: Network) -> Scope:
    """Return what the evidence of a network can be chosen by, the most frequent first."""
    documents = [network.publication(found) for found in network.evidence.values()]
    dates = {document.date for document in documents}
    return Scope(
        _ranked(found.lang for found in network.evidence.values()),
        _ranked(document.source for document in documents),
        _ranked(node.actor.kind for node in network.nodes),
        min(filter(None, (whole_day(date) for date in dates)), default=""),
        max((whole_day(date, last=True) for date in dates), default=""),
    )


def _ranked(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


class NetworkShelf:
    """The network of the current release, with what it can be chosen by."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[str, Network, Scope] | None = None
        self._parts: dict[tuple[Choice, Shape], Network] = {}

    def network(self, backend: Backend) -> Network:
        """Return the network of the current release; the first to ask waits while it is read."""
        return self._read(backend)[1]

    def scope(self, backend: Backend) -> Scope:
        """Return what the network of the current release can be chosen by."""
        return self._read(backend)[2]

    def part(self, whole: Network, choice: Choice, shape: Shape) -> Network:
        """Return the part of the whole network that a choice takes, in a shape; the last ones are kept."""
        with self._lock:
            kept = self._parts.get((choice, shape)) if self._is_current(whole) else None
        if kept is not None:
            return kept
        found = shape.of(replace(choice, top=None).of(whole), choice.top)
        with self._lock:
            if self._is_current(whole):
                last = list(self._parts.items())[1 - PARTS :]
                self._parts = {**dict(last), (choice, shape): found}
        return found

    def _is_current(self, network: Network) -> bool:
        return self._kept is not None and self._kept[1] is network

    def _read(self, backend: Backend) -> tuple[str, Network, Scope]:
        snapshot = backend.pool.snapshot
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot.name:
                release = Release(snapshot.name, snapshot.graph.parent)
                network = network_of(View(release))
                self._kept, self._parts = (snapshot.name, network, scope_of(network)), {}
            return self._kept


def chosen_types(names: Sequence[str]) -> tuple[str, ...]:
    """Return the types of edges among some words; without any, all that have a direction."""
    return tuple(name for name in edge_types() if name in names) or default_types()


def whole_day(date: str, *, last: bool = False) -> str:
    """Return a date as a field for days takes it: the first or last day of a month or year.

    >>> whole_day("2024-02", last=True), whole_day("2024"), whole_day("soon")
    ('2024-02-29', '2024-01-01', '')
    """
    months = "-12" if last else "-01"
    try:
        year, month, *day = [int(part) for part in (date + months if len(date) == YEAR else date).split("-")]
        end = calendar.monthrange(year, month)[1] if last else 1
        return datetime.date(year, month, day[0] if day else end).isoformat()
    except ValueError:
        return ""
