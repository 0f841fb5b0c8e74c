"""SERVICE, where the operator allows it: named servers are asked beforehand, and their answers put into the query.

The workers that run queries have no network. So each `SERVICE <address> { pattern }` with an allowed address is taken
out of the text, its pattern is sent by a separate process with limits of its own, and the answer takes its place as
VALUES. Everything else that could open a connection is refused as ever.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from claimgraph.errors import ClaimGraphError, QueryLimit, QueryRefused
from claimgraph.search.terms import SERVICE as SEARCH
from claimgraph.server.guard import CLOSING, FORMS, OPENING, TOKEN, UPDATES, inspect

MOST_SERVICES = 8
SHORTEST = 0.1
"""Seconds that are left at least to whoever has waited for a turn."""


class ServiceFailed(ClaimGraphError):
    """Another server that the query asks gave no usable answer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query that matters, and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A SERVICE of a query: whom it asks for what, and which part of the text it takes up."""

    endpoint: str
    pattern: str
    silent: bool
    start: int
    end: int


def pieces_of(query: str) -> list[Piece]:
    """Return all tokens except for comments."""
    return [Piece(m.group(), m.start(), m.end()) for m in TOKEN.finditer(query) if m.lastgroup != "comment"]


def find_calls(query: str) -> tuple[str, list[Call]]:
    """Return the prologue of a query and every SERVICE in it that stands by itself and names its server in full."""
    pieces = pieces_of(query)
    prologue = next((query[: piece.start] for piece in pieces if piece.text.upper() in {*FORMS, *UPDATES}), "")
    calls: list[Call] = []
    for index, piece in enumerate(pieces):
        if piece.text.upper() != "SERVICE" or (calls and piece.start < calls[-1].end):
            continue
        following = pieces[index + 1 : index + 4]
        silent = bool(following) and following[0].text.upper() == "SILENT"
        address, brace = (*following[silent : silent + 2], None, None)[:2]
        if address and brace and address.text[0] == "<" and brace.text == "{":
            end = closing_of(pieces[index + 2 + silent :])
            calls.append(Call(address.text[1:-1], query[brace.end : end - 1], silent, piece.start, end))
    return prologue, calls


def closing_of(pieces: list[Piece]) -> int:
    """Return where the bracket ends that the first piece opens; QueryRefused where it never does."""
    depth = 0
    for piece in pieces:
        depth += (piece.text in OPENING) - (piece.text in CLOSING)
        if depth == 0:
            return piece.end
    raise QueryRefused("a SERVICE has no end")


class Federation:
    """The servers that queries may ask, and how much of them."""

    def __init__(self, endpoints: tuple[str, ...], seconds: float, most_bytes: int, most_rows: int) -> None:
        self._endpoints = frozenset(endpoints)
        self._seconds, self._bytes, self._rows = seconds, most_bytes, most_rows
        self._at_once = threading.BoundedSemaphore(4)

    def resolve(self, query: str, prefixes: Mapping[str, str], deadline: float) -> str:
        """Return a query that asks nobody, with the answers of others in the place of each SERVICE.

        Raises QueryRefused for a server that isn't allowed, QueryLimit for one too slow, ServiceFailed.
        """
        if not self._endpoints or "service" not in query.lower():
            return query
        prologue, found = find_calls(query)
        calls = [call for call in found if call.endpoint != SEARCH]  # which asks nobody
        if len(calls) > MOST_SERVICES:
            raise QueryRefused(f"more than {MOST_SERVICES} SERVICE in one query")
        for call in calls:
            self._check(call)
        parts, last = [], 0
        for call in calls:
            parts += [query[last : call.start], self._answer(call, prologue, prefixes, deadline)]
            last = call.end
        return "".join([*parts, query[last:]])

    def _check(self, call: Call) -> None:
        if call.endpoint not in self._endpoints:
            allowed = ", ".join(f"<{endpoint}>" for endpoint in sorted(self._endpoints))
            raise QueryRefused(f"SERVICE <{call.endpoint}> is refused: this server asks {allowed} only")
        inspect(f"SELECT * {{ {call.pattern} }}")

    def _answer(self, call: Call, prologue: str, prefixes: Mapping[str, str], deadline: float) -> str:
        try:
            return self._fetch(call, prologue, prefixes, deadline)
        except ServiceFailed:
            if call.silent:
                return "{}"
            raise

    def _fetch(self, call: Call, prologue: str, prefixes: Mapping[str, str], deadline: float) -> str:
        declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
        text = f"{declared}{prologue}\nSELECT * WHERE {{ {call.pattern}\n}} LIMIT {self._rows + 1}"
        order = {"endpoint": call.endpoint, "query": text, "bytes": self._bytes, "rows": self._rows}
        told = self.ask(order, self._seconds, deadline)
        if "error" in told:
            raise ServiceFailed(f"SERVICE <{call.endpoint}> gave no answer: {told['error']}")
        return told["values"]

    def ask(self, order: Mapping[str, object], seconds: float, deadline: float) -> dict[str, str]:
        """Have the fetcher carry out an order and return what it tells; QueryLimit where its turn doesn't come."""
        end = min(time.monotonic() + seconds, deadline)
        if end <= time.monotonic() or not self._at_once.acquire(timeout=end - time.monotonic()):
            raise QueryLimit("queue", MOST_SERVICES)
        try:
            left = max(end - time.monotonic(), SHORTEST)
            return run_fetcher(json.dumps({**order, "seconds": left}), left)
        finally:
            self._at_once.release()


def run_fetcher(order: str, seconds: float) -> dict[str, str]:
    """Run the fetcher and return what it tells; it is killed when its time is over."""
    command = [sys.executable, "-P", "-m", "claimgraph.server.fetcher"]
    try:
        done = subprocess.run(command, input=order, capture_output=True, text=True, timeout=seconds, check=False)
        told: dict[str, str] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"error": f"it took longer than {seconds:.1f} s"}
    except ValueError:
        return {"error": "the process that asks ended early"}
    return told
