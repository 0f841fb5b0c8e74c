"""Conditional writes of graphs: nobody overwrites what another has written meanwhile."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from claimgraph.server.versions import MOST, Versions
from claimgraph.store import current_release
from tests.server.sample import publish_sample
from tests.server.writable import UPDATE, Reply, Site, writable

A, B = "/graphs?graph=http://g.example/a", "/graphs?graph=http://g.example/b"
TURTLE = {"Content_Type": "text/turtle"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("conditions") / "store"
    publish_sample(store)
    with writable(store) as site:
        yield site


@pytest.fixture(autouse=True)
def graphs(site: Site) -> None:
    text = " ".join(f"GRAPH <http://g.example/{name}> {{ <http://s/> <http://p/> 1 }}" for name in "ab")
    assert site.update(f"CLEAR ALL ; INSERT DATA {{ {text} }}").status == 200


def put(site: Site, path: str, number: int, **conditions: str) -> int:
    return site.write("PUT", path, f"<http://s/> <http://p/> {number} .", **TURTLE, **conditions).status


def tag(site: Site, path: str, **headers: str) -> str:
    etag = site.ask("GET", path, **headers).headers["ETag"]
    assert etag.startswith('"')  # a weak one would never match
    return str(etag)


def content(site: Site, path: str) -> str:
    return site.ask("GET", path, Accept="application/n-triples").body.decode()


def test_overwriting_needs_the_tag_of_what_is_there(site: Site) -> None:
    first = tag(site, A)
    assert put(site, A, 2, If_Match=first) == 200
    name = current_release(site.store).name
    assert put(site, A, 3, If_Match=first) == 412
    assert (current_release(site.store).name, '"2"' in content(site, A)) == (name, True)
    assert put(site, A, 4, If_Match=f'"other", {tag(site, A, Accept="text/turtle")}') == 200


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
def test_every_method_heeds_the_condition(site: Site, method: str) -> None:
    body, kind = ("INSERT DATA { <a> <b> 5 }", UPDATE) if method == "PATCH" else ("<a> <b> 5 .", TURTLE)
    old = tag(site, A)
    assert put(site, A, 2) == 200
    assert site.write(method, A, body, If_Match=old, **kind).status == 412
    assert site.write(method, A, body, If_Match=f"W/{tag(site, A)}", **kind).status == 412
    dry = site.write(method, f"{A}&dry-run=true", body, If_Match=old, **kind)
    assert (dry.status, b"changed since" in dry.body) == (412, True)
    assert site.write(method, A, body, If_Match=tag(site, A), **kind).status == 200


def test_graph_is_made_only_where_there_is_none(site: Site) -> None:
    new = "/graphs?graph=http://g.example/new"
    assert put(site, new, 1, If_Match="*") == 412
    assert put(site, new, 1, If_None_Match="*") == 201
    assert put(site, new, 2, If_None_Match="*") == 412
    assert put(site, new, 2, If_Match="*") == 200
    assert put(site, new, 3, If_None_Match=tag(site, new)) == 412
    assert (put(site, new, 3, If_Match="nonsense"), put(site, new, 3, If_Match=",")) == (412, 400)
    assert '"2"' in content(site, new)


def test_writes_of_others_leave_the_tag(site: Site) -> None:
    before = tag(site, A), tag(site, B)
    assert site.update("INSERT { GRAPH <http://g.example/b> { ?s ?p 7 } } WHERE { GRAPH ?g { ?s ?p 1 } }").status == 200
    assert (tag(site, A) == before[0], tag(site, B) == before[1]) == (True, False)
    assert site.ask("GET", A, If_None_Match=before[0]).status == 304
    assert site.ask("GET", B, If_None_Match=before[1]).status == 200
    assert site.update("INSERT { GRAPH ?g { ?s ?p 8 } } WHERE { GRAPH ?g { ?s ?p 1 } }").status == 200
    assert tag(site, A) != before[0]


def test_tag_of_a_compressed_answer(site: Site) -> None:
    body = " ".join(f"<http://s/> <http://p/> {number} ." for number in range(300))
    assert site.write("PUT", A, body, **TURTLE).status == 200
    plain, packed = site.ask("GET", A), site.ask("GET", A, Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert site.ask("GET", A, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"]).status == 304
    assert put(site, A, 1, If_Match=packed.headers["ETag"]) == 200


def test_of_several_at_once_one_wins(site: Site) -> None:
    """They go into one release together, and yet each sees what the one before has done."""
    known = tag(site, A)
    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(lambda number: put(site, A, number, If_Match=known), range(8)))
    assert sorted(statuses) == [200] + [412] * 7


def test_refusal_is_in_the_audit_log(site: Site) -> None:
    reply: Reply = site.write("DELETE", A, If_Match='"old"')
    assert reply.status == 412
    last = json.loads((site.store / "audit.jsonl").read_text().splitlines()[-1])
    assert (last["outcome"], last["what"], "If-Match" in last["reason"]) == ("failed", "delete", True)


def test_many_graphs_count_as_changed_together() -> None:
    versions = Versions("old").changed([f"http://g/{number}" for number in range(MOST)], "new")
    assert (versions.version("http://g/1"), versions.version(None)) == ("new", "old")
    assert versions.changed([None], "newer") == Versions("newer")
