"""Spans meet where they share characters, and long lists of them are brought together at once."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.evaluate.names import compare
from claimgraph.evaluate.pairs import covered, meeting, paired, touches
from claimgraph.evaluate.record import Name, Text, shared
from claimgraph.model import Span

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)


@given(SPANS, SPANS)
def test_meeting_finds_what_shares_a_character(left: list[Span], right: list[Span]) -> None:
    every = {(i, j, n) for i, a in enumerate(left) for j, b in enumerate(right) if (n := shared(a, b))}
    found = list(meeting(left, right))
    assert set(found) == every
    assert len(found) == len(every)


@given(SPANS, SPANS)
def test_touching(left: list[Span], right: list[Span]) -> None:
    places = covered(right)
    assert all(touches(a, places) == any(shared(a, b) for b in right) for a in left)


def test_pairs_are_one_to_one_in_the_order_given() -> None:
    assert paired("ab", "xyz", [(0, 1), (1, 1), (0, 0), (1, 2)]) == [("a", "y"), ("b", "z"), (None, "x")]


def test_many_names_of_one_text() -> None:
    names = tuple(Name(Span(10 * n, 10 * n + 5), "PER") for n in range(20_000))
    text = Text("a", "en", "x" * 200_000, names)
    started = perf_counter()
    assert compare(text, text).tallies["all", ""]["hit"] == 20_000
    assert perf_counter() - started < 20
