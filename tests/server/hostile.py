"""The queries of `hostile.toml`, as bodies of requests."""

from __future__ import annotations

import http.client
import socket
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".toml")
OVER_LIMIT = 0.5


@dataclass(frozen=True, slots=True)
class Hostile:
    """One query: what is sent, and which status may be answered."""

    name: str
    status: frozenset[int]
    body: bytes
    media: str = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Status and text of an answer, and the seconds that it took."""

    status: int
    text: bytes
    seconds: float


def read_hostile() -> list[Hostile]:
    """Return all queries of the file."""
    return [read_one(entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["query"]]


def read_one(entry: Mapping[str, Any]) -> Hostile:
    """Return one query of the file."""
    media = "application/sparql-update" if entry.get("update") else "application/sparql-query"
    body = bytes.fromhex(entry["raw"]) if "raw" in entry else text_of(entry).encode()
    return Hostile(entry["name"], frozenset(entry["status"]), body, media)


def text_of(entry: Mapping[str, Any]) -> str:
    """Return the text of a query; `{0}` and `{1}` in its unit count from nought and from one.

    >>> text_of({"before": "[", "unit": "a{0}", "times": 2, "close": ")", "after": "]"})
    '[a0a1))]'
    """
    if "query" in entry:
        return str(entry["query"])
    unit, times = entry["unit"], entry["times"]
    units = (unit.replace("{0}", str(i)).replace("{1}", str(i + 1)) for i in range(times))
    return f"{entry['before']}{''.join(units)}{entry.get('close', '') * times}{entry['after']}"


class FromAddress(http.client.HTTPConnection):
    """A connection from one of the addresses of this machine."""

    def __init__(self, host: str, port: int, source: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout, source_address=(source, 0))


def send(host: str, port: int, hostile: Hostile, source: str = "127.0.0.1") -> Outcome:
    """Send a query and wait for the whole answer; status 0 where the connection broke off."""
    started = time.monotonic()
    connection = FromAddress(host, port, source, timeout=60)
    try:
        connection.request("POST", "/sparql", hostile.body, {"Content-Type": hostile.media})
        response = connection.getresponse()
        text = response.read()
        status = response.status
    except (http.client.HTTPException, OSError) as error:
        status, text = 0, str(error).encode()
    finally:
        connection.close()
    return Outcome(status, text, time.monotonic() - started)


def dribble(host: str, port: int, pieces: list[bytes], pause: float, source: str = "127.0.0.1") -> bytes:
    """Send pieces of a request with pauses and return the beginning of what comes back."""
    with socket.create_connection((host, port), timeout=60, source_address=(source, 0)) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            return connection.recv(1000)
        except OSError:
            return b""
