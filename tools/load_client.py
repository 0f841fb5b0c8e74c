"""A client of tools/load_endpoint.py: asks, writes, and notes every answer that is wrong, lost or truncated."""

from __future__ import annotations

import http.client
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import NamedTuple
from urllib.parse import urlencode

REFUSED = (429, 503)
IDLE_SECONDS = 5.0  # a server may close a connection on which nothing was asked for a while
Rows = list[str]


class Known(NamedTuple):
    """A query and its rows, in order of their text."""

    name: str
    text: str
    rows: Rows


@dataclass
class Record:
    """What clients saw: seconds of whole answers by kind, statuses, faults by kind with an example each."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def blame(self, fault: str, example: str) -> None:
        """Note a fault."""
        self.faults[fault] += 1
        self.examples.setdefault(fault, example)

    def add(self, other: Record) -> None:
        """Take up what another client saw."""
        for kind, seconds in other.seconds.items():
            self.seconds.setdefault(kind, []).extend(seconds)
        self.statuses += other.statuses
        self.faults += other.faults
        self.examples = other.examples | self.examples


def rows_of(body: bytes) -> Rows:
    """Return the rows of a result in JSON, sorted, as text; raises ValueError where it breaks off."""
    return sorted(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])


class Client:
    """One client with its address, its triples and what it sees."""

    def __init__(self, server: tuple[str, int], token: str, number: int) -> None:
        self.name, self.token, self.record = f"urn:load:{number}", token, Record()
        source = (f"127.1.{number // 250}.{number % 250 + 1}", 0)
        self._connect = partial(http.client.HTTPConnection, *server, timeout=120, source_address=source)
        self._connection = self._connect()
        self._last = time.monotonic()
        self.sent: set[int] = set()
        self.acknowledged: set[int] = set()

    def work(self, known: Sequence[Known], until: float) -> None:
        """Ask and write in turn until the time is over, then look once more at what was written."""
        for turn in count(int(self.name.rpartition(":")[2])):
            if time.time() > until:
                break
            self.check(known[turn % len(known)])
            if turn % 4 == 0:
                self.insert(len(self.sent))
            if turn % 4 == 2:
                self.look_back()
        while not self.look_back() and time.time() < until + 120:
            continue
        self._connection.close()

    def check(self, query: Known) -> None:
        """Ask a query whose rows are known."""
        found = self.ask(query.name, query.text)
        if found is not None and found != query.rows:
            self.record.blame("wrong", f"{query.name}: {len(found)} rows, not {len(query.rows)}")

    def insert(self, number: int) -> None:
        """Insert a triple."""
        self.sent.add(number)
        update = f"INSERT DATA {{ GRAPH <{self.name}> {{ <{self.name}> <urn:load:n> {number} }} }}"
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/sparql-update"}
        if self.send("update", "POST", "/sparql", (update, headers)) is not None:
            self.acknowledged.add(number)

    def look_back(self) -> bool:
        """Compare all own triples with what was sent and acknowledged; tell whether there was an answer."""
        found = self.ask("own", f"SELECT ?n {{ GRAPH <{self.name}> {{ ?s <urn:load:n> ?n }} }}")
        if found is None:
            return False
        there = [int(json.loads(row)["n"]["value"]) for row in found]
        for number in self.acknowledged.difference(there):
            self.record.blame("lost", f"{self.name} {number}")
        if len(set(there)) != len(there) or set(there) - self.sent:
            self.record.blame("wrong", f"{self.name} has {there}")
        return True

    def ask(self, kind: str, text: str) -> Rows | None:
        """Return the rows of an answer, None where there is none."""
        headers = {"Accept": "application/sparql-results+json"}
        body = self.send(kind, "GET", f"/sparql?{urlencode({'query': text})}", (None, headers))
        try:
            return None if body is None else rows_of(body)
        except ValueError as error:
            self.record.blame("truncated", f"{kind}: {error}")
            return None

    def send(self, kind: str, method: str, path: str, message: tuple[str | None, dict[str, str]]) -> bytes | None:
        """Return the body of an answer of status 200; note all else."""
        record, status, begun = self.record, 0, time.monotonic()
        if begun - self._last > IDLE_SECONDS:
            self._connection.close()  # opened anew by the request
        try:
            self._connection.request(method, path, *message)
            response = self._connection.getresponse()
            status = response.status
            body = response.read()
            self._last = time.monotonic()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            self._connection = self._connect()
            record.blame("broken off" if status == 200 else "no answer", f"{kind}: {error!r}")
            return None
        record.statuses[f"{'update' if kind == 'update' else 'query'} {status}"] += 1
        if status == 200:
            record.seconds.setdefault(kind, []).append(time.monotonic() - begun)
            return body
        if status not in REFUSED:
            record.blame(f"status {status}", f"{kind}: {body[:200]!r}")
        time.sleep(float(response.headers.get("Retry-After", 1)))
        return None
