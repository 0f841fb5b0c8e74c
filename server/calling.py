"""One HTTP request to an address that was named: no redirect, no proxy, no other scheme, no detour to this machine."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import urllib.request
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import IO

LOCAL_NAME = "localhost"


class Unusable(Exception):
    """The answer is none, is too large, or is not what was asked for."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: another address is not the one that was allowed."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Refuse."""
        raise Unusable(f"it leads to another address ({code})")


def check_peer(host: str, connected: socket.socket) -> None:
    """Raise Unusable where a name has led to this machine or its own link, as whoever owns the name may have it do.

    Looked at after the connection is made: the name may mean something else each time that it is looked up.
    """
    if host == LOCAL_NAME or is_literal(host):
        return
    peer = ipaddress.ip_address(str(connected.getpeername()[0]).partition("%")[0])
    mapped = getattr(peer, "ipv4_mapped", None) or peer
    if mapped.is_loopback or mapped.is_link_local or mapped.is_unspecified:
        raise Unusable("its name leads to an address of this machine")


def is_literal(host: str) -> bool:
    """Tell whether a host is a number, as the operator has written it.

    >>> is_literal("127.0.0.1"), is_literal("[::1]"), is_literal("example.org")
    (True, True, False)
    """
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class Connection(http.client.HTTPConnection):
    """A connection whose other end is looked at before anything is sent."""

    def connect(self) -> None:
        """Connect."""
        super().connect()
        check_peer(self.host, self.sock)


class SecureConnection(http.client.HTTPSConnection):
    """The same with TLS."""

    def connect(self) -> None:
        """Connect."""
        super().connect()
        check_peer(self.host, self.sock)


class Plain(urllib.request.HTTPHandler):
    """Opens http."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open."""
        return self.do_open(Connection, req)


class Secure(urllib.request.HTTPSHandler):
    """Opens https."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open."""
        return self.do_open(SecureConnection, req, context=ssl.create_default_context())


HANDLERS: tuple[type[urllib.request.BaseHandler], ...] = (
    Plain, Secure, NoRedirect, urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor,
)  # fmt: skip


def call(
    address: str, headers: Mapping[str, str], seconds: float, most: int, data: bytes | None = None
) -> tuple[bytes, str]:
    """Return what an address answers, to POST where there is data, and its media type.

    Raises Unusable where it is longer than `most` bytes, OSError and HTTPException where there is no answer.
    """
    opener = urllib.request.OpenerDirector()
    for handler in HANDLERS:
        opener.add_handler(handler())
    response = opener.open(urllib.request.Request(address, data, dict(headers)), timeout=seconds)
    if response is None:
        raise Unusable("its address is none of http or https")
    with response:
        text: bytes = response.read(most + 1)
    if len(text) > most:
        raise Unusable(f"it is larger than {most} bytes")
    return text, response.headers.get_content_type()
