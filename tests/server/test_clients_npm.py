"""sparql-http-client and Comunica as npm has them, run by Node.js against a running server."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.server.conftest import OPTIONS, running
from tests.server.sample import DOCUMENTS, MINT, publish_sample
from tests.server.test_clients import QUERY
from tests.server.test_cut import SELECT
from tests.server.writable import Site, writable

SCRIPTS = Path(__file__).parent / "clients"
INSTALLED = Path(__file__).parent.parent.parent / "build" / "clients"
NODE = shutil.which("node")
GRAPH = MINT.graph(f"doc/{DOCUMENTS['en']}").value
CLIENTS = ("sparql_http_client", "comunica")
TRIPLES = "CONSTRUCT { ?a <urn:p> ?f } { ?a ?b ?c . ?d ?e ?f }"

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="no Node.js: apt-get install nodejs npm"),
    pytest.mark.skipif(
        not (INSTALLED / ".installed").exists(), reason="clients of npm are not installed: make clients"
    ),
]


def outcomes(client: str, tasks: list[dict[str, Any]], **place: str) -> list[dict[str, Any]]:
    """Return what came of each task; a client that waits in vain is ended by Node.js before it tells."""
    command = [NODE or "node", "--input-type=module", "-", json.dumps({"tasks": tasks, **place})]
    with (SCRIPTS / f"{client}.mjs").open() as script:
        done = subprocess.run(command, cwd=INSTALLED, stdin=script, capture_output=True, text=True, timeout=90)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("npm") / "store"
    publish_sample(store)
    with writable(store) as site:
        yield site


def values(site: Site, client: str, *tasks: dict[str, Any]) -> list[Any]:
    """Return the answers to tasks that all succeed, with the token."""
    found = outcomes(
        client, list(tasks), endpoint=f"{site.address}/sparql", graphs=f"{site.address}/graphs", token=site.token
    )
    assert [one.get("error") for one in found] == [None] * len(tasks)
    return [one["value"] for one in found]


@pytest.mark.parametrize(
    ("client", "way"),
    [
        ("sparql_http_client", {}),
        ("sparql_http_client", {"how": {"operation": "postUrlencoded"}}),
        ("sparql_http_client", {"how": {"operation": "postDirect"}}),
        ("comunica", {}),
        ("comunica", {"found": True}),  # by the service description
    ],
)
def test_answers_arrive(site: Site, client: str, way: dict[str, Any]) -> None:
    tasks = ({"do": "select", "query": QUERY}, {"do": "ask", "query": "ASK { ?s ?p ?o }"})
    count = {"do": "construct", "query": f"CONSTRUCT {{ ?s a ?o }} {{ GRAPH <{GRAPH}> {{ ?s a ?o }} }}"}
    rows, asked, triples = values(site, client, *({**task, **way} for task in (*tasks, count)))
    assert [[row["s"], row["label"]] for row in rows] == list(csv.reader(site.values(QUERY)))
    assert asked is True
    assert [str(triples)] == site.values(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s a ?o }} }}")


@pytest.mark.parametrize("client", CLIENTS)
def test_a_write_is_there_for_the_next_query(site: Site, client: str) -> None:
    triple = f"GRAPH <urn:by:{client}> {{ <urn:{client}> <urn:p> 'Їжак' }}"
    update = {"do": "update", "query": f"INSERT DATA {{ {triple} }}"}
    assert values(site, client, update, {"do": "ask", "query": f"ASK {{ {triple} }}"}) == [None, True]
    [refused] = outcomes(client, [update], endpoint=f"{site.address}/sparql")
    assert "401" in refused["error"]


def test_graphs_are_read_and_replaced(site: Site) -> None:
    """The client sends a stream, in chunks and without its length."""
    get, put = {"do": "graph", "graph": "urn:copy"}, {"do": "put", "graph": "urn:copy", "from": GRAPH}
    original, _, copy = values(site, "sparql_http_client", {"do": "graph", "graph": GRAPH}, put, get)
    assert copy == original > 0


@pytest.mark.parametrize("client", CLIENTS)
def test_large_results_are_whole(site: Site, client: str) -> None:
    rows = {"do": "count", "query": f"{SELECT} LIMIT 50000"}
    triples = {"do": "triples", "query": f"{TRIPLES} LIMIT 20000"}
    counted, found = values(site, client, rows, triples)
    assert counted == 50000
    assert found > 100


@pytest.mark.parametrize("client", CLIENTS)
def test_a_refusal_is_an_error(site: Site, client: str) -> None:
    unknown = {"do": "select", "query": "SELECT ?s { ?s ?p ?o FILTER(<urn:unknown>(?s)) }"}
    refused = {"do": "ask", "query": "ASK { SERVICE <urn:x> {} }"}
    told = outcomes(client, [unknown, refused], endpoint=f"{site.address}/sparql")
    assert ["error" in one for one in told] == [True, True]


@pytest.fixture(scope="module")
def small(store: Path) -> Iterator[str]:
    """Address of a server that cuts what is larger than 600 kB."""
    with running(store, replace(OPTIONS, result_bytes=600_000)) as address:
        yield address


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("task", [{"do": "count", "query": SELECT}, {"do": "triples", "query": TRIPLES}])
def test_a_cut_result_never_looks_whole(small: str, client: str, task: dict[str, str]) -> None:
    """sparql-http-client tells nothing of a broken stream of rows; but it never says that the rows have ended."""
    asked = outcomes(client, [{"do": "ask", "query": "ASK { ?s ?p ?o }"}, task], endpoint=f"{small}/sparql")
    assert asked[0] == {"value": True}
    assert not any("value" in outcome for outcome in asked[1:])
