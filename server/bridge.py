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
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from claimgraph.server.clients import client_of

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

DEPARTURE = "claimgraph.departure"
MOST_WAITING = 500
VERSIONS = {"1": "1.0"}
"""What granian calls versions of HTTP -> how WSGI writes them."""


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


@dataclass(frozen=True, slots=True)
class Manners:
    """How requests are taken in: bytes and seconds for each, and how many of one client are worked on at once.

    A streamed answer must be taken in `transfer` seconds. `proxies` of our own stand in front and add the address of
    whom they speak for to X-Forwarded-For. A request whose header Authorization `trusts` takes for good may have
    `bearer_bytes`.
    """

    threads: int = 48
    request_bytes: int = 1_000_000
    request_seconds: float = 20.0
    transfer: float = 300.0
    client_requests: int = 8
    proxies: int = 0
    bearer_bytes: int = 0
    trusts: Callable[[str], bool] = lambda header: False

    def most(self, scope: Scope) -> int:
        """Return how many bytes a request may have."""
        told = [value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"]
        trusted = self.bearer_bytes > self.request_bytes and len(told) == 1 and self.trusts(told[0])
        return self.bearer_bytes if trusted else self.request_bytes


FRAMING = frozenset(["CONTENT_LENGTH", "TRANSFER_ENCODING"])
"""Headers that tell how a body arrived; here it is whole, and its length is what it is."""


class Turnstile:
    """Lets so many requests of each client pass at once; further ones wait here, where they take no thread."""

    def __init__(self, most: int, waiting: int) -> None:
        self._most, self._all = most, most + waiting
        self._clients: dict[str, tuple[asyncio.Semaphore, int]] = {}

    def is_full(self, client: str) -> bool:
        """Tell whether too many of a client's requests wait already."""
        return client in self._clients and self._clients[client][1] >= self._all

    @contextlib.asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn of this client and keep it."""
        gate, users = self._clients.get(client) or (asyncio.Semaphore(self._most), 0)
        self._clients[client] = gate, users + 1
        try:
            async with gate:
                yield
        finally:
            users = self._clients[client][1] - 1
            self._clients[client] = gate, users
            if not users:
                del self._clients[client]


class Bridge:
    """An ASGI application that runs a WSGI application in threads."""

    def __init__(self, app: Wsgi, manners: Manners, close: Callable[[], None]) -> None:
        self._app, self._manners, self._close = app, manners, close
        self._turnstile = Turnstile(manners.client_requests, MOST_WAITING)
        self._threads = ThreadPoolExecutor(manners.threads, thread_name_prefix="request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        client = speaker(scope, self._manners.proxies)
        if self._turnstile.is_full(client_of(client)):
            await send_text(send, 503, f"more than {MOST_WAITING} requests of this client wait")
            return
        async with self._turnstile.turn(client_of(client)):
            await self._take(scope | {"client": (client, 0)}, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self._manners.request_seconds):
                body, complete = await read_body(receive, self._manners.most(scope))
        except TimeoutError:
            await send_text(send, 408, f"the request was not there after {self._manners.request_seconds:g} s")
            return
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
            async with asyncio.timeout(self._manners.transfer):
                await self._stream(reply, departure, send)
        finally:
            await self._run(reply.close)

    async def _stream(self, reply: Reply, departure: Departure, send: Send) -> None:
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        while not departure.gone and (piece := await self._run(reply.next)) is not None:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if not departure.gone:
            await send({"type": "http.response.body", "body": b""})

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


async def send_text(send: Send, status: int, text: str) -> None:
    """Answer without the application."""
    body = f"{text}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def speaker(scope: Scope, proxies: int) -> str:
    """Return the address of the client: that of the connection, or the one that our outermost proxy saw."""
    told = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    hops = [hop.strip() for hop in ",".join(told).split(",") if hop.strip()]
    if proxies and hops:
        return hops[-proxies] if len(hops) >= proxies else hops[0]
    return str((scope.get("client") or ("",))[0])


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
        "SERVER_PROTOCOL": f"HTTP/{VERSIONS.get(scope['http_version'], scope['http_version'])}",
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
        elif key not in FRAMING:
            before = environ.get(f"HTTP_{key}")
            text = value.decode("latin-1")
            environ[f"HTTP_{key}"] = text if before is None else f"{before},{text}"
    return environ
