"""What is noted of the request at work, for logs and metrics: no address, no path, of queries only a digest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from claimgraph.errors import ClaimGraphError, QueryLimit

OUTCOMES = {"MalformedQuery": "malformed", "QueryRefused": "refused", "NoFormat": "format", "ServiceFailed": "service"}
"""What is counted of errors that don't carry their kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query that a request ran: its lane, its seconds until the result was whole or began, how it ended."""

    lane: str
    text: str
    seconds: float
    outcome: str

    @property
    def digest(self) -> str:
        """What stands for the query in logs: the same query has the same one, and it tells nothing of the words."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(slots=True)
class Record:
    """What is known of one request; `route` is the pattern of its address, which names nobody."""

    id: str
    method: str
    began: float = field(default_factory=time.monotonic)
    route: str = "none"
    status: int = 500
    bytes: int = 0
    broken: bool = False
    asked: list[Asked] = field(default_factory=list)
    count: Callable[[Asked], None] = lambda asked: None

    @property
    def seconds(self) -> float:
        """Seconds since the request came."""
        return time.monotonic() - self.began


RECORD: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def noted(lane: str, text: str) -> Iterator[None]:
    """Note a query that runs within, with the way it ends."""
    record, began, outcome = RECORD.get(), time.monotonic(), "failed"
    try:
        yield
        outcome = "ok"
    except QueryLimit as error:
        outcome = error.kind
        raise
    except ClaimGraphError as error:
        outcome = OUTCOMES.get(type(error).__name__, "failed")
        raise
    finally:
        if record is not None:
            asked = Asked(lane, text, time.monotonic() - began, outcome)
            record.asked.append(asked)
            record.count(asked)
