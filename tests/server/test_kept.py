from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.answer import Answer, Request, run
from claimgraph.server.guard import is_settled
from claimgraph.server.kept import BESIDE, Kept
from claimgraph.server.pool import Pool
from claimgraph.server.process import Snapshot
from claimgraph.server.releases import current_snapshot
from tests.server.conftest import OPTIONS, wait_until

ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"


def whole(size: int) -> Answer:
    return Answer("solutions", "JSON", "1", b"x" * size)


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=1), st.integers(0, 3000)), max_size=30))
def test_what_is_kept_is_the_last_asked_within_the_bound(asked: list[tuple[bytes, int]]) -> None:
    kept = Kept(8000)
    for key, size in asked:
        kept.keep(key, whole(size))
        answer = kept.find(key)
        assert answer is not None
        assert answer.body == b"x" * size
    sizes = [len(answer.body or b"") + BESIDE for key in {key for key, _ in asked} if (answer := kept.find(key))]
    assert sum(sizes) <= 8000
    kept.clear()
    assert all(kept.find(key) is None for key, _ in asked)


def test_too_large_an_answer_and_a_stream_are_not_kept() -> None:
    kept = Kept(2000)
    kept.keep(b"a", whole(2001))
    kept.keep(b"b", replace(whole(1), body=None))
    assert kept.find(b"a") is kept.find(b"b") is None


@pytest.fixture
def pool(store: Path) -> Iterator[Pool]:
    pool = Pool(current_snapshot(store), replace(OPTIONS, buffer_bytes=1000, timeout=20.0))
    yield pool
    pool.close()


@pytest.mark.parametrize("query", [f"{ALL} LIMIT 3", f"{ALL} LIMIT 1000", "ASK {}"])
def test_the_same_question_has_the_same_answer_without_a_worker(pool: Pool, query: str) -> None:
    first = run(pool, Request(query), pool.open)
    body = first.body if first.body is not None else b"".join(first.stream or ())
    wait_until(lambda: pool.describe()["busy"] == 0 and bool(pool.kept._answers))
    second = run(pool, Request(query), pool.open)
    assert (second.kind, second.format, second.release, second.body) == (first.kind, first.format, first.release, body)
    assert second.stream is None
    assert pool.kept.found == 1


def test_other_questions_have_other_answers(pool: Pool) -> None:
    query = "SELECT ?s ?p { ?s ?p ?o } ORDER BY ?s ?p LIMIT 2"
    asked = [
        Request(query),
        Request(query, results="CSV"),
        Request(query, unnamed=True),
        Request(query, bindings={"p": {"type": "uri", "value": "urn:none"}}),
        Request(query, default_graphs=["urn:none"]),
        Request(query, rows=1),
    ]
    bodies = [run(pool, request, pool.open).body for request in asked]
    assert pool.kept.found == 0
    assert [run(pool, request, pool.open).body for request in asked] == bodies
    assert pool.kept.found == len(asked)


@pytest.mark.parametrize("function", ["NOW()", "rand ()", "STRUUID()", "UUID()", "BNODE()", "\\u004eOW()"])
def test_what_changes_from_call_to_call_is_not_kept(pool: Pool, function: str) -> None:
    query = f"SELECT ({function} AS ?x) {{}}"
    assert not is_settled(query)
    if "\\" not in function:
        run(pool, Request(query), pool.open)
        run(pool, Request(query), pool.open)
    assert pool.kept.found == 0


def test_another_release_has_its_own_answers(pool: Pool) -> None:
    run(pool, Request("ASK {}"), pool.open)
    pool.switch(Snapshot("next", pool.snapshot.graph, pool.snapshot.base))
    assert run(pool, Request("ASK {}"), pool.open).release == "next"
    assert pool.kept.found == 0
