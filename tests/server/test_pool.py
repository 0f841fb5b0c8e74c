from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimgraph.errors import QueryLimit, QueryRefused
from claimgraph.server import frames, process
from claimgraph.server.answer import Caller, Request, run
from claimgraph.server.bridge import Departure
from claimgraph.server.options import ServerOptions
from claimgraph.server.pool import Pool
from claimgraph.server.process import Snapshot, Worker
from claimgraph.server.releases import Follower, current_snapshot
from claimgraph.server.stream import QueryFailed
from tests.server.conftest import OPTIONS, wait_until
from tests.server.sample import publish_sample

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ASK = Request("ASK { ?s ?p ?o }")


@pytest.fixture
def pool(store: Path) -> Iterator[Pool]:
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=1, queue=1, timeout=1.0, patience=9.0))
    yield pool
    pool.close()


def test_sandbox_is_known_before_the_first_query(pool: Pool) -> None:
    wait_until(lambda: pool.describe()["network_filter"] in (True, False))


WITHOUT_FILTER = """
import platform, sys
platform.machine = lambda: "unknown"
from claimgraph.server import worker
worker.main(sys.argv[1:])
"""


def test_platform_without_a_filter_is_served_and_told(
    store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "PROGRAM", ("-P", "-c", WITHOUT_FILTER))
    pool = Pool(current_snapshot(store), OPTIONS)
    try:
        wait_until(lambda: pool.describe()["network_filter"] is False)
        assert run(pool, ASK, pool.open).kind == "boolean"
        missing = pool.describe()["missing"]
        assert isinstance(missing, list)
        assert "network_filter" in missing
        assert caplog.text.count("can't bound") == 1
        with pytest.raises(QueryRefused, match="SERVICE"):
            run(pool, Request("ASK { SERVICE <http://127.0.0.1:1/> {} }"), pool.open)
    finally:
        pool.close()


def test_worker_writes_no_file_and_signals_nobody(tmp_path: Path) -> None:
    attempts = [
        "os.write(os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY), b'x')",
        "os.kill(os.getppid(), 0)",
        "os.rename(sys.argv[1], sys.argv[1] + 'x')",
    ]
    code = "import os, sys\nfrom claimgraph.server import sandbox\nprint('network_filter' in sandbox.enter(1024))\n"
    code += "".join(
        f"try:\n    {attempt}\n    print('done')\nexcept OSError:\n    print('denied')\n" for attempt in attempts
    )
    command = [sys.executable, "-c", code, str(tmp_path / "file")]
    filterless, *told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if filterless == "True":
        pytest.skip("no system-call filter on this platform")
    assert told == ["denied"] * 3


def test_long_query_is_held_until_there_is_room(store: Path) -> None:
    """Two clients with long queries share one long slot; the second one's process is stopped, a short query passes."""
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=1, timeout=3.0))
    try:
        with ThreadPoolExecutor(2) as threads:
            jobs = [threads.submit(run, pool, Request(ENDLESS), pool.open, Caller(name)) for name in ("a", "b")]
            wait_until(lambda: pool.describe()["held"] == 1)
            (held,) = [lease for lease in pool.open.leases if lease.stage == "held"]
            assert run(pool, ASK, pool.open, Caller("c")).body is not None
            if sys.platform == "linux":
                wait_until(lambda: Path(f"/proc/{held.worker.pid}/stat").read_text().split()[2] == "T")
            assert all(isinstance(job.exception(), QueryLimit) for job in jobs)
        wait_until(lambda: pool.describe()["held"] == 0)
    finally:
        pool.close()


def test_held_query_goes_on_where_it_was(store: Path) -> None:
    """A query that is stopped for a while gives the same answer as one that isn't."""
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=1, timeout=120.0, patience=0.02))
    sums = Request("SELECT (COUNT(?c) AS ?n) { ?a a ?c . ?d a ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 9) }")
    try:
        with ThreadPoolExecutor(3) as threads:
            jobs = [threads.submit(run, pool, sums, pool.open, Caller(name)) for name in "abc"]
            bodies = {job.result().body for job in jobs}
        assert len(bodies) == 1
    finally:
        pool.close()


def test_more_than_may_wait_are_refused(pool: Pool) -> None:
    with ThreadPoolExecutor(2) as threads:
        running = threads.submit(run, pool, Request(ENDLESS), pool.open)
        wait_until(lambda: pool.describe()["busy"] == 1)
        waiting = threads.submit(run, pool, ASK, pool.open)
        wait_until(lambda: pool.describe()["waiting"] == 1)
        with pytest.raises(QueryLimit, match="queue"):
            run(pool, ASK, pool.open)
        assert run(pool, ASK, pool.fast).kind == "boolean"
        with pytest.raises(QueryLimit, match="time"):
            running.result()
        refused = waiting.exception()
        assert refused is None or isinstance(refused, QueryLimit)
    assert run(pool, ASK, pool.open).kind == "boolean"


def test_one_client_does_not_take_every_worker(store: Path) -> None:
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=2, per_client=1, timeout=1.5))
    try:
        with ThreadPoolExecutor(2) as threads:
            greedy = [threads.submit(run, pool, Request(ENDLESS), pool.open, Caller("greedy")) for _ in range(2)]
            wait_until(lambda: pool.describe()["busy"] == 1 and pool.describe()["waiting"] == 1)
            assert run(pool, ASK, pool.open, Caller("modest")).kind == "boolean"
            assert all(isinstance(job.exception(), QueryLimit) for job in greedy)
    finally:
        pool.close()


def test_departed_client_frees_its_worker_before_the_time_limit(store: Path) -> None:
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=1, queue=1, timeout=600.0))
    departure = Departure()
    try:
        with ThreadPoolExecutor(1) as threads:
            job = threads.submit(run, pool, Request(ENDLESS), pool.open, Caller("x", departure))
            wait_until(lambda: pool.describe()["busy"] == 1)
            departure.happen()
            assert isinstance(job.exception(timeout=60), QueryLimit)
        assert run(pool, ASK, pool.open).body is not None
    finally:
        pool.close()


def test_client_that_is_gone_already_never_waits(store: Path) -> None:
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=1, queue=1, timeout=600.0))
    departure = Departure()
    departure.happen()
    try:
        for _ in range(10):
            with pytest.raises(QueryLimit):
                run(pool, Request(ENDLESS), pool.open, Caller("x", departure))
        assert run(pool, ASK, pool.open).body is not None
    finally:
        pool.close()


def test_taken_back_wish_is_never_fulfilled() -> None:
    calls: list[str] = []
    departure = Departure()
    departure.then(lambda: calls.append("early"))
    departure.then(None)
    departure.happen()
    assert calls == []
    departure.then(lambda: calls.append("late"))
    assert calls == ["late"]


def test_result_that_is_closed_early_gives_its_worker_back(pool: Pool) -> None:
    answer = run(pool, Request("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"), pool.open)
    assert answer.stream is not None
    assert next(answer.stream)
    answer.stream.close()
    assert run(pool, ASK, pool.open).kind == "boolean"


def test_large_result_is_refused_before_its_first_byte_while_the_room_for_such_is_full(store: Path) -> None:
    pool = Pool(current_snapshot(store), replace(OPTIONS, spool_bytes=1))
    cross = Request("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }", seconds=9.0)
    try:
        first = run(pool, cross, pool.open)
        assert first.stream is not None
        wait_until(lambda: pool.room.full)
        with pytest.raises(QueryLimit) as refused:
            run(pool, cross, pool.open)
        assert refused.value.kind == "queue"
        assert run(pool, ASK, pool.open).kind == "boolean"
        first.stream.close()
        again = run(pool, cross, pool.open)
        assert again.stream is not None
        again.stream.close()
    finally:
        pool.close()


def test_worker_of_a_large_result_is_free_though_nobody_takes_it(store: Path) -> None:
    pool = Pool(current_snapshot(store), replace(OPTIONS, timeout=20.0))
    try:
        answer = run(pool, Request("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"), pool.open)
        assert answer.stream is not None
        wait_until(lambda: pool.describe()["busy"] == 0)
        assert len(json.loads(b"".join(answer.stream))["results"]["bindings"]) == 20000
        answer.stream.close()
    finally:
        pool.close()


def test_release_that_cannot_be_opened_is_left_alone(store: Path, tmp_path: Path, pool: Pool) -> None:
    before = pool.snapshot
    with pytest.raises(ConnectionError):
        pool.switch(Snapshot("broken", tmp_path))
    assert pool.snapshot == before
    assert run(pool, ASK, pool.open).release == before.name


def test_follower_reports_a_broken_release_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = tmp_path / "store"
    publish_sample(store)
    pool = Pool(current_snapshot(store), replace(OPTIONS, workers=1))
    follower = Follower(store, pool, seconds=60)
    try:
        broken = store / "releases" / "000009" / "graph"
        broken.mkdir(parents=True)
        (broken.parent / "manifest.json").write_text("{}")
        (store / "CURRENT").write_text("000009\n")
        follower.check()
        follower.check()
        assert caplog.text.count("can't be opened") == 1
        (store / "CURRENT").write_text("nothing\n")
        follower.check()
        assert "goes on being served" in caplog.text
        assert run(pool, ASK, pool.open).release == "000001"
    finally:
        follower.close()
        pool.close()


def test_pool_over_a_store_that_cannot_be_opened_fails_with_the_reason(tmp_path: Path) -> None:
    pool = Pool(Snapshot("none", tmp_path / "none"), ServerOptions(workers=1))
    try:
        with pytest.raises(QueryFailed, match="no query worker"):
            run(pool, ASK, pool.open)
    finally:
        pool.close()


class Listener:
    """A loopback listener that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.visits = 0
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def address(self) -> str:
        host, port = self.socket.getsockname()
        return f"http://{host}:{port}/"

    def _accept(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            with visitor:
                self.visits += 1

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._thread.join()


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_worker_can_open_no_connection_even_past_the_guard(store: Path, silent: str) -> None:
    """The second line: what the guard would let through still reaches nobody."""
    listener = Listener()
    worker = Worker(current_snapshot(store), 4096)
    try:
        worker.ready()
        if "network_filter" in (worker.missing or ()):
            pytest.skip("no system-call filter on this platform")
        message: dict[str, Any] = ASK.message() | {"base": worker.snapshot.base}
        query = f"SELECT * WHERE {{ SERVICE {silent}<{listener.address}> {{ ?s ?p ?o }} }}"
        worker.ask(message | {"query": query})
        kinds: list[bytes] = []
        while not kinds or kinds[-1] not in (frames.END, frames.ERROR):
            kind, payload = worker.receive()
            kinds.append(kind)
        if not silent:
            assert kinds[-1] == frames.ERROR
            assert json.loads(payload)["kind"] == "failed"
        assert listener.visits == 0
    finally:
        worker.close()
        listener.close()
