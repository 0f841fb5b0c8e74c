"""Running one query: a complete body where it is small, else a stream that never looks complete when cut."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from claimgraph.answers import prefixes
from claimgraph.errors import QueryLimit
from claimgraph.server.bridge import Departure
from claimgraph.server.guard import MalformedQuery, inspect, is_settled
from claimgraph.server.lanes import Lane
from claimgraph.server.operations.record import noted
from claimgraph.server.pool import Pool
from claimgraph.server.search_service import take_out
from claimgraph.server.stream import QueryFailed, Reading, Stream, WorkerLost

Term = Mapping[str, str]
LONGEST_KEPT = 10_000
"""Characters of the longest query whose answer is kept."""


class Message(Protocol):
    """What a worker is asked: for so many seconds and so many bytes at most, None for what its lane allows."""

    @property
    def seconds(self) -> float | None:
        """The time that it may take."""

    @property
    def most(self) -> int | None:
        """The bytes that its result may have."""

    def message(self) -> dict[str, Any]:
        """Return what is sent to the worker."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query, its dataset (empty: what it says itself, else all graphs) and its formats.

    With `unnamed` the default graph is the store's own without a name.
    With `rows` a SELECT gives at most so many, for a page. With `short` a graph is written with prefixes.
    With `inference` it is also asked what follows from the graph, where the release has that.
    With `seconds` the query may take so long, if its lane allows that; with `most` its result may have so many bytes,
    with `most_rows` so many rows or triples.
    """

    query: str
    results: str | None = "JSON"
    graphs: str | None = "TURTLE"
    bindings: Mapping[str, Term] = field(default_factory=dict)
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    rows: int | None = None
    unnamed: bool = False
    short: bool = False
    seconds: float | None = None
    most: int | None = None
    most_rows: int | None = None
    inference: bool = False

    def message(self) -> dict[str, Any]:
        """Return what is sent to the worker; refuses what the guard refuses."""
        query, searches = take_out(self.query, prefixes())
        outline = inspect(query)
        chosen = bool(self.default_graphs or self.named_graphs)
        if self.inference and outline.has_dataset and not chosen:
            raise MalformedQuery("inference is for queries without FROM; name the inferred graph there")
        return {
            "query": query,
            "searches": [search.plain() for search in searches],
            "union": not chosen and not outline.has_dataset and not self.unnamed,
            "default_graphs": list(self.default_graphs) if chosen else None,
            "chosen": outline.has_dataset,
            "inference": self.inference,
            "named_graphs": list(self.named_graphs) if chosen else None,
            "bindings": {name: dict(term) for name, term in self.bindings.items()},
            "results": self.results,
            "graphs": self.graphs,
            "rows": self.rows,
            "most_rows": self.most_rows,
            "prefixes": dict(prefixes()),
            "short": self.short,
        }


@dataclass(frozen=True, slots=True)
class Ready:
    """A request that has been looked at, which takes long for a long one."""

    content: dict[str, Any]
    seconds: float | None
    most: int | None

    def message(self) -> dict[str, Any]:
        """Return what is sent to the worker."""
        return self.content


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the address that a lane counts by, and how to learn that the client is gone."""

    client: str = ""
    departure: Departure = field(default_factory=Departure)


@dataclass(slots=True)
class Answer:
    """What a query gave: kind (solutions, boolean, graph), format key, and a whole body or a stream.

    `seconds` is the time until the body was whole, or the stream began: none where it had been kept.
    """

    kind: str
    format: str
    release: str
    body: bytes | None
    stream: Stream | None = None
    seconds: float = 0.0


def run(pool: Pool, request: Request, lane: Lane, caller: Caller | None = None) -> Answer:
    """Run a query and return its answer.

    Raises QueryRefused, QueryLimit, NoFormat or QueryFailed before the first byte, later only the stream.
    """
    with noted(pool.name_of(lane), request.query):
        began = time.monotonic()
        deadline = began + min(request.seconds or lane.seconds, lane.seconds)
        request = replace(request, query=pool.federation.resolve(request.query, prefixes(), deadline))
        ready = Ready(request.message(), request.seconds, request.most)
        short = len(request.query) <= LONGEST_KEPT
        key = pool.kept.key(ready.content) if short and is_settled(request.query) else None
        return pool.kept.find(key) or send(pool, ready, lane, caller or Caller(), began, key)


def send(pool: Pool, request: Message, lane: Lane, caller: Caller, began: float, key: bytes | None = None) -> Answer:
    """Send a request to a worker and return its answer; where the worker was killed from outside, once more.

    The answer is kept under the key, as soon as it is whole.
    """
    try:
        return attempt(pool, request, lane, caller, began, key)
    except WorkerLost:
        return attempt(pool, request, lane, caller, began, key)


def attempt(pool: Pool, request: Message, lane: Lane, caller: Caller, began: float, key: bytes | None) -> Answer:
    """Run a query on one worker, for as long as its lane allows, or as it wishes where that is shorter."""
    message = request.message()
    lease = pool.lease(lane, caller.client, began, request.seconds)
    reading = Reading(pool, lease, caller.departure, request.most)
    try:
        lease.worker.ready()
        pool.start(lease)
        asked = time.monotonic()
        reading.ask(message)
        body, begun = begin(reading, pool.buffer_bytes)
    except ConnectionError as error:
        reading.finish(reusable=False)
        if lease.verdict:
            raise QueryLimit("time", lease.seconds) from error
        raise QueryFailed(f"no query worker: {error}") from error
    except BaseException:
        reading.finish(reusable=False)
        raise
    answer = Answer(
        reading.head["kind"], reading.head["format"], lease.worker.snapshot.name, body, None, time.monotonic() - asked
    )

    def keep(whole: bytes) -> None:
        if key is not None and lease.worker.snapshot is pool.snapshot:
            pool.kept.keep(key, replace(answer, body=whole, stream=None, seconds=0.0))

    if body is None:
        answer.stream = Stream(reading, begun, pool.room, keep)
    else:
        keep(body)
    return answer


def begin(reading: Reading, size: int) -> tuple[bytes | None, list[bytes]]:
    """Read until the result ends, and return it whole, or until it has `size` bytes and may go on."""
    pieces: list[bytes] = []
    while sum(map(len, pieces)) < size:
        piece = reading.read()
        if piece is None:
            return b"".join(pieces), []
        pieces.append(piece)
    reading.prolong()
    return None, pieces
