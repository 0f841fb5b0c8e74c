"""LOAD, where the operator allows it: named addresses are fetched beforehand, and their triples put into the update.

The process that writes has no network. So each `LOAD <address>` with an allowed address becomes INSERT DATA with the
triples that a separate process has fetched, within the limits of SERVICE and of a write.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from claimgraph.errors import QueryRefused
from claimgraph.server.federation import Federation, Piece, ServiceFailed, pieces_of
from claimgraph.server.using import top_words

MOST_LOADS = 8
SECTION = "http://claimgraph.invalid/"


@dataclass(frozen=True, slots=True)
class Load:
    """A LOAD of an update: from where, into which graph as it is written ("": the default one), and its place."""

    source: str
    graph: str
    silent: bool
    start: int
    end: int

    def operation(self, triples: str) -> str:
        """Return the operations that do the same with these triples."""
        if not self.graph:
            return f"INSERT DATA {{ {triples} }}"
        return f"CREATE SILENT GRAPH {self.graph} ; INSERT DATA {{ GRAPH {self.graph} {{ {triples} }} }}"


def find_loads(update: str) -> list[Load]:
    """Return every LOAD of an update that names its source in full; the guard refuses all others."""
    pieces = pieces_of(update)
    loads = [read(pieces, index) for index, word in enumerate(top_words(pieces)) if word == "LOAD"]
    return [load for load in loads if load is not None]


def read(pieces: Sequence[Piece], index: int) -> Load | None:
    """Read `LOAD [SILENT] <source> [INTO GRAPH graph]`."""
    silent = words(pieces, index + 1, 1) == ["SILENT"]
    at = index + 1 + silent
    if at >= len(pieces) or not pieces[at].text.startswith("<"):
        return None
    into = words(pieces, at + 1, 2) == ["INTO", "GRAPH"] and at + 3 < len(pieces)
    last = pieces[at + 3] if into else pieces[at]
    return Load(pieces[at].text[1:-1], last.text if into else "", silent, pieces[index].start, last.end)


def words(pieces: Sequence[Piece], start: int, number: int) -> list[str]:
    """Return some words, in capitals."""
    return [piece.text.upper() for piece in pieces[start : start + number]]


class Loader:
    """The addresses that LOAD may fetch, and how much of them."""

    def __init__(self, sources: tuple[str, ...], federation: Federation, seconds: float, most_bytes: int) -> None:
        self._sources, self._federation = frozenset(sources), federation
        self._seconds, self._bytes = seconds, most_bytes

    def take_out(self, update: str) -> tuple[str, dict[str, Load]]:
        """Return an update with a text in the place of each LOAD that is allowed, and what the texts stand for.

        Raises QueryRefused for an address that isn't allowed.
        """
        loads = find_loads(update) if self._sources and "load" in update.lower() else []
        if len(loads) > MOST_LOADS:
            raise QueryRefused(f"more than {MOST_LOADS} LOAD in one request")
        parts, last, found = [], 0, {}
        for load in loads:
            if load.source not in self._sources:
                allowed = ", ".join(f"<{source}>" for source in sorted(self._sources))
                raise QueryRefused(f"LOAD <{load.source}> is refused: this server loads {allowed} only")
            mark = f"<{SECTION}{uuid.uuid4()}>"
            found[mark] = load
            parts += [update[last : load.start], load.operation(f"{mark} {mark} {mark}")]
            last = load.end
        return "".join([*parts, update[last:]]), found

    def put_in(self, update: str, loads: dict[str, Load], deadline: float) -> str:
        """Return the update with the triples fetched; ServiceFailed where there are none, unless it is SILENT."""
        for mark, load in loads.items():
            update = update.replace(f"{mark} {mark} {mark}", self._fetch(load, deadline))
        return update

    def _fetch(self, load: Load, deadline: float) -> str:
        order = {"source": load.source, "bytes": self._bytes}
        told = self._federation.ask(order, self._seconds, deadline)
        if "error" in told and not load.silent:
            raise ServiceFailed(f"LOAD <{load.source}> gave no triples: {told['error']}")
        return told.get("triples", "")
