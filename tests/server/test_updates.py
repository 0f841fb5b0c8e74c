"""Writing over HTTP: who may, what is refused, what is undone, and what is seen and logged afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from claimgraph.server.tokens import add, revoke
from claimgraph.store import View, current_release, locked, writing
from tests.server.conftest import running
from tests.server.sample import publish_sample
from tests.server.test_runaway import processes
from tests.server.test_tokens import NOW
from tests.server.writable import UPDATE, WRITABLE, Site, writable

G, XSD = "http://g.example/", "http://www.w3.org/2001/XMLSchema#"
VALUES = f"SELECT ?o {{ GRAPH <{G}> {{ ?s ?p ?o }} }} ORDER BY ?o"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("updates") / "store"
    publish_sample(store)
    with writable(store) as site:
        yield site


@pytest.fixture(autouse=True)
def nothing(site: Site) -> None:
    assert site.update(f"DROP SILENT GRAPH <{G}>").status == 200


def insert(*values: int) -> str:
    return f"INSERT DATA {{ GRAPH <{G}> {{ {' '.join(f'<http://s/> <http://p/> {value} .' for value in values)} }} }}"


def log(site: Site) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (site.store / "audit.jsonl").read_text().splitlines()]


def test_acknowledged_write_is_seen_at_once(site: Site) -> None:
    for number in range(3):
        reply = site.update(insert(number))
        told = json.loads(reply.body)
        assert reply.status == 200
        assert told["quads"]["after"] == told["quads"]["before"] + 1
        assert reply.headers["X-Claimgraph-Release"] == told["release"] == current_release(site.store).name
        assert site.values(VALUES) == [str(value) for value in range(number + 1)]


def test_update_by_form(site: Site) -> None:
    assert (
        site.write("POST", "/sparql", f"update={insert(1)}", Content_Type="application/x-www-form-urlencoded").status
        == 200
    )
    assert site.values(VALUES) == ["1"]


@pytest.mark.parametrize("text", [insert(9), "CLEAR ALL"])
def test_nothing_is_written_without_a_token(site: Site, text: str) -> None:
    name = current_release(site.store).name
    without = site.ask("POST", "/sparql", text, Content_Type=UPDATE["Content_Type"])
    assert (without.status, without.headers["WWW-Authenticate"]) == (401, "Bearer realm=claimgraph")
    wrong = site.ask("POST", "/sparql", text, Content_Type=UPDATE["Content_Type"], Authorization="Bearer cg_wrong")
    assert wrong.status == 401
    assert "invalid_token" in wrong.headers["WWW-Authenticate"]
    basic = site.ask("POST", "/sparql", text, Content_Type=UPDATE["Content_Type"], Authorization=f"Basic {site.token}")
    assert basic.status == 401
    cookie = site.ask("POST", "/sparql", f"update={text}&access_token={site.token}", Cookie=f"token={site.token}",
                      Content_Type="application/x-www-form-urlencoded")  # fmt: skip
    assert cookie.status == 401
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert site.ask(method, f"/graphs?graph={G}", "", Content_Type="text/turtle").status == 401
    assert current_release(site.store).name == name


def test_scope_and_revocation(site: Site) -> None:
    secret = add(site.store / "tokens.json", "reader", ["query"], NOW)
    reader = replace(site, token=secret)
    refused = reader.update(insert(1))
    assert (refused.status, b"scope update" in refused.body) == (403, True)
    revoke(site.store / "tokens.json", "reader")
    assert reader.update(insert(1)).status == 401
    assert site.values(VALUES) == []


def test_get_never_writes(site: Site) -> None:
    assert site.write("GET", "/sparql?update=CLEAR%20ALL").status == 400
    assert site.write("POST", "/sparql", "update=CLEAR+ALL&query=ASK{}",
                      Content_Type="application/x-www-form-urlencoded").status == 400  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA { GRAPH", 400),
        ("CLEAR XYZ", 400),
        ("{" * 101, 400),
        ("LOAD <http://127.0.0.1:9/>", 403),
        ("LOAD SILENT <file:///etc/passwd>", 403),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE SILENT ?x { ?s ?p ?o } }", 403),
        (f"CREATE GRAPH <{G}x>; CREATE GRAPH <{G}x>", 409),
    ],
)
def test_refused_update_changes_nothing(site: Site, text: str, status: int) -> None:
    site.update(insert(1))
    name = current_release(site.store).name
    reply = site.update(text)
    assert (reply.status, reply.headers.get_content_type()) == (status, "text/plain")
    assert current_release(site.store).name == name


def test_update_is_undone_as_a_whole(site: Site) -> None:
    assert site.update(f"{insert(1, 2)}; {insert(3)}; CREATE GRAPH <{G}>").status == 409
    assert site.values(VALUES) == []


EVERYTHING = " ".join(f"GRAPH ?g{number} {{ ?s{number} ?p{number} ?o{number} }}" for number in range(3))
EXPLODING = f"INSERT {{ GRAPH <{G}> {{ ?s0 ?p1 ?o2 }} }} WHERE {{ {EVERYTHING} }}"


def test_exploding_update_ends_at_the_limit_and_leaves_no_trace(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    with writable(tmp_path / "store", replace(WRITABLE, update_seconds=2.0)) as site:
        reply = site.update(f"{insert(1)}; {EXPLODING}")
        assert (reply.status, b"2 s" in reply.body) == (503, True)
        assert site.values(VALUES) == []
        assert [path.name for path in (site.store / "releases").iterdir()] == [current_release(site.store).name]
        assert site.update(insert(1)).status == 200
        assert site.values(VALUES) == ["1"]


def test_update_without_memory_left_is_undone(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    with writable(tmp_path / "store", replace(WRITABLE, update_seconds=60.0, memory_mib=1000)) as site:
        assert site.update(f"{insert(1)}; {EXPLODING}").status == 507
        assert site.values(VALUES) == []
        assert site.update(insert(1)).status == 200


def test_writer_that_has_ended_meanwhile_is_replaced(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    others = set(writers())
    with writable(tmp_path / "store") as site:
        assert site.update(insert(1)).status == 200
        (idle,) = set(writers()) - others
        os.kill(idle, signal.SIGKILL)
        assert site.update(insert(2)).status == 200
        assert site.values(VALUES) == ["1", "2"]


def writers() -> list[int]:
    return [pid for pid, command in processes() if "claimgraph.server.writer" in command]


def test_dry_run_tells_and_changes_nothing(site: Site) -> None:
    site.update(insert(1, 2))
    name = current_release(site.store).name
    text = f"DELETE WHERE {{ GRAPH <{G}> {{ ?s ?p 1 }} }}; {insert(3, 4)}"
    for reply in (
        site.update(text, "?dry-run=true"),
        site.write("POST", "/sparql", text, Dry_Run="true", **UPDATE),
    ):
        told = json.loads(reply.body)
        assert (reply.status, told["release"]) == (200, None)
        assert (told["added"]["count"], told["removed"]["count"]) == (2, 1)
        assert told["removed"]["sample"] == [f'<http://s/> <http://p/> "1"^^<{XSD}integer> <{G}> .']
    assert current_release(site.store).name == name
    assert site.values(VALUES) == ["1", "2"]
    assert site.update(text, "?dry-run=perhaps").status == 400


def test_every_write_is_in_the_audit_log(site: Site) -> None:
    before = len(log(site))
    done, failed = site.update(insert(7)), site.update("INSERT DATA {")
    assert (done.status, failed.status) == (200, 400)
    first, second = log(site)[before:]
    assert first["who"] == "tester"
    assert first["sha256"] == hashlib.sha256(insert(7).encode()).hexdigest()
    assert first["begins"] == insert(7)
    assert (first["outcome"], first["release"]) == ("done", json.loads(done.body)["release"])
    assert first["quads"] == json.loads(done.body)["quads"]
    assert (second["outcome"], "release" in second) == ("failed", False)


def test_build_keeps_what_was_written(site: Site) -> None:
    """The working store of builds is brought up to the release that an update made."""
    site.update(insert(5))
    with writing(site.store) as writer:
        writer.publish({}, keep=3)
    view = View.current(site.store)
    assert [row[0].value for row in view.query(VALUES)] == ["5"]  # type: ignore[union-attr]


def test_update_waits_for_a_build(site: Site) -> None:
    with locked(site.store):
        reply = replace(site).update(insert(1))
    assert (reply.status, b"another build" in reply.body) == (503, True)


def test_large_graphs_go_with_a_token_alone(site: Site) -> None:
    body = "".join(f"<http://s/{number}> <http://p/> {number} .\n" for number in range(60_000))
    assert len(body) > 2 * WRITABLE.request_bytes
    assert site.write("PUT", f"/graphs?graph={G}", body, Content_Type="text/turtle").status == 201
    assert site.values(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{G}> {{ ?s ?p ?o }} }}") == ["60000"]
    assert site.ask("POST", "/sparql", body, Authorization="Bearer cg_x", **UPDATE).status == 401
    assert site.ask("POST", "/sparql", body, **UPDATE).status == 413


def test_broken_graph_is_put_not_at_all(site: Site) -> None:
    site.update(insert(1))
    reply = site.write("PUT", f"/graphs?graph={G}", "<http://s/> <http://p/> 2 . <", Content_Type="text/turtle")
    assert reply.status == 400
    assert site.values(VALUES) == ["1"]
    assert site.write("PUT", f"/graphs?graph={G}", "", Content_Type="application/trig").status == 415


def test_patch_sees_one_graph(site: Site) -> None:
    site.update(insert(1, 2))
    path = f"/graphs?graph={G}"
    assert (
        site.write("PATCH", path, "DELETE WHERE { ?s ?p 1 }; INSERT DATA { <a> <http://p/> 3 }", **UPDATE).status == 200
    )
    assert site.values(VALUES) == ["2", "3"]
    assert site.write("PATCH", path, f"INSERT DATA {{ GRAPH <{G}other> {{ <a> <b> 1 }} }}", **UPDATE).status == 422
    assert site.write("PATCH", f"{path}none", "CLEAR ALL", **UPDATE).status == 404
    assert site.values(VALUES) == ["2", "3"]


def test_using_parameters_name_the_dataset(site: Site) -> None:
    site.update(insert(1))
    text = f"INSERT {{ GRAPH <{G}> {{ ?s ?p 2 }} }} WHERE {{ ?s ?p 1 }}"
    assert site.update(text).status == 200
    assert site.values(VALUES) == ["1"]  # the default graph of an update has no name
    assert site.update(text, f"?using-graph-uri={G}").status == 200
    assert site.values(VALUES) == ["1", "2"]
    assert site.update(text, "?using-graph-uri=http://x/%3E%20DROP").status == 400


def test_writes_that_come_together_are_told_apart(site: Site) -> None:
    """They share releases, and one that fails takes none of the others with it."""
    texts = [insert(number) if number % 5 else "INSERT DATA {" for number in range(1, 16)]
    with ThreadPoolExecutor(15) as threads:
        replies = list(threads.map(site.update, texts))
    assert [reply.status for reply in replies] == [200 if number % 5 else 400 for number in range(1, 16)]
    assert sorted(map(int, site.values(VALUES))) == [number for number in range(1, 16) if number % 5]
    releases = [json.loads(reply.body)["release"] for reply in replies if reply.status == 200]
    assert len(set(releases)) < len(releases)


def test_update_that_explodes_takes_no_other_with_it(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    with writable(tmp_path / "store", replace(WRITABLE, update_seconds=4.0)) as site, ThreadPoolExecutor(3) as threads:
        replies = [threads.submit(site.update, text) for text in (insert(0), insert(1), EXPLODING)]
        statuses = [reply.result().status for reply in replies]
        assert statuses[2] == 503
        told = {number for number in (0, 1) if statuses[number] == 200}
        assert set(map(int, site.values(VALUES))) == told


def test_service_description_tells_that_it_can_be_written(site: Site, client: FlaskClient) -> None:
    assert b"sd:SPARQL11Update" in site.ask("GET", "/sparql", Accept="text/turtle").body
    assert b"SPARQL11Update" not in client.get("/sparql", headers={"Accept": "text/turtle"}).data


def test_read_only_server_refuses(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.put("/graphs?default", data="").status_code == 405


def test_private_server_lets_nobody_in_without_a_token(tmp_path: Path) -> None:
    publish_sample(tmp_path / "store")
    secret = add(tmp_path / "store" / "tokens.json", "reader", ["query"], NOW)
    with running(tmp_path / "store", replace(WRITABLE, writable=False, private=True)) as address:
        site = Site(address, tmp_path / "store", secret)
        for path in ("/", "/sparql", "/void", "/static/site.css", "/graphs?default", "/reconcile"):
            assert site.ask("GET", path).status == 401, path
        assert site.ask("GET", "/health").status == 200
        first = site.write("GET", "/sparql?query=ASK%7B%7D")
        assert first.status == 200
        assert site.ask("GET", "/sparql?query=ASK%7B%7D", If_None_Match=first.headers["ETag"]).status == 401
        assert site.write("GET", "/sparql?query=ASK%7B%7D", If_None_Match=first.headers["ETag"]).status == 304
        assert site.write("POST", "/sparql", "CLEAR ALL", **UPDATE).status == 403
