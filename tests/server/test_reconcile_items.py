"""The reconciliation service over an index of items, beside that over the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from claimgraph.cli import main
from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from claimgraph.wikidata.writing import write_index
from tests.server.conftest import free_port
from tests.server.reconciling import ITEMS, ask, extend, invented_index, valid

PATH = "/reconcile/wikidata"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_index(tmp_path_factory.mktemp("index") / "items.index")


@pytest.fixture(scope="module")
def both(store: Path, index: Path) -> Iterator[FlaskClient]:
    """A server with both services."""
    app = create_app(store, ServerOptions(wikidata_index=str(index), fast_timeout=10.0, poll=60))
    app.testing = True
    yield app.test_client()
    close_app(app)


def best(client: FlaskClient, **query: Any) -> dict[str, Any]:
    return ask(client, PATH, only=query)["only"][0]


def test_manifests_tell_the_services_apart(both: FlaskClient) -> None:
    graph, items = (valid(both.get(path).json, "manifest") for path in ("/reconcile", PATH))
    assert items["identifierSpace"] == "http://www.wikidata.org/entity/"
    assert items["view"]["url"] == "https://www.wikidata.org/wiki/{{id}}"
    assert items["preview"]["url"].startswith("http://localhost/reconcile/wikidata/preview?")
    assert items["schemaSpace"] == graph["schemaSpace"]
    assert items["name"] != graph["name"]


def test_items_are_found_by_name(both: FlaskClient) -> None:
    found = best(both, query="Оса Берг", type="Person")
    assert (found["id"], found["match"], found["score"]) == ("Q900000002", True, 100)
    assert found["description"] == "person, Norland, from 1970"
    assert {"id": "sitelinks", "value": 12} in found["features"]
    assert best(both, query="Q900000002")["match"] is True
    assert best(both, query="Åsa Berg", type="Q5")["match"] is True
    assert ask(both, PATH, a={"query": "Nils Berg", "type": "Q5"})["a"] == []
    assert best(both, query="Norlund")["id"] == "Q900000001"
    assert ask(both, PATH, a={"query": "Zzyzx"}, b={"query": "…"}) == {"a": [], "b": []}


def test_namesakes_are_told_apart_by_fame_or_property(both: FlaskClient) -> None:
    famous = ask(both, PATH, a={"query": "Lunden"})["a"]
    assert [(one["id"], one["match"]) for one in famous] == [("Q900000004", True), ("Q900000006", False)]
    other = best(both, query="Lunden", properties=[{"pid": "coordinates", "v": "48.01,37.02"}])
    assert (other["id"], other["match"]) == ("Q900000006", True)
    clubs = ask(both, PATH, a={"query": "Delta Club"})["a"]
    assert [one["match"] for one in clubs] == [False, False]


@pytest.mark.parametrize(
    ("year", "match"),
    [("1970", True), ("1970-02-03", True), ("1970-02-03T00:00:00Z", True), ("1971", False), ("1970-03", False)],
)
def test_dates_confirm_or_contradict(both: FlaskClient, year: str, match: bool) -> None:
    assert best(both, query="Åsa Berg", properties=[{"pid": "start", "v": year}])["match"] is match


def test_surname_is_no_certain_match(both: FlaskClient) -> None:
    country = {"query": "A. Berg", "properties": [{"pid": "country", "v": "Norland"}]}
    found = ask(both, PATH, a={"query": "Berg"}, b=country)
    assert found["b"][0]["id"] == "Q900000002"
    assert not any(one["match"] for candidates in found.values() for one in candidates)


def test_suggest(both: FlaskClient) -> None:
    def ids(prefix: str) -> list[str]:
        found = valid(both.get(f"{PATH}/suggest/entity", query_string={"prefix": prefix}).json, "suggestEntity")
        return [one["id"] for one in found["result"]]

    assert ids("Lun") == ["Q900000004", "Q900000006"]
    assert ids("Оса") == ["Q900000002"]
    assert ids("Q900000003") == ["Q900000003"]
    assert ids("%") == ids("x" * 300) == ids("=") == ids("zzz") == []
    found = valid(both.get(f"{PATH}/suggest/property?prefix=office").json, "suggestProperty")
    assert [one["id"] for one in found["result"]] == ["office"]


def test_extension(both: FlaskClient) -> None:
    wanted = ("country", "office", "class", "start", "end", "sitelinks", "name-uk", "website", "latitude")
    found = extend(both, ["Q900000002", "Q900000004", "Q900000099", "x"], *wanted, path=PATH)
    assert found["rows"]["Q900000002"] == {
        "country": [{"id": "Q900000001", "name": "Norland"}],
        "office": [{"id": "Q900000005", "name": "Ministry of Dams <b>"}],
        "class": [{"id": "Q5", "name": "Q5"}],
        "start": [{"str": "1970-02-03"}],
        "end": [],
        "sitelinks": [{"int": 12}],
        "name-uk": [{"str": "Оса Берг"}],
        "website": [],
        "latitude": [],
    }
    assert found["rows"]["Q900000004"]["website"] == [{"str": "https://lunden.example/"}]
    assert not any(found["rows"]["Q900000099"].values())


def test_extension_of_the_graph_names_the_service_of_items(both: FlaskClient) -> None:
    found = extend(both, ["delta-pact"], "wikidata")
    assert found["meta"][0]["service"] == "http://localhost/reconcile/wikidata"
    assert found["rows"]["delta-pact"]["wikidata"] == [{"id": "Q318693", "name": "Delta Pact"}]


def test_preview_of_an_item(both: FlaskClient) -> None:
    page = both.get(f"{PATH}/preview?id=Q900000002").text
    assert 'href="https://www.wikidata.org/wiki/Q900000002"' in page
    assert "Ministry of Dams &lt;b&gt;" in page
    assert both.get(f"{PATH}/preview?id=Q1").status_code == 404


def test_threads_have_connections_of_their_own(both: FlaskClient) -> None:
    found: list[str] = []

    def look() -> None:
        found.append(best(both.application.test_client(), query="Norland")["id"])

    threads = [Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Q900000001"] * 8


def test_command_refuses_a_file_that_is_no_index(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "items.index"
    path.write_bytes(b"SQLite format 3\x00 and nothing more")
    done = CliRunner().invoke(
        main, ["serve", "--store", str(store), "--port", str(free_port()), "--wikidata", str(path)]
    )
    assert done.exit_code == 1
    assert "items.index" in done.stderr
    assert "Traceback" not in done.stderr


def test_index_may_be_replaced_or_break_while_serving(store: Path, tmp_path: Path) -> None:
    path = invented_index(tmp_path / "items.index")
    app = create_app(store, ServerOptions(wikidata_index=str(path), poll=60))
    client = app.test_client()
    try:
        assert best(client, query="Norland")["id"] == "Q900000001"
        write_index(path, ITEMS[1:], {"source": "later", "languages": "en"})
        assert ask(client, PATH, a={"query": "Norland"})["a"] == []
        path.unlink()
        response = client.post(PATH, data={"query": "Norland"})
        assert (response.status_code, json.loads(response.data)["status"]) == (503, "error")
        path.write_bytes(b"no index")
        assert client.post(PATH, data={"query": "Norland"}).status_code == 503
        assert client.post("/reconcile", data={"query": "Lunden"}).status_code == 200
    finally:
        close_app(app)
