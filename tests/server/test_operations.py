"""What operators see of a real server: readiness, figures, logs without names, draining and reloading."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from tests.server.conftest import answers, free_port, wait_until

ROWS = "SELECT * WHERE { ?s ?p ?o } LIMIT 3"
LONG = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SECRET = "SELECT * WHERE { ?somebody ?whom 'Berg the secret' }"


@dataclass
class Running:
    """A server started by the command line from a file of settings."""

    process: subprocess.Popen[str]
    address: str
    config: Path
    log: Path

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def get(self, path: str, **headers: str) -> tuple[int, Message, str]:
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.headers, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read().decode()

    def fail(self, text: str) -> None:
        with pytest.raises(OSError):  # noqa: PT011 - reset, refused or closed: whichever comes first
            self.query(text)

    def query(self, text: str) -> tuple[int, Message, str]:
        return self.get("/sparql?" + urlencode({"query": text}), Accept="text/csv")


@contextmanager
def served(store: Path, folder: Path, **settings: object) -> Iterator[Running]:
    """Run `claimgraph serve --config` and yield it once it is ready."""
    config, log, port = folder / "claimgraph.toml", folder / "log.jsonl", free_port()
    write(config, store=str(store), port=port, **settings)
    command = [sys.executable, "-m", "claimgraph", "serve", "--config", str(config)]
    with log.open("w") as errors, subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=errors, text=True
    ) as process:  # fmt: skip
        running = Running(process, f"http://127.0.0.1:{port}", config, log)
        try:
            wait_until(lambda: answers(f"{running.address}/ready"))
            yield running
        finally:
            process.terminate()
            process.wait(30)


def write(config: Path, **settings: object) -> None:
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in settings.items()]
    config.write_text("".join(lines), encoding="utf-8")


def figures(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Return the figures by name and values of their labels."""
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("served")
    with served(store, folder, log_requests=True, slow_seconds=0.5, timeout=1.5, workers=2) as running:
        yield running


def test_ready_and_alive(server: Running) -> None:
    assert json.loads(server.get("/ready")[2]) == {"status": "ready", "release": "000001"}
    assert json.loads(server.get("/health")[2])["status"] == "ok"


def test_ready_tells_when_queries_are_not_answered(store: Path) -> None:
    app = create_app(store, ServerOptions(workers=1, fast_workers=1, fast_timeout=0.2))
    close_app(app)
    client = app.test_client()
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


def test_metrics_count_queries_by_outcome_and_requests_by_route(server: Running) -> None:
    before = figures(server.get("/metrics")[2])
    assert server.query(ROWS)[0] == 200
    assert server.query("SELECT nonsense")[0] == 400
    assert server.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")[0] == 403
    assert server.query(LONG)[0] == 503
    assert server.get("/id/entity/asa-berg")[0] == 200
    after = figures(server.get("/metrics")[2])

    def grown(name: str, *labels: str) -> float:
        return after.get((name, labels), 0) - before.get((name, labels), 0)

    for outcome in ("ok", "malformed", "refused", "time"):
        assert grown("claimgraph_queries_total", "open", outcome) == 1, outcome
    assert grown("claimgraph_requests_total", "GET", "/sparql", "200") == 1
    assert grown("claimgraph_requests_total", "GET", "/id/<path:path>", "200") == 1
    assert grown("claimgraph_workers_killed_total") >= 1
    assert after["claimgraph_workers", ("processes",)] >= 4
    assert after["claimgraph_release_info", ("000001",)] == 1
    assert after["claimgraph_query_seconds_sum", ("open",)] > 1.5


def test_metrics_are_for_named_networks(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "::ffff:127.0.0.1"}).status_code == 200


def test_metrics_have_few_labels_whatever_is_asked(client: FlaskClient) -> None:
    for number in range(30):
        client.get(f"/nowhere/{number}", buffered=True)
        client.open("/", method=f"ODD{number}", buffered=True)
    found = figures(client.get("/metrics").text)
    assert {key for key in found if key[0] == "claimgraph_requests_total" and key[1][0] == "other"} == {
        ("claimgraph_requests_total", ("other", "none", "405"))
    }


def test_logs_name_the_request_and_nobody(server: Running) -> None:
    status, headers, _ = server.query(SECRET)
    assert status == 200
    server.get("/id/entity/asa-berg?who=Somebody")
    server.get("/search?q=Berg")
    status, failed, _ = server.query(LONG)
    assert status == 503
    wait_until(lambda: any(line.get("request") == failed["X-Request-Id"] for line in server.lines()))
    lines = server.lines()
    mine = [line for line in lines if line.get("request") == headers["X-Request-Id"]]
    assert [(line["event"], line["route"], line["status"], line["lane"]) for line in mine] == [
        ("request", "/sparql", 200, "open")
    ]
    slow = next(line for line in lines if line.get("request") == failed["X-Request-Id"])
    assert slow["event"] == "slow query"
    assert (slow["status"], slow["outcome"]) == (503, "time")
    text = server.log.read_text(encoding="utf-8")
    for word in ("Berg", "asa-berg", "secret", "somebody", "Somebody", "127.0.0.1", "COUNT"):
        assert word not in text, word


def test_request_ids_differ_and_are_not_taken_from_strangers(server: Running) -> None:
    ids = {server.get("/health", **{"X-Request-Id": "mine"})[1]["X-Request-Id"] for _ in range(3)}
    assert len(ids) == 3
    assert "mine" not in ids


@pytest.mark.parametrize(("given", "kept"), [("abc-1.2_3", True), ("a b", False), ("x" * 65, False), ("", False)])
def test_request_ids_of_our_proxy_are_kept(store: Path, given: str, kept: bool) -> None:
    app = create_app(store, ServerOptions(workers=1, fast_workers=1, proxies=1))
    try:
        answer = app.test_client().get("/health", headers={"X-Request-Id": given})
        assert (answer.headers["X-Request-Id"] == given) is kept
    finally:
        close_app(app)


def test_an_answer_under_way_is_finished_before_the_end(store: Path, tmp_path: Path) -> None:
    with served(store, tmp_path, timeout=3.0, drain_seconds=10.0) as server:
        found: list[int] = []
        asking = threading.Thread(target=lambda: found.append(server.query(LONG)[0]))
        asking.start()
        wait_until(lambda: json.loads(server.get("/health")[2])["workers"]["busy"] == 1)
        server.process.terminate()
        asking.join(20)
        assert found == [503]  # its own limit of time, not a broken connection
        assert server.process.wait(20) == 0


def test_the_end_waits_no_longer_than_it_may(store: Path, tmp_path: Path) -> None:
    with served(store, tmp_path, timeout=60.0, drain_seconds=1.0) as server:
        asking = threading.Thread(target=server.fail, args=(LONG,))
        asking.start()
        wait_until(lambda: json.loads(server.get("/health")[2])["workers"]["busy"] == 1)
        began = time.monotonic()
        server.process.terminate()
        server.process.wait(20)
        asking.join(20)
        assert time.monotonic() - began < 9


def test_reload_takes_new_settings_and_refuses_wrong_ones(store: Path, tmp_path: Path) -> None:
    with served(store, tmp_path, timeout=3.0) as server:
        port = int(server.address.rpartition(":")[2])
        write(server.config, store=str(store), port=port, timeout="soon")
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: any("not reloaded" in str(line["event"]) for line in server.lines()))
        assert "seconds=3," in server.query(ROWS)[1]["X-Claimgraph-Limits"]
        write(server.config, store=str(store), port=port, timeout=7.0)
        server.process.send_signal(signal.SIGHUP)
        statuses = set()

        def is_new() -> bool:
            status, headers, _ = server.query(ROWS)
            statuses.add(status)
            return "seconds=7," in headers["X-Claimgraph-Limits"]

        wait_until(lambda: all(is_new() for _ in range(5)))
        assert statuses == {200}
