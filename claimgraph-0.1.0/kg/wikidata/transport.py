"""One HTTP request with bounds: whole time, size before and after unpacking, one host, no redirection."""

from __future__ import annotations

import http.client
import socket
import threading
import urllib.error
import urllib.request
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from functools import partial
from typing import Any, Final, Self

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.access import Access

_PIECE: Final = 65_536
_MORE: Final = "an answer with more behind its end"


class TooLarge(ClaimGraphError):
    """The answer is longer than the limit."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: status, its phrase, headers, and the unpacked body."""

    status: int
    phrase: str
    headers: Message
    body: bytes


class _Watch:
    """Cuts the connections of a request when its time is over, however slowly bytes drip in."""

    def __init__(self, seconds: float) -> None:
        self.late = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def add(self, opened: socket.socket) -> None:
        """Watch a connection."""
        self._sockets.append(opened)
        if self.late:
            self._cut()

    def _cut(self) -> None:
        self.late = True
        for opened in self._sockets:
            with suppress(OSError):
                # Not SSLSocket.shutdown, which would also take the TLS state from under the reading thread.
                socket.socket.shutdown(opened, socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    watch: _Watch

    def connect(self) -> None:
        super().connect()
        self.watch.add(self.sock)


class _SecureConnection(http.client.HTTPSConnection):
    watch: _Watch

    def connect(self) -> None:
        super().connect()
        self.watch.add(self.sock)


def _watched(kind: type[_Connection] | type[_SecureConnection], watch: _Watch, host: str, **options: Any) -> Any:
    connection = kind(host, **options)
    connection.watch = watch
    return connection


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._connect = partial(_watched, _Connection, watch)

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connect, req)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._connect = partial(_watched, _SecureConnection, watch)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connect, req)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Goes to no other address than the one that the user named."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the redirection becomes an error."""


def get(address: str, access: Access) -> Response:
    """Return the answer to one GET, whatever its status.

    Raises OSError or http.client.HTTPException where the network fails or the time is over, TooLarge, and ValueError
    where the body can't be unpacked.
    """
    headers = {"User-Agent": access.agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
    request = urllib.request.Request(address, headers=headers)
    with _Watch(access.timeout) as watch:
        try:
            answer = _answer(_opener(access, watch), request, access)
        except (OSError, http.client.HTTPException, ValueError):
            if not watch.late:
                raise
    if watch.late:  # an answer that was cut may look whole
        raise TimeoutError(f"not whole within {access.timeout:g} s")
    return answer


def _opener(access: Access, watch: _Watch) -> urllib.request.OpenerDirector:
    """Return what opens the address: by the proxies of the environment, but never for this computer itself."""
    direct = (urllib.request.ProxyHandler({}),) if access.is_here else ()
    return urllib.request.build_opener(_NoRedirect, _Plain(watch), _Secure(watch), *direct)


def _answer(opener: urllib.request.OpenerDirector, request: urllib.request.Request, access: Access) -> Response:
    try:
        with opener.open(request, timeout=access.timeout) as answered:
            body = _body(answered, access.max_bytes)
            return Response(answered.status, answered.reason or "", answered.headers, body)
    except urllib.error.HTTPError as error:
        with error:
            return Response(error.code, error.reason or "", error.headers, _page(error, access.max_bytes))


def _page(error: Any, limit: int) -> bytes:
    """Return the body of an error, empty where it can't be read: the status and the wait that it asks for count."""
    try:
        return _body(error, limit)
    except (OSError, http.client.HTTPException, ValueError, TooLarge):
        return b""


def _body(answered: http.client.HTTPResponse, limit: int) -> bytes:
    """Return the unpacked body; raise TooLarge where it is longer than the limit, ValueError where it can't be."""
    coding = (answered.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("gzip", "identity"):
        raise ValueError(f"an answer packed with {coding!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    content = bytearray()
    # read1 gives what is there: an endless body is noticed before the limit is far behind.
    while piece := answered.read1(_PIECE):
        content += piece if unpacker is None else _unpacked(unpacker, piece, limit - len(content) + 1)
        if len(content) > limit:
            raise TooLarge(f"an answer of more than {limit} bytes")
    if unpacker is not None and (not unpacker.eof or unpacker.unused_data):
        raise ValueError("an answer that breaks off" if not unpacker.eof else _MORE)
    return bytes(content)


def _unpacked(unpacker: Any, piece: bytes, room: int) -> bytes:
    """Return the next part of a packed body, at most so many bytes."""
    if unpacker.eof:
        raise ValueError(_MORE)
    try:
        return bytes(unpacker.decompress(piece, room))
    except zlib.error as error:
        raise ValueError(f"an answer that can't be unpacked ({error})") from error
