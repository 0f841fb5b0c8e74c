"""Search, network and inferences follow what is written, and say of which release they are until they do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from claimgraph.companions import write_companions
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import refreshing
from claimgraph.server.options import ServerOptions
from claimgraph.server.refreshing import Refresher, clear_away, is_behind
from claimgraph.store import Release, current_release, writing
from tests.server.conftest import wait_until
from tests.server.sample import MINT, publish_sample
from tests.server.writable import WRITABLE, Reply, Site, writable

GRAPH = "/graphs?graph=http://g.example/people"
PERSON = f'<http://p.example/z> a <{NAMESPACE}Person> ; <http://www.w3.org/2000/01/rdf-schema#label> "Zorblax"@en .'
AGENT = "ASK { <http://p.example/z> a <http://xmlns.com/foaf/0.1/Agent> }"
SEARCH = 'SELECT ?x { SERVICE <urn:claimgraph:search> { ?x search:words "zorblax" } }'


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    store = tmp_path / "store"
    release = publish_sample(store)
    (release.path / "search.sqlite").unlink()
    write_companions(release, inference=True)
    with writable(store, replace(WRITABLE, refresh=0.3)) as site:
        yield site


def ask(site: Site, query: str, **parameters: str) -> Reply:
    return site.ask("GET", f"/sparql?{urlencode({'query': query, **parameters})}", Accept="application/json")


def is_agent(site: Site) -> bool:
    return bool(json.loads(ask(site, AGENT, inference="true").body)["boolean"])


def indexed(site: Site) -> tuple[str, int]:
    told = json.loads(site.ask("GET", "/api/search?q=zorblax").body)
    return told["indexed"], told["total"]


def test_companions_follow_a_write(site: Site) -> None:
    built = current_release(site.store).name
    assert site.write("PUT", GRAPH, PERSON, Content_Type="text/turtle").status == 201
    written = current_release(site.store).name
    tag = site.ask("GET", GRAPH).headers["ETag"]
    assert ask(site, "ASK {}").headers.get("X-Claimgraph-Inferred") is None
    if (first := indexed(site))[1] == 0:  # unless the process that follows was quicker
        assert first[0] == built
    wait_until(lambda: indexed(site)[1] == 1)
    assert is_agent(site)
    release = current_release(site.store)
    assert release.name > written
    assert ask(site, AGENT, inference="true").headers["X-Claimgraph-Inferred"] == release.name
    assert ask(site, SEARCH).headers["X-Claimgraph-Indexed"] == indexed(site)[0] == release.name
    assert site.ask("GET", f"/graphs?graph={MINT.graph('inferred').value}").headers["X-Claimgraph-Inferred"]
    assert (release.path / "prepared").is_dir()
    assert f'schema:version "{release.name}"'.encode() in site.ask("GET", "/sparql", Accept="text/turtle").body
    assert site.ask("GET", GRAPH).headers["ETag"] == tag  # the graph is the same
    assert len((site.store / "audit.jsonl").read_text().splitlines()) == 1
    assert not list(site.store.glob("refresh-*"))
    assert site.write("DELETE", GRAPH).status == 200
    wait_until(lambda: indexed(site)[1] == 0)
    assert not is_agent(site)


def test_lagging_inferences_say_so(tmp_path: Path) -> None:
    """Nothing makes them anew here: they stay those of the build, and every answer that uses them tells."""
    store = tmp_path / "store"
    built = publish_sample(store)
    (built.path / "search.sqlite").unlink()
    write_companions(built, inference=True)
    with writable(store) as site:
        for _ in range(2):
            assert site.write("POST", GRAPH, PERSON, Content_Type="text/turtle").status in (200, 201)
        assert current_release(store).name != built.name
        reply = ask(site, AGENT, inference="true")
        assert (reply.status, reply.headers["X-Claimgraph-Inferred"], is_agent(site)) == (200, built.name, False)
        assert ask(site, SEARCH).headers["X-Claimgraph-Indexed"] == built.name
        page = site.ask("GET", "/search?q=zorblax", Accept="text/html").body.decode()
        assert built.name in page
        assert built.name in site.ask("GET", "/network", Accept="text/html").body.decode()


def test_what_was_computed_for_an_older_release_is_said_to_be_of_it(tmp_path: Path) -> None:
    """A write came in between: its graph stays, with companions that lag less than before."""
    store = tmp_path / "store"
    built = publish_sample(store)
    with writable(store) as site:
        made = Release(
            json.loads(site.write("PUT", GRAPH, PERSON, Content_Type="text/turtle").body)["release"], built.path
        )
        assert site.write("POST", GRAPH, "<a> <b> 1 .", Content_Type="text/turtle").status == 200
    latest = current_release(store)
    refresher = Refresher(store, ServerOptions(refresh=60.0), lambda: None)
    try:
        refresher._folder.mkdir()
        (refresher._folder / "search.sqlite").write_bytes(b"newer")
        refresher._publish(made)
    finally:
        refresher.close()
    now = current_release(store)
    assert now.name > latest.name
    assert now.manifest()["companions"] == made.name
    assert (now.path / "search.sqlite").read_bytes() == b"newer"
    assert now.manifest()["quads"] == latest.manifest()["quads"]
    assert now.manifest()["versions"] == latest.manifest()["versions"]
    with writing(store) as writer:  # the next build begins with what was written
        assert len(writer) == now.manifest()["quads"]


def test_companions_follow_writes_that_never_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "PATIENCE", 0.0)
    store = tmp_path / "store"
    built = publish_sample(store)
    with writable(store) as site:
        refresher = Refresher(store, ServerOptions(refresh=0.2), lambda: None)
        try:
            for number in range(500):
                assert site.update(f"INSERT DATA {{ <urn:a> <urn:b> {number} }}").status == 200
                made = current_release(store).manifest()["companions"]
                if made > built.name:
                    break
        finally:
            refresher.close()
    assert made > built.name


def test_nothing_is_made_where_nothing_was(tmp_path: Path) -> None:
    with writing(tmp_path / "store") as writer:
        release = writer.publish({"companions": "000000"}, keep=1)
    assert not is_behind(release)


def test_leftovers_of_killed_servers_go(tmp_path: Path) -> None:
    for name in ("refresh-999999999", "refresh-1", "refresh-notes"):
        (tmp_path / name).mkdir()
    clear_away(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["refresh-1", "refresh-notes"]
