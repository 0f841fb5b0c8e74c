from __future__ import annotations

from typing import cast

import pytest

from claimgraph.errors import QueryLimit
from claimgraph.server.clients import client_of
from claimgraph.server.lanes import FEW, HALF_LIFE, Lane, Lease, Stage, Ticket, Usage
from claimgraph.server.process import Worker


class Told:
    """A worker that notes whether it is stopped."""

    def __init__(self) -> None:
        self.paused = False

    def pause(self) -> None:
        self.paused = True

    def kill(self) -> None:
        self.killed = True

    def resume(self) -> None:
        self.paused = False


def lent(lane: Lane, client: str, since: float = 0.0, stage: Stage = "quick") -> Lease:
    """Return a query under way."""
    lease = Lease(cast("Worker", Told()), lane, client, 99.0, 9.0, since=since, stage=stage)
    lane.leases.add(lease)
    return lease


def waiting(lane: Lane, client: str) -> Ticket:
    """Return a query that waits."""
    ticket = Ticket(client, 99.0, 9.0)
    lane.enter(ticket)
    return ticket


def test_half_of_the_slots_are_for_one_client() -> None:
    lane = Lane(4, 9, 9.0)
    lent(lane, "a")
    assert lane.has_room("a", "quick", 0.0)
    lent(lane, "a")
    assert not lane.has_room("a", "quick", 0.0)
    assert lane.has_room("b", "quick", 0.0)
    assert lane.has_room("", "quick", 0.0)


def test_last_slot_is_for_the_frugal() -> None:
    lane = Lane(2, 9, 9.0, patience=1.0, held=2)
    lane.usage.charge("heavy", 5.0, 0.0)
    lent(lane, "x")
    assert not lane.has_room("heavy", "quick", 0.0)
    assert lane.has_room("new", "quick", 0.0)


def test_heavy_clients_begin_nothing_while_no_more_can_be_held() -> None:
    lane = Lane(2, 9, 9.0, patience=1.0, held=1)
    lane.usage.charge("heavy", 5.0, 0.0)
    assert lane.has_room("heavy", "quick", 0.0)
    lent(lane, "x", stage="held")
    assert not lane.has_room("heavy", "quick", 0.0)
    assert lane.has_room("new", "quick", 0.0)


def test_who_used_least_is_next() -> None:
    lane = Lane(1, 9, 9.0)
    heavy, light = waiting(lane, "heavy"), waiting(lane, "light")
    assert lane.next(0.0) is heavy
    lane.usage.charge("heavy", 0.5, 0.0)
    assert lane.next(0.0) is light
    lent(lane, "x")
    assert lane.next(0.0) is None


def test_one_client_fills_half_of_the_queue() -> None:
    lane = Lane(1, 4, 9.0)
    for _ in range(2):
        waiting(lane, "a")
    with pytest.raises(QueryLimit):
        waiting(lane, "a")
    waiting(lane, "b")
    waiting(lane, "c")
    with pytest.raises(QueryLimit):
        waiting(lane, "d")


def test_long_queries_are_held_and_go_on_when_there_is_room() -> None:
    lane = Lane(1, 9, 9.0, patience=1.0, held=1)
    first, second = lent(lane, "a"), lent(lane, "b", since=0.5)
    lane.settle(0.9)
    assert (first.stage, second.stage) == ("quick", "quick")
    lane.settle(2.0)
    assert sorted([first.stage, second.stage]) == ["held", "long"]
    held, long = (first, second) if first.stage == "held" else (second, first)
    assert cast("Told", held.worker).paused
    assert not cast("Told", long.worker).paused
    before = held.running(2.0)
    assert held.running(7.0) == before
    lane.finish(long, 7.0, killed=False)
    lane.settle(7.0)
    assert held.stage == "long"
    assert not cast("Told", held.worker).paused
    assert held.running(8.0) == before + 1.0


def test_large_answer_waits_for_a_long_slot_and_keeps_it() -> None:
    lane = Lane(1, 9, 9.0, patience=1.0, held=1)
    first, second = lent(lane, "a"), lent(lane, "b")
    lane.prolong(first, 0.1)
    assert first.stage == "long"
    lane.prolong(second, 0.1)
    lane.settle(8.0)
    assert [first.stage, second.stage] == ["long", "held"]
    assert not second.decided.is_set()
    lane.finish(first, 8.0, killed=False)
    lane.settle(8.0)
    assert second.decided.is_set()


def test_large_answer_of_a_lane_without_patience_goes_on() -> None:
    lane = Lane(1, 9, 9.0)
    lease = lent(lane, "a")
    lane.prolong(lease, 0.1)
    assert lease.stage == "quick"
    assert lease.decided.is_set()


def test_surplus_is_taken_from_whoever_has_most() -> None:
    lane = Lane(1, 9, 9.0, held=2)
    kept = lent(lane, "a", stage="held")
    greedy = [lent(lane, "b", stage="held") for _ in range(2)]
    (surplus,) = lane.surplus()
    assert surplus in greedy
    assert kept is not surplus


def test_usage_fades_and_is_forgotten() -> None:
    usage = Usage()
    usage.charge("a", 8.0, 0.0)
    assert usage.of("a", HALF_LIFE) == 4.0
    for number in range(2 * FEW):
        usage.charge(str(number), 0.001, 1.0)
    assert usage.of("a", 1.0) > 7.0
    assert len(usage._seconds) <= FEW


@pytest.mark.parametrize(("address", "client"), [
    ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::"),
    ("2001:db8::2", "2001:db8::"), ("fe80::1%eth0", "fe80::"), ("", ""), ("unix:", "unix:"),
])  # fmt: skip
def test_clients_are_counted_by_what_a_user_has_one_of(address: str, client: str) -> None:
    assert client_of(address) == client
