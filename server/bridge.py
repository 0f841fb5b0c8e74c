"""The WSGI application under an ASGI server.

granian ends a WSGI response properly even where its iterator fails, so that a cut result would look complete.
An ASGI application that fails after its first byte has its connection broken off, and it learns when a client is
gone. See PEP 3333 and the ASGI specification 3.0 for the two sides.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import sys
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

DEPARTURE = "claimgraph.departure"


class Departure:
    """Whether the client of a request is gone, and what to do then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._react: Callable[[], None] | None = None
        self.gone = False

    def then(self, react: Callable[[], None] | None) -> None:
        """Call `react` once the client is gone, at once if it is already; None takes an earlier wish back."""
        with self._lock:
            self._react = react
            if self.gone and react is not None:
                react()

    def happen(self) -> None:
        """The client is gone."""
        # Under the lock, so that nothing happens any more once a wish has been taken back.
        with self._lock:
            self.gone = True
            if self._react is not None:
                self._react()
            self._react = None


class Reply:
    """One response of the WSGI application: its head, and its body either whole or piece by piece."""

    def __init__(self, app: Wsgi, environ: dict[str, Any]) -> None:
        self.status, self.headers = 500, list[tuple[bytes, bytes]]()
        self._body = app(environ, self._start)
        self._pieces: Iterator[bytes] = iter(self._body)
        self.whole: bytes | None = None
        if any(name == b"content-length" for name, _ in self.headers):
            with contextlib.closing(self):
                self.whole = b"".join(self._pieces)

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

    def next(self) -> bytes | None:
        """Return the next piece, None at the end."""
        return next(self._pieces, None)

    def close(self) -> None:
        """Tell the application that nothing more will be read."""
        close = getattr(self._body, "close", None)
        if close is not None:
            close()


class Bridge:
    """An ASGI application that runs a WSGI application in threads."""

    def __init__(self, app: Wsgi, threads: int, max_body: int, close: Callable[[], None]) -> None:
        self._app, self._max_body, self._close = app, max_body, close
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body, complete = await read_body(receive, self._max_body)
        if not complete:
            return
        departure = Departure()
        watch = asyncio.ensure_future(watch_client(receive, departure))
        try:
            await self._answer(environment(scope, body, departure), departure, send)
        finally:
            watch.cancel()

    async def _answer(self, environ: dict[str, Any], departure: Departure, send: Send) -> None:
        reply = await self._run(Reply, self._app, environ)
        if reply.whole is not None:
            await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
            await send({"type": "http.response.body", "body": reply.whole})
            return
        try:
            await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
            while not departure.gone and (piece := await self._run(reply.next)) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            if not departure.gone:
                await send({"type": "http.response.body", "body": b""})
        finally:
            await self._run(reply.close)

    async def _run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                self._close()
                self._threads.shutdown(wait=False, cancel_futures=True)
                await send({"type": "lifespan.shutdown.complete"})
                return
            await send({"type": "lifespan.startup.complete"})


async def read_body(receive: Receive, limit: int) -> tuple[bytes, bool]:
    """Return the body of a request and whether the client stayed to its end.

    A body beyond the limit is cut to one byte more than the limit: the application refuses it by its length.
    """
    pieces = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"", False
        pieces += message.get("body", b"")
        if not message.get("more_body") or len(pieces) > limit:
            return bytes(pieces[: limit + 1]), True


async def watch_client(receive: Receive, departure: Departure) -> None:
    """Wait until the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    departure.happen()


def environment(scope: Scope, body: bytes, departure: Departure) -> dict[str, Any]:
    """Return the WSGI environment of an ASGI request."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode("utf-8").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        DEPARTURE: departure,
    }
    for name, value in scope["headers"]:
        key = name.decode("latin-1").upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value.decode("latin-1")
        elif key != "CONTENT_LENGTH":
            before = environ.get(f"HTTP_{key}")
            text = value.decode("latin-1")
            environ[f"HTTP_{key}"] = text if before is None else f"{before},{text}"
    return environ
