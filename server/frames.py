"""Frames between the web process and a query worker: one letter, a length of 4 bytes, the payload."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

READY, HEAD, DATA, END, ERROR, QUERY, OPEN = b"R", b"H", b"D", b"E", b"X", b"Q", b"O"
HEADER = struct.Struct("!cI")
MAX_PAYLOAD = 64 * 1024 * 1024


class Disconnected(ConnectionError):
    """The other side is gone."""


def send(channel: socket.socket, kind: bytes, payload: bytes) -> None:
    """Write one frame."""
    channel.sendall(HEADER.pack(kind, len(payload)) + payload)


def send_json(channel: socket.socket, kind: bytes, value: object) -> None:
    """Write one frame whose payload is JSON."""
    send(channel, kind, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


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
        try:
            piece = channel.recv(min(size, 1 << 20))
        except (ConnectionError, OSError) as error:
            raise Disconnected(str(error)) from error
        if not piece:
            raise Disconnected("end of stream")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def decode(payload: bytes) -> Any:
    """Read a JSON payload."""
    return json.loads(payload)
