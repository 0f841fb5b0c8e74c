"""Who may run a query now: lanes with slots, stages of a query, and fair shares of the clients.

A query starts quick. One that needs longer than its lane's patience becomes long: few long ones run at once, the
others are held, stopped by a signal, until there is room, so that short queries never wait for long ones. A query
with a large answer becomes long before its first byte leaves, so that none is held, or refused, in the middle of its
answer. Whoever used least of late goes first.
"""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from claimgraph.errors import QueryLimit
from claimgraph.server.process import Worker

Stage = Literal["quick", "long", "held"]
Verdict = Literal["time", "queue"]

HALF_LIFE = 30.0
KILL_COST = 0.5
FRUGAL = 1.0
FEW = 1000


@dataclass(eq=False)
class Lease:
    """One worker lent for one query; times are on the monotonic clock, `since` is when it last began to run."""

    worker: Worker
    lane: Lane
    client: str
    deadline: float
    seconds: float
    since: float = math.inf
    spent: float = 0.0
    stage: Stage = "quick"
    verdict: Verdict | None = None
    decided: threading.Event = field(default_factory=threading.Event)
    """Set while the query isn't held, or will never be let go on."""

    def __post_init__(self) -> None:
        self.decided.set()

    @property
    def overdue(self) -> bool:
        """Whether the query was stopped for its time."""
        return self.verdict == "time"

    def running(self, now: float) -> float:
        """Return the seconds that the query has run, not held."""
        return self.spent + (max(0.0, now - self.since) if self.stage != "held" else 0.0)

    def move(self, stage: Stage, now: float) -> None:
        """Enter another stage."""
        self.spent, self.since, self.stage = self.running(now), now, stage
        if stage == "held":
            self.decided.clear()
            self.worker.pause()
        else:
            self.decided.set()
            self.worker.resume()

    def condemn(self, verdict: Verdict) -> None:
        """Stop the query for good."""
        self.verdict = verdict
        self.decided.set()
        self.worker.kill()


@dataclass(eq=False)
class Ticket:
    """A query that waits for a worker, until it has a lease or is turned away."""

    client: str
    deadline: float
    seconds: float
    lease: Lease | None = None
    called: threading.Event = field(default_factory=threading.Event)


@dataclass
class Usage:
    """Seconds that each client made workers run, halved every `HALF_LIFE` seconds."""

    _seconds: dict[str, tuple[float, float]] = field(default_factory=dict)

    def of(self, client: str, now: float) -> float:
        """Return what is left of a client's seconds."""
        seconds, then = self._seconds.get(client, (0.0, now))
        return float(seconds * 0.5 ** ((now - then) / HALF_LIFE))

    def charge(self, client: str, seconds: float, now: float) -> None:
        """Add to a client's seconds; those who used next to nothing are forgotten."""
        self._seconds[client] = (self.of(client, now) + seconds, now)
        if len(self._seconds) > FEW:
            kept = sorted(self._seconds, key=lambda name: self.of(name, now))[FEW // 2 :]
            self._seconds = {name: self._seconds[name] for name in kept}


@dataclass
class Lane:
    """A share of the pool: `size` queries at once, `queue` more may wait, for `seconds` with the run together.

    With `patience` a query is long after so many seconds: `size` long ones run besides, `held` more are kept.
    One client has at most `per_client` of the slots of each kind (None: half of them).
    """

    size: int
    queue: int
    seconds: float
    per_client: int | None = None
    patience: float = math.inf
    held: int = 0
    leases: set[Lease] = field(default_factory=set)
    waiting: list[Ticket] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)

    @property
    def share(self) -> int:
        """How many slots one client may have."""
        return self.per_client or (self.size + 1) // 2

    def has_room(self, client: str, stage: Stage, now: float) -> bool:
        """Tell whether one more query of a client may enter a stage; our own queries have no client.

        The last quick slot is for those who used little of late, and all are while no more long ones can be held.
        """
        there = [lease.client for lease in self._in(stage)]
        size = self.size if stage == "long" or self.used(client, now) < FRUGAL else self._left_by_frugal()
        return len(there) < size and (not client or there.count(client) < self.share)

    def _left_by_frugal(self) -> int:
        full = self.patience < math.inf and len(self._in("held")) >= self.held
        return 0 if full else max(1, self.size - 1)

    def enter(self, ticket: Ticket) -> None:
        """Join those who wait; QueryLimit where too many do, or too many of this client."""
        mine = sum(other.client == ticket.client for other in self.waiting)
        if len(self.waiting) >= self.queue or (ticket.client and mine >= (self.queue + 1) // 2):
            raise QueryLimit("queue", self.queue)
        self.waiting.append(ticket)

    def next(self, now: float) -> Ticket | None:
        """Return the query that should get the next worker, None where none may have one."""
        if not self.waiting or len(self._in("quick")) >= self.size:
            return None
        rooms: dict[str, float] = {}
        for client in {ticket.client for ticket in self.waiting}:
            if self.has_room(client, "quick", now):
                rooms[client] = self.used(client, now)
        fit = (ticket for ticket in self.waiting if ticket.client in rooms)
        return min(fit, key=lambda ticket: rooms[ticket.client], default=None)

    def used(self, client: str, now: float) -> float:
        """Return the seconds that a client used of late, those of its queries under way included."""
        mine = (lease.running(now) for lease in self.leases if lease.client == client)
        return self.usage.of(client, now) + sum(mine)

    def settle(self, now: float) -> None:
        """Hold what has become long, and let go on what there is room for, frugal clients first."""
        for lease in self._in("quick"):
            if lease.running(now) >= self.patience:
                lease.move("held", now)
        for lease in sorted(self._in("held"), key=lambda lease: self.used(lease.client, now)):
            if self.has_room(lease.client, "long", now):
                lease.move("long", now)

    def prolong(self, lease: Lease, now: float) -> None:
        """Make a query long though it hasn't run for long; it is held if there is no room."""
        if self.patience < math.inf and lease.stage == "quick" and not lease.verdict:
            lease.move("held", now)
            self.settle(now)

    def surplus(self) -> list[Lease]:
        """Return the held queries that are too many, from the clients that have most."""
        kept = self._in("held")
        found: list[Lease] = []
        while len(kept) > self.held:
            most = Counter(lease.client for lease in kept)
            found.append(max(kept, key=lambda lease: (most[lease.client], lease.deadline)))
            kept.remove(found[-1])
        return found

    def _in(self, stage: Stage) -> list[Lease]:
        return [lease for lease in self.leases if lease.stage == stage and not lease.verdict]

    def next_change(self) -> float:
        """Return when the next quick query will have become long."""
        return min((lease.since + self.patience - lease.spent for lease in self._in("quick")), default=math.inf)

    def finish(self, lease: Lease, now: float, killed: bool) -> None:
        """Take a query out and charge its client, a lost worker included."""
        self.leases.discard(lease)
        if lease.client:
            self.usage.charge(lease.client, lease.running(now) + KILL_COST * killed, now)


def soonest(times: Iterable[float]) -> float:
    """Return the earliest of some times, infinity without any."""
    return min(times, default=math.inf)
