"""The replica in memory: it answers as the disk does, ends as hard, and disk answers when it can't."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from claimgraph.errors import QueryLimit
from claimgraph.inference.building import write as infer
from claimgraph.server import frames
from claimgraph.server.answer import Caller, Request, run
from claimgraph.server.backend import read_body
from claimgraph.server.guard import MalformedQuery
from claimgraph.server.options import ServerOptions
from claimgraph.server.pool import Pool
from claimgraph.server.process import Snapshot, Worker
from claimgraph.server.releases import current_snapshot
from claimgraph.store import current_release
from tests.server.conftest import OPTIONS, running, wait_until
from tests.server.hostile import read_hostile, send
from tests.server.sample import MINT, publish_sample
from tests.server.test_pool import ASK, ENDLESS, Listener
from tests.server.test_runaway import health, parent, processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="replicas need Linux")

MEMORY = replace(OPTIONS, workers=1, kept_bytes=0, replica="memory", memory_mib=1024, replica_mib=1024)
EMPTY = ox.NamedNode("https://example.org/empty")
QUERIES = {
    "all": Request("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }", "TSV"),
    "graphs": Request("SELECT ?g { GRAPH ?g {} }", "TSV"),
    "count": Request("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "TSV"),
    "union": Request("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "TSV", unnamed=True),
    "graph": Request("SELECT * { ?s ?p ?o }", "TSV", default_graphs=[MINT.graph("entities").value]),
    "path": Request(
        "SELECT * { ?c <https://schema.org/mentions>/<http://www.w3.org/2000/01/rdf-schema#label> ?l }", "TSV"
    ),
    "inferred": Request("SELECT ?x { ?x a <http://xmlns.com/foaf/0.1/Agent> }", "TSV", inference=True),
    "search": Request('SELECT * { SERVICE <urn:claimgraph:search> { ?hit search:words "загинула" } }', "TSV"),
    "construct": Request("CONSTRUCT WHERE { ?s a ?o }", graphs="N_TRIPLES"),
    "rows": Request("SELECT ?c { ?s a ?c } ORDER BY ?c", rows=7),
}


@pytest.fixture(scope="module")
def rich(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a graph without triples, a blank node, and with what is inferred."""
    copy = tmp_path_factory.mktemp("rich") / "store"
    shutil.copytree(store, copy)
    graph = ox.Store(str(current_release(copy).graph))
    graph.add_graph(EMPTY)
    graph.add(ox.Quad(ox.BlankNode(), ox.NamedNode("https://example.org/p"), ox.Literal("blank")))
    del graph
    infer(current_release(copy))
    return copy


def in_memory(pool: Pool) -> int:
    """Return how many workers can answer from memory, nothing before all do."""
    with pool._changed:
        there = [worker for worker in pool._idle if worker.replica is not None and worker.missing is not None]
    return len(there) if len(there) == pool.describe()["processes"] else 0


@contextmanager
def serving(store: Path, options: ServerOptions = MEMORY) -> Iterator[Pool]:
    """Run a pool until it answers from memory, and see to it that nothing of it is left."""
    pool = Pool(current_snapshot(store), options)
    try:
        wait_until(lambda: in_memory(pool) > 0)
        replica = pool.nursery._serving
        assert replica is not None
        workers = [worker.pid for worker in pool._idle]
        yield pool
    finally:
        pool.close()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in (replica.pid, *workers)))


@pytest.fixture(scope="module")
def pool(rich: Path) -> Iterator[Pool]:
    with serving(rich) as pool:
        yield pool


def ask(worker: Worker, query: str) -> tuple[bytes, bytes]:
    """Return the first frame of the answer, or the second where the first announces it."""
    worker.ready()
    worker.ask(ASK.message() | {"base": worker.snapshot.base, "query": query})
    kind, payload = frames.receive(worker.channel)
    return frames.receive(worker.channel) if kind == frames.HEAD else (kind, payload)


def mother(pool: Pool) -> int:
    assert pool.nursery._serving is not None
    return pool.nursery._serving.pid


def test_answers_are_those_of_the_disk(pool: Pool, rich: Path) -> None:
    disk = Pool(current_snapshot(rich), replace(MEMORY, replica=None, memory_mib=4096))
    try:
        for name, request in QUERIES.items():
            here, there = (run(one, request, one.fast) for one in (pool, disk))
            assert sorted(read_body(here).splitlines()) == sorted(read_body(there).splitlines()), name
        assert EMPTY.value.encode() in read_body(run(pool, QUERIES["graphs"], pool.fast))
    finally:
        disk.close()
    assert in_memory(pool) == 6


def test_health_says_who_answers(pool: Pool) -> None:
    told = pool.describe()
    assert (told["in_memory"], told["missing"], told["network_filter"]) == (6, [], True)
    assert isinstance(told["replica"], dict)
    assert told["replica"]["state"] == "serving"
    assert told["replica"]["mib"] > 0


def test_workers_share_no_source_of_random_numbers(pool: Pool) -> None:
    """They are copies of one process, which must have drawn no number before."""
    assert os.listdir(f"/proc/{mother(pool)}/task") == [str(mother(pool))]
    answers = set()
    for _ in range(2):
        worker = Worker(pool.snapshot, 1024, pool.nursery._serving)
        answers.add(ask(worker, "SELECT (STRUUID() AS ?u) {}"))
        worker.close()
    assert len(answers) == 2


def test_endless_query_ends_in_time(pool: Pool) -> None:
    with pytest.raises(QueryLimit, match="time"):
        run(pool, Request(ENDLESS, seconds=0.5), pool.open)
    wait_until(lambda: in_memory(pool) == 6)


def test_query_without_memory_left_ends_and_the_replica_does_not(pool: Pool) -> None:
    before = mother(pool)
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with pytest.raises(QueryLimit, match="memory"):
        run(pool, Request(rows), pool.fast)
    wait_until(lambda: in_memory(pool) == 6)
    assert mother(pool) == before


@pytest.mark.parametrize(("number", "error"), [(signal.SIGSEGV, MalformedQuery), (signal.SIGABRT, QueryLimit)])
def test_replica_tells_what_a_worker_died_of(pool: Pool, number: int, error: type[Exception]) -> None:
    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(run, pool, Request(ENDLESS), pool.fast)
        wait_until(lambda: len(pool.fast.leases) == 1)
        (lease,) = pool.fast.leases
        wait_until(lambda: lease.since < 1e9)
        os.kill(lease.worker.pid, number)
        assert isinstance(job.exception(), error)


def test_long_query_is_held_and_goes_on(rich: Path) -> None:
    query = Request("SELECT (COUNT(?c) AS ?n) { ?a a ?c . ?d a ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 9) }")
    with serving(rich, replace(MEMORY, timeout=20.0, patience=0.02)) as pool, ThreadPoolExecutor(3) as threads:
        jobs = [threads.submit(run, pool, query, pool.open, Caller(name)) for name in "abc"]
        assert len({job.result().body for job in jobs}) == 1


def test_forked_worker_opens_no_connection(pool: Pool) -> None:
    listener = Listener()
    worker = Worker(pool.snapshot, 1024, pool.nursery._serving)
    try:
        kind, payload = ask(worker, f"SELECT * {{ SERVICE <{listener.address}> {{ ?s ?p ?o }} }}")
        assert (kind, json.loads(payload)["kind"]) == (frames.ERROR, "failed")
        assert listener.visits == 0
    finally:
        worker.close()
        listener.close()
    assert not worker.alive


def test_killed_replica_and_workers_cost_no_answer(rich: Path) -> None:
    """Workers on disk answer while there is no replica; queries that lost theirs run again."""
    stop = threading.Event()
    count = Request("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?o a ?c }", "TSV")
    with serving(rich, replace(MEMORY, timeout=20.0)) as pool, ThreadPoolExecutor(2) as threads:

        def ask(client: str) -> set[bytes]:
            seen = set()
            while not stop.is_set():
                seen.add(read_body(run(pool, count, pool.open, Caller(client))))
            return seen

        expected = read_body(run(pool, count, pool.open))
        jobs = [threads.submit(ask, name) for name in "ab"]
        try:
            for _ in range(3):
                victim = next(worker for worker in reversed(pool._idle) if worker.pid)
                os.kill(victim.pid, signal.SIGKILL)
                wait_until(lambda: victim not in pool._idle)  # noqa: B023
            before = mother(pool)
            os.kill(before, signal.SIGKILL)
            wait_until(lambda: pool.describe()["in_memory"] == 0)
            wait_until(lambda: pool.describe()["in_memory"] == 6)
        finally:
            stop.set()
        assert [job.result() for job in jobs] == [{expected}] * 2
        assert mother(pool) != before


def test_new_release_is_answered_at_once_and_soon_from_memory(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    with serving(tmp_path / "store") as pool:
        before = mother(pool)
        publish_sample(tmp_path / "store")
        pool.switch(current_snapshot(tmp_path / "store"))
        assert run(pool, ASK, pool.open).release == "000002"
        wait_until(lambda: in_memory(pool) == 6)
        assert run(pool, ASK, pool.open).release == "000002"
        assert mother(pool) != before
        wait_until(lambda: not Path(f"/proc/{before}").exists())


def test_release_that_is_too_large_stays_on_disk(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    pool = Pool(current_snapshot(store), replace(MEMORY, replica_mib=60, memory_mib=4096))
    try:
        wait_until(lambda: pool.describe()["replica"] == {"state": "refused"})
        assert "too large for replica_mib = 60" in caplog.text
        assert run(pool, ASK, pool.open).kind == "boolean"
    finally:
        pool.close()


def test_replica_killed_while_it_loads_is_loaded_again(store: Path) -> None:
    pool = Pool(current_snapshot(store), MEMORY)
    try:
        wait_until(lambda: (pool.nursery._loading or pool.nursery._serving) is not None)
        replica = pool.nursery._loading or pool.nursery._serving
        assert replica is not None
        os.kill(replica.pid, signal.SIGKILL)
        assert run(pool, ASK, pool.fast).kind == "boolean"
        wait_until(lambda: in_memory(pool) == 6)
        assert mother(pool) != replica.pid
    finally:
        pool.close()


def test_release_that_cannot_be_read_is_tried_again_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pool = Pool(Snapshot("none", tmp_path), MEMORY)
    try:
        wait_until(lambda: caplog.text.count("could not be loaded") == 2)
        assert pool.describe()["in_memory"] == 0
    finally:
        pool.close()


def test_hostile_queries_end_over_http_and_nothing_outlives_the_server(rich: Path) -> None:
    """One query of each outcome; then not even SIGKILL of the web process leaves the replica or a worker behind."""
    kinds = {tuple(sorted(query.status)): query for query in reversed(read_hostile())}
    before = replicas(rich)
    with running(rich, replace(MEMORY, timeout=1.0)) as address:
        wait_until(lambda: health(address)["in_memory"] == 6)
        place = urlsplit(address).hostname or "", urlsplit(address).port or 0
        for statuses, query in kinds.items():
            outcome = send(*place, query)
            assert outcome.status in statuses, (query.name, outcome)
        wait_until(lambda: health(address)["in_memory"] == 6)
        assert health(address)["replica"]["state"] == "serving"
        family = [pid for pid in replicas(rich) if pid not in before]
        os.kill(next(parent(pid) for pid in family if parent(pid) not in family), signal.SIGKILL)
        assert len(family) == 7
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


def replicas(store: Path) -> list[int]:
    """Return the replicas of a store and their workers, which have the same command line."""
    return [pid for pid, command in processes() if "server.replica" in command and str(store) in command]
