"""Real servers on loopback: what runs away is stopped, what is cut never looks whole, others are served meanwhile."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.server.conftest import OPTIONS, running, wait_until
from tests.server.sample import publish_sample

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS_ROWS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SERVERS = ["granian", "waitress"]


@pytest.fixture(scope="module", params=SERVERS)
def address(request: pytest.FixtureRequest, store: Path) -> Iterator[str]:
    with running(store, server=request.param) as address:
        yield address


def fetch(address: str, path: str = "/sparql", accept: str = "*/*", **fields: str) -> tuple[int, bytes]:
    """Return status and body."""
    url = f"{address}{path}?{urlencode(fields)}" if fields else address + path
    request = urllib.request.Request(url, headers={"Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def health(address: str) -> dict[str, Any]:
    """Return what /health says about the workers."""
    workers: dict[str, Any] = json.loads(fetch(address, "/health")[1])["workers"]
    return workers


def test_four_endless_queries_do_not_stop_the_server(address: str) -> None:
    before = health(address)
    waits: list[float] = []
    with ThreadPoolExecutor(4) as pool:
        endless = [pool.submit(fetch, address, query=ENDLESS) for _ in range(4)]
        wait_until(lambda: health(address)["busy"] >= 2)
        while not all(job.done() for job in endless):
            started = time.monotonic()
            assert fetch(address, "/health")[0] == 200
            waits.append(time.monotonic() - started)
        statuses = [job.result()[0] for job in endless]
    assert statuses == [503] * 4
    assert len(waits) > 10
    assert sorted(waits)[len(waits) // 2] < 0.5
    for _ in range(4):
        assert fetch(address, query="ASK { ?s ?p ?o }")[0] == 200
    after = health(address)
    assert after["processes"] == before["processes"]
    assert after["busy"] == 0


def test_cut_result_never_looks_complete(address: str) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request("GET", f"/sparql?{urlencode({'query': ENDLESS_ROWS})}", headers={"Accept": "text/csv"})
        response = connection.getresponse()
        assert response.status == 200
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            response.read()
    finally:
        connection.close()
    assert fetch(address, query="ASK { ?s ?p ?o }")[0] == 200


PATIENT = replace(OPTIONS, timeout=600.0)
"""So long a limit that a worker is free within the test only if the departure frees it."""


def test_client_that_leaves_in_the_middle_frees_its_worker(store: Path) -> None:
    with running(store, PATIENT, server="granian") as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            query = urlencode({"query": ENDLESS_ROWS})
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert connection.recv(100_000)
        wait_until(lambda: health(address)["busy"] == 0)


def test_client_that_leaves_before_the_first_byte_frees_its_worker(store: Path) -> None:
    with running(store, PATIENT, server="granian") as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            connection.sendall(f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            wait_until(lambda: health(address)["busy"] == 1)
        wait_until(lambda: health(address)["busy"] == 0)


def test_memory_limit_answers_507(store: Path) -> None:
    from claimgraph.server.options import ServerOptions

    options = ServerOptions(timeout=60, memory_mib=2048, workers=1)
    with running(store, options) as address:
        rows = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
        status, text = fetch(address, query=rows)
        assert (status, text.count(b"\n")) == (507, 1), text
        assert fetch(address, query="ASK { ?s ?p ?o }")[0] == 200


def test_killed_worker_is_replaced(address: str) -> None:
    """Whoever kills a worker (the kernel, out of memory, for one) does not stop the service."""
    before = worker_pids()
    os.kill(before[0], signal.SIGKILL)
    for _ in range(6):
        assert fetch(address, query="ASK { ?s ?p ?o }")[0] == 200
    wait_until(lambda: health(address)["processes"] == 8)
    assert fetch(address, query="ASK { ?s ?p ?o }")[0] == 200


def worker_pids(store: str = "/sample") -> list[int]:
    """Return the query workers on this machine that run over a sample store."""
    return [pid for pid, command in processes() if "claimgraph.server.worker" in command and store in command]


def test_new_release_is_followed_and_no_answer_is_lost(tmp_path: Path) -> None:
    store = tmp_path / "sample"
    publish_sample(store)
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/claimgraph/ns#Document> }"
    seen, stop = set[tuple[int, bytes]](), threading.Event()

    def ask(address: str) -> None:
        while not stop.is_set():
            seen.add(fetch(address, query=count, accept="text/csv"))

    with running(store) as address, ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask, address) for _ in range(2)]
        try:
            publish_sample(store, extra=True)
            wait_until(lambda: fetch(address, query=count, accept="text/csv")[1].split() == [b"n", b"3"])
        finally:
            stop.set()
        for job in asking:
            job.result()
        assert json.loads(fetch(address, "/health")[1])["release"] == "000002"
    assert {status for status, _ in seen} == {200}
    assert {body.split()[1] for _, body in seen} == {b"2", b"3"}


@pytest.mark.parametrize("server", SERVERS)
def test_no_process_survives_the_server(tmp_path: Path, server: str) -> None:
    store = tmp_path / "sample-alone"
    publish_sample(store)
    with running(store, server=server):
        mine = worker_pids(str(store))
        assert len(mine) == 8
    wait_until(lambda: not worker_pids(str(store)))


def test_killed_server_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not even SIGKILL of the main process leaves a process that holds the port or runs a query."""
    store = tmp_path / "sample-killed"
    publish_sample(store)
    with running(store) as address, ThreadPoolExecutor(1) as pool:
        endless = pool.submit(fetch_or_none, address)
        wait_until(lambda: health(address)["busy"] == 1)
        left = [pid for pid, command in processes() if str(store) in command]
        main = [pid for pid in left if parent(pid) not in left]
        assert len(main) == 1
        os.kill(main[0], signal.SIGKILL)
        assert endless.result() in (None, 503)
        wait_until(lambda: not any(pid in left and pid != main[0] for pid, _ in processes()))


def fetch_or_none(address: str) -> int | None:
    """Return the status of an endless query, None where the server went away."""
    try:
        return fetch(address, query=ENDLESS)[0]
    except (OSError, http.client.HTTPException):
        return None


def processes() -> list[tuple[int, str]]:
    """Return (pid, command line) of every process that has not ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if command:
            found.append((int(entry.parent.name), command))
    return found


def parent(pid: int) -> int:
    """Return the parent of a process."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
