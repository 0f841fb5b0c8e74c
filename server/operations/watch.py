"""Around the whole application: each request gets an id and a record, which is counted and logged at its end."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any

import flask

from claimgraph.server.backend import Backend
from claimgraph.server.operations import logs
from claimgraph.server.operations.metrics import EXTENSION, Metrics
from claimgraph.server.operations.record import RECORD, Record

HEADER = "X-Request-Id"
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Body(Iterator[bytes]):
    """The body of an answer; `end` is called when it has been sent or given up."""

    def __init__(self, body: Iterable[bytes], record: Record, end: Callable[[Record], None]) -> None:
        self._body, self._pieces, self._record = body, iter(body), record
        self._end: Callable[[Record], None] | None = end

    def __next__(self) -> bytes:
        # Pieces are read in other threads than the one that began.
        token = RECORD.set(self._record)
        try:
            piece = next(self._pieces)
        except StopIteration:
            raise
        except BaseException:
            self._record.broken = True
            raise
        finally:
            RECORD.reset(token)
        self._record.bytes += len(piece)
        return piece

    def close(self) -> None:
        """End the answer; may be called twice."""
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            end, self._end = self._end, None
            if end is not None:
                end(self._record)


class Watch:
    """A WSGI application that keeps a record of each request to another one."""

    def __init__(self, app: Wsgi, here: Backend, metrics: Metrics) -> None:
        self._start, self._numbers = secrets.token_hex(5), count(1)
        self._app, self._options, self._metrics = app, here.options, metrics

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        record = Record(self._id(environ), environ["REQUEST_METHOD"], count=self._metrics.count_query)
        token = RECORD.set(record)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            record.status = int(status.split(" ", 1)[0])
            return start_response(status, [*headers, (HEADER, record.id)], exc_info)

        try:
            return Body(self._app(environ, start), record, self._end)
        except BaseException:
            self._end(record)
            raise
        finally:
            RECORD.reset(token)

    def _id(self, environ: dict[str, Any]) -> str:
        """Return the id that a proxy of ours gave the request, else a new one."""
        given = str(environ.get("HTTP_X_REQUEST_ID", ""))
        return given if self._options.proxies and GIVEN.fullmatch(given) else f"{self._start}{next(self._numbers):06x}"

    def _end(self, record: Record) -> None:
        self._metrics.count(record)
        logs.tell(record, self._options)


def register(app: flask.Flask, here: Backend) -> None:
    """Watch the requests of an application."""
    metrics = app.extensions[EXTENSION] = Metrics(here.pool)
    app.before_request(note_route)
    app.wsgi_app = Watch(app.wsgi_app, here, metrics)  # type: ignore[method-assign]


def note_route() -> None:
    """Note the pattern of the address."""
    record, rule = RECORD.get(), flask.request.url_rule
    if record is not None and rule is not None:
        record.route = rule.rule
