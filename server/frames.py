"""Frames between the web process and a query worker: one letter, a length of 4 bytes, the payload."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

READY, HEAD, DATA, END, ERROR, QUERY, OPEN = b"R", b"H", b"D", b"E", b"X", b"Q", b"O"
HEADER = struct.Struct("!cI")
MAX_PAYLOAD = 64 * 1024 * 1024


TOGETHER = 32 * 1024
"""Frames that wait to be written together have fewer bytes."""
MOST_AT_ONCE = 1 << 20


class Disconnected(ConnectionError):
    """The other side is gone."""


def send(channel: socket.socket, kind: bytes, payload: bytes) -> None:
    """Write one frame."""
    channel.sendall(HEADER.pack(kind, len(payload)) + payload)


def send_json(channel: socket.socket, kind: bytes, value: object) -> None:
    """Write one frame whose payload is JSON."""
    send(channel, kind, encode(value))


def encode(value: object) -> bytes:
    """Write a JSON payload."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def receive(channel: socket.socket) -> tuple[bytes, bytes]:
    """Read one frame; Disconnected where the other side ended."""
    kind, length = HEADER.unpack(receive_exactly(channel, HEADER.size))
    if length > MAX_PAYLOAD:
        raise Disconnected(f"a frame of {length} bytes")
    return kind, receive_exactly(channel, length)


def receive_exactly(channel: socket.socket, size: int) -> bytes:
    """Read that many bytes."""
    pieces = []
    while size:
        pieces.append(some(channel, min(size, MOST_AT_ONCE)))
        size -= len(pieces[-1])
    return b"".join(pieces)


def some(channel: socket.socket, most: int) -> bytes:
    """Read what is there, at most so many bytes."""
    try:
        piece = channel.recv(most)
    except OSError as error:
        raise Disconnected(str(error)) from error
    if not piece:
        raise Disconnected("end of stream")
    return piece


class Outgoing:
    """Frames to a channel; small ones are written together."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._waiting = channel, bytearray()

    def send(self, kind: bytes, payload: bytes | bytearray) -> None:
        """Take one frame."""
        self._waiting += HEADER.pack(kind, len(payload))
        self._waiting += payload
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def send_json(self, kind: bytes, value: object) -> None:
        """Take one frame whose payload is JSON."""
        self.send(kind, encode(value))

    def flush(self) -> None:
        """Write what waits."""
        self._channel.sendall(self._waiting)
        self._waiting.clear()


class Incoming:
    """Frames from a channel, several read at once where they are there."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._rest = channel, bytearray()

    def receive(self) -> tuple[bytes, bytes]:
        """Return one frame; Disconnected where the other side ended."""
        kind, length = HEADER.unpack(self._take(HEADER.size))
        if length > MAX_PAYLOAD:
            raise Disconnected(f"a frame of {length} bytes")
        return kind, self._take(length)

    def _take(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._rest += some(self._channel, max(TOGETHER, min(size - len(self._rest), MOST_AT_ONCE)))
        taken = bytes(memoryview(self._rest)[:size])
        del self._rest[:size]
        return taken


def decode(payload: bytes) -> Any:
    """Read a JSON payload."""
    return json.loads(payload)
