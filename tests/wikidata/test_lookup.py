"""`claimgraph index lookup` takes names of a graph to live Wikidata; the next build links, or says `unavailable`."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.wikidata import api
from claimgraph.wikidata.access import CONTACT as VARIABLE
from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.index import open_index
from claimgraph.wikidata.update import Update, Wanted
from claimgraph.wikidata.writing import renew, write_index
from tests.wikidata.asking import CONTACT, ONE, THREE, TWO, hit
from tests.wikidata.records import HUMAN, KINDS, record
from tests.wikidata.site import Act, Site, sends

TEXT = """Harbour closed in Lunden

Nora Lindqvist said on Monday that the Harbour Union had broken no law in Norway. Lindqvist said that the Harbour Union
was wrong. Mr. Brakstad said that Nora Lindqvist had lied.
"""
PERSON, BODY = "Nora Lindqvist", "Harbour Union"
BUSY = [sends(b"", 503)] * 4


class Graph:
    """A store of one text, and the commands as a user gives them."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.text, self.store, self.index = folder / "harbour.txt", folder / "store", folder / "my.index"
        self.text.write_text(TEXT, "utf-8")
        self.classes = folder / "classes.toml"
        self.classes.write_text(f'[PER]\n{HUMAN} = "human"\n')
        write_index(
            self.index, [Item(THREE, "LOC", {"en": ("Velin",)}, 3)], {"source": "wikidata", "languages": "en uk"}
        )

    def run(self, *words: object, contact: str = "") -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], env={VARIABLE: contact})

    def build(self) -> None:
        result = self.run("build", self.text, "--store", self.store, "--model", "fast", "--index", self.index)
        assert result.exit_code == 0, result.output

    def lookup(self, *words: str, contact: str = CONTACT) -> Result:
        where = ["--store", self.store, "--index", self.index, "--classes", self.classes]
        live = ["--api", self.site.api, "--cache", self.folder / "cache"]
        return self.run("index", "lookup", *where, *live, *words, contact=contact)

    def links(self, name: str) -> list[tuple[str, str]]:
        """Return status and item of the links of a name, as a query tells them."""
        asked = ["query", "--store", self.store, "--name", "wikidata-links", "--param", f"entity={name}"]
        result = self.run(*asked, "--format", "json")
        assert result.exit_code == 0, result.output
        rows = json.loads(result.stdout)["results"]["bindings"]
        return [
            (row["statusName"]["value"], row.get("item", {"value": ""})["value"].rpartition("/")[2]) for row in rows
        ]


@pytest.fixture
def graph(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Graph:
    monkeypatch.setattr(api, "PAUSE", 0.0)
    site.records |= {ONE: record(ONE, PERSON, HUMAN, 40), TWO: record(TWO, "Harbour Union (ship)")}
    site.hits |= {PERSON: [hit(ONE, PERSON)], BODY: [hit(TWO, BODY)]}
    made = Graph(site, tmp_path)
    made.build()
    return made


def refuses(name: str, site: Site) -> Act:
    """Return what answers as the site does, but for one name."""

    def act(handler: Any) -> None:
        asked = site.asked[-1]
        sends(b"", 403)(handler) if asked.get("search") == name else sends(site.answer(asked))(handler)

    return act


def test_names_come_into_the_index_and_the_next_build_links_them(site: Site, graph: Graph) -> None:
    assert graph.links(PERSON) == [("nil", "")]
    result = graph.lookup()
    assert result.exit_code == 0, result.output
    *told, summary = result.stdout.splitlines()
    assert f"found\t{PERSON}\tPER\t3\t{ONE}" in told
    (body,) = (line for line in told if f"\t{BODY}\t" in line)
    assert body.startswith("not found")
    assert body.endswith("1 items of that name, none of a class of this kind")
    assert summary.startswith(f"{graph.index}: 1 found, ")
    searched = [asked["search"] for asked in site.asked if "search" in asked]
    assert searched[0] == PERSON
    assert not {"Lindqvist", "Brakstad", "Norway"} & set(searched)
    assert all(CONTACT in headers["User-Agent"] for headers in site.headers)
    with closing(open_index(graph.index)) as index:
        assert [item.qid for item in index.items()] == [ONE, THREE]
    graph.build()
    assert graph.links(PERSON) == [("auto", ONE)]
    assert graph.links(BODY) == [("nil", "")]


def test_a_name_without_an_answer_is_unavailable_until_there_is_one(site: Site, graph: Graph) -> None:
    site.script = [refuses(BODY, site) for _ in range(9)]
    result = graph.lookup()
    assert result.exit_code == 3, result.output
    assert any(line.startswith(f"failed\t{BODY}\tORG") and "HTTP 403" in line for line in result.stdout.splitlines())
    graph.build()
    assert graph.links(PERSON) == [("auto", ONE)]
    assert graph.links(BODY) == [("unavailable", "")]
    site.script = []
    assert graph.lookup().exit_code == 0
    with closing(open_index(graph.index)) as index:
        assert index.failures == {}
    graph.build()
    assert graph.links(BODY) == [("nil", "")]


def test_a_server_that_fails_says_nothing_of_any_name(site: Site, graph: Graph) -> None:
    site.script = BUSY * 99
    result = graph.lookup("--json")
    assert result.exit_code == 1, result.output
    told = json.loads(result.stdout)
    assert set(told["states"]) == {"failed"}
    assert len(site.asked) == 12
    graph.build()
    assert graph.links(PERSON) == graph.links(BODY) == [("unavailable", "")]
    names = sum(len(one["asked"]) for one in told["entities"])
    assert f"unanswered: {names} names" in graph.run("index", "info", "--index", graph.index).stdout.splitlines()
    before = graph.index.read_bytes()
    renew(graph.index)
    assert graph.index.read_bytes() == before


def test_an_item_that_can_not_be_fetched_fails_its_names(site: Site, graph: Graph) -> None:
    site.records[ONE] = record(ONE, PERSON, HUMAN, sitelinks=7)
    result = graph.lookup("--json")
    assert result.exit_code == 3, result.output
    (person,) = (one for one in json.loads(result.stdout)["entities"] if one["name"] == PERSON)
    assert (person["state"], person["candidates"], person["mentions"]) == ("failed", [], 3)
    assert person["asked"] == [{"name": PERSON, "language": "en"}]
    assert "another shape" in person["reason"]


def test_requests_and_entities_have_limits(site: Site, graph: Graph) -> None:
    result = graph.lookup("--requests", "1")
    assert result.exit_code != 0
    assert "for the limit of 1 requests is reached" in result.stdout
    assert len(site.asked) == 1
    result = graph.lookup("--most", "1", "--refresh")
    assert [line.split("\t")[1] for line in result.stdout.splitlines()[:-1]] == [PERSON]


def test_nobody_is_asked_without_a_contact(site: Site, graph: Graph) -> None:
    before = graph.index.read_bytes()
    result = graph.lookup(contact="")
    assert result.exit_code == 1
    assert "set CLAIMGRAPH_CONTACT or --contact" in result.stderr
    assert (site.asked, graph.index.read_bytes()) == ([], before)


def test_a_new_index_begins_as_the_one_that_ships(site: Site, graph: Graph) -> None:
    graph.index.unlink()
    assert graph.lookup("--most", "1").exit_code == 0
    with closing(open_index(graph.index)) as index:
        assert len(index) > 10_000
        assert index.item(ONE) is not None


def test_failures_change_the_version_that_links_record(graph: Graph) -> None:
    with closing(open_index(graph.index)) as index:
        before, update = index.version, Update(index, Wanted(("en", "uk"), KINDS))
        update.failures = {"en": {BODY: "HTTP 503"}}
        assert update
        update.write(graph.index)
    with closing(open_index(graph.index)) as index:
        assert (index.unanswered(BODY, "en"), index.unanswered(BODY, "uk")) == ("HTTP 503", None)
        assert index.version != before
        assert index.faults() == []
        assert not Update(index, Wanted(("en", "uk"), KINDS))
