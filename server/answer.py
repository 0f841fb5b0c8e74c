"""Running one query: a complete body where it is small, else a stream that never looks complete when cut."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from claimgraph.answers import prefixes
from claimgraph.errors import ClaimGraphError, QueryLimit
from claimgraph.server import frames
from claimgraph.server.bridge import Departure
from claimgraph.server.guard import MalformedQuery, inspect
from claimgraph.server.lanes import Lane, Lease
from claimgraph.server.operations.record import noted
from claimgraph.server.pool import Pool
from claimgraph.server.process import died_of_nesting
from claimgraph.server.search_service import take_out

Term = Mapping[str, str]
UNKNOWN_FUNCTION = "The custom function"  # of the store's message; what the client can mend is its error


class NoFormat(ClaimGraphError):
    """The result is of a kind for which the client accepts no format we have."""


class NotInRelease(ClaimGraphError):
    """The release lacks what the request needs beside its graph."""


class QueryFailed(ClaimGraphError):
    """The store could not evaluate the query."""


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


class WorkerLost(QueryLimit):
    """The worker was killed, but not by us: by the kernel, short of memory, or by someone's hand."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the address that a lane counts by, and how to learn that the client is gone."""

    client: str = ""
    departure: Departure = field(default_factory=Departure)


@dataclass(slots=True)
class Answer:
    """What a query gave: kind (solutions, boolean, graph), format key, and a whole body or a stream.

    `seconds` is the time until the body was whole, or the stream began.
    """

    kind: str
    format: str
    release: str
    body: bytes | None
    stream: Stream | None = None
    seconds: float = 0.0


class Stream(Iterator[bytes]):
    """The frames of a result that is still being written; closing it early frees the worker by killing it.

    An error after the first byte leaves as an exception, so that the server breaks the connection off.
    """

    def __init__(self, pool: Pool, lease: Lease, departure: Departure, most: int | None) -> None:
        self._pool, self._lease, self._departure = pool, lease, departure
        self._left = lease.seconds
        self._last = time.monotonic() + pool.transfer
        self._pending: list[bytes] = []
        self._open = True
        self._taken, self._most = 0, most
        self.head: dict[str, Any] = {}

    def ask(self, message: Mapping[str, Any]) -> None:
        """Send the query to the worker, which dies from now on when the client leaves."""
        worker = self._lease.worker
        self._departure.then(worker.kill)
        try:
            worker.ask({**message, "base": worker.snapshot.base})
        except ConnectionError:
            raise self._death() from None

    def fill(self, size: int) -> bytes | None:
        """Read until the result ends or has at least `size` bytes; return it where it is whole."""
        taken = 0
        while taken < size:
            piece = self._read()
            if piece is None:
                return b"".join(self._pending)
            self._pending.append(piece)
            taken += len(piece)
        self._rest()
        return None

    def __next__(self) -> bytes:
        if self._pending:
            return self._pending.pop(0)
        if not self._open:
            raise StopIteration
        self._resume()
        piece = self._read()
        if piece is None:
            raise StopIteration
        self._rest()
        return piece

    def _rest(self) -> None:
        """Stop the query's clock while the client takes its bytes; the whole transfer has its own limit."""
        self._left = self._lease.deadline - time.monotonic()
        self._pool.rest(self._lease, self._last)

    def _resume(self) -> None:
        self._pool.resume(self._lease, min(self._last, time.monotonic() + self._left))

    def _read(self) -> bytes | None:
        """Return the next piece, None at the end."""
        while True:
            try:
                kind, payload = frames.receive(self._lease.worker.channel)
            except frames.Disconnected:
                raise self._death() from None
            if kind == frames.DATA:
                return self._count(payload)
            if kind == frames.HEAD:
                self.head = frames.decode(payload)
            elif kind == frames.END:
                self._finish(reusable=not frames.decode(payload)["retire"])
                return None
            else:
                self._finish(reusable=True)
                raise failure(frames.decode(payload), self._pool)

    def _count(self, piece: bytes) -> bytes:
        self._taken += len(piece)
        if self._most is not None and self._taken > self._most:
            self._finish(reusable=False)
            raise QueryLimit("bytes", self._most)
        return piece

    def _death(self) -> ClaimGraphError:
        lease = self._lease
        number = 0 if lease.verdict else lease.worker.died_of()
        self._finish(reusable=False)
        if lease.verdict:
            return QueryLimit(lease.verdict, lease.seconds if lease.overdue else lease.lane.held)
        if died_of_nesting(number):
            return MalformedQuery("the query is nested too deeply")
        kind = WorkerLost if number == signal.SIGKILL and not self._departure.gone and not self.head else QueryLimit
        return kind("memory", self._pool.memory_mib)

    def _finish(self, reusable: bool) -> None:
        if self._open:
            self._open = False
            self._departure.then(None)
            self._pool.release(self._lease, reusable)

    def close(self) -> None:
        """Give the worker back: still writing means killed."""
        self._finish(reusable=False)

    def __del__(self) -> None:
        self.close()


def failure(error: Mapping[str, str], pool: Pool) -> ClaimGraphError:
    """Return the exception that an error frame stands for."""
    kind, message = error["kind"], " ".join(error["message"].split())
    if kind == "malformed" or message.startswith(UNKNOWN_FUNCTION):
        return MalformedQuery(message)
    if kind == "rows":
        return QueryLimit("rows", int(message))
    if kind == "memory":
        return QueryLimit("memory", pool.memory_mib)
    return {"format": NoFormat, "missing": NotInRelease}.get(kind, QueryFailed)(message)


def run(pool: Pool, request: Request, lane: Lane, caller: Caller | None = None) -> Answer:
    """Run a query and return its answer.

    Raises QueryRefused, QueryLimit, NoFormat or QueryFailed before the first byte, later only the stream.
    """
    with noted(pool.name_of(lane), request.query):
        began = time.monotonic()
        deadline = began + min(request.seconds or lane.seconds, lane.seconds)
        request = replace(request, query=pool.federation.resolve(request.query, prefixes(), deadline))
        return send(pool, request, lane, caller or Caller(), began)


def send(pool: Pool, request: Message, lane: Lane, caller: Caller, began: float) -> Answer:
    """Send a request to a worker and return its answer; where the worker was killed from outside, once more."""
    try:
        return attempt(pool, request, lane, caller, began)
    except WorkerLost:
        return attempt(pool, request, lane, caller, began)


def attempt(pool: Pool, request: Message, lane: Lane, caller: Caller, began: float) -> Answer:
    """Run a query on one worker, for as long as its lane allows, or as it wishes where that is shorter."""
    message = request.message()
    lease = pool.lease(lane, caller.client, began, request.seconds)
    stream = Stream(pool, lease, caller.departure, request.most)
    try:
        lease.worker.ready()
        pool.start(lease)
        asked = time.monotonic()
        stream.ask(message)
        body = stream.fill(pool.buffer_bytes)
    except ConnectionError as error:
        stream.close()
        if lease.verdict:
            raise QueryLimit("time", lease.seconds) from error
        raise QueryFailed(f"no query worker: {error}") from error
    except BaseException:
        stream.close()
        raise
    rest, head = stream if body is None else None, stream.head
    return Answer(head["kind"], head["format"], lease.worker.snapshot.name, body, rest, time.monotonic() - asked)
