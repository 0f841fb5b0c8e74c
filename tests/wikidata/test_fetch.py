"""`claimgraph index fetch` brings items into an index, tells what became of each, and asks nobody without a contact."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.wikidata import api
from claimgraph.wikidata.access import CONTACT as VARIABLE
from claimgraph.wikidata.index import open_index
from tests.wikidata.asking import CONTACT, GONE, ONE, THREE, TWO, record
from tests.wikidata.site import Site, sends
from tests.wikidata.test_update import TOWN, place


class Fetching:
    """The command as a user gives it, with a folder of its own."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.index, self.classes = folder / "my.index", folder / "classes.toml"
        self.classes.write_text(f'[LOC]\n{TOWN} = "town"\n')

    def __call__(self, *words: str, contact: str = CONTACT, read: str | None = None) -> Result:
        command = ["index", "fetch", "--index", str(self.index), "--classes", str(self.classes)]
        where = ["--api", self.site.api, "--cache", str(self.folder / "cache")]
        return CliRunner().invoke(main, [*command, *where, *words], env={VARIABLE: contact}, input=read)

    def qids(self) -> list[str]:
        opened = open_index(self.index)
        try:
            return [item.qid for item in opened.items()]
        finally:
            opened.close()


@pytest.fixture
def fetching(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fetching:
    monkeypatch.setattr(api, "PAUSE", 0.0)
    site.records |= {ONE: place("Arleton"), TWO: place("Velin"), THREE: record("Some thing")}
    return Fetching(site, tmp_path)


def test_items_are_fetched_and_told(site: Site, fetching: Fetching) -> None:
    site.redirects[GONE] = TWO
    result = fetching(ONE, GONE, "--languages", "en, uk")
    assert result.stdout.splitlines() == [
        f"{ONE}: added",
        f"{GONE}: added (it is {TWO} now)",
        f"{fetching.index}: 2 added",
    ]
    assert (result.exit_code, result.stderr) == (0, "")
    assert fetching.qids() == [ONE, TWO]
    assert site.asked[0]["languages"] == "en|mul|uk"
    before = fetching.index.read_bytes()
    again = fetching("-", read=f"{ONE}\n{TWO}\n")
    assert again.stdout.splitlines()[-1] == f"{fetching.index}: 2 unchanged"
    assert fetching.index.read_bytes() == before
    assert [asked["ids"] for asked in site.asked] == [f"{ONE}|{GONE}", TWO]
    assert fetching(ONE, "--refresh").exit_code == 0
    assert len(site.asked) == 3


def test_what_could_not_be_brought_is_told_by_words_and_exit_code(site: Site, fetching: Fetching) -> None:
    some = fetching(ONE, THREE, GONE)
    assert some.exit_code == 3
    assert some.stderr.splitlines() == [
        f"{THREE}: left out (no class of it is wanted, or it has no name in these languages)",
        f"{GONE}: not found",
    ]
    assert some.stdout.splitlines()[-1] == f"{fetching.index}: 1 added, 1 left out, 1 not found"
    site.script = [sends(b"", 503)] * 4
    none = fetching(TWO)
    assert (none.exit_code, none.stderr) == (1, f"{TWO}: failed (HTTP 503 Service Unavailable)\n")
    assert fetching.qids() == [ONE]


def test_nothing_is_made_of_nothing(site: Site, fetching: Fetching) -> None:
    assert fetching(GONE).exit_code == 1
    assert fetching("-", read=" \n").exit_code == 1
    assert not fetching.index.exists()


@pytest.mark.parametrize(
    ("words", "contact", "told"),
    [
        ([ONE], "", "without the contact of whoever runs this: set CLAIMGRAPH_CONTACT or --contact"),
        ([ONE], "you@example.org", "is a placeholder"),
        ([ONE, "Q12x"], CONTACT, "'Q12x' is no QID, such as Q159"),
        ([ONE, "--api", "http://www.wikidata.org/w/api.php"], CONTACT, "over https only"),
        ([ONE, "--languages", "en,x|y"], CONTACT, "is no code of a language"),
        ([ONE, "--max-age", "-1"], CONTACT, "--max-age"),
    ],
)
def test_wrong_use_is_one_line_and_asks_nobody(
    site: Site, fetching: Fetching, words: list[str], contact: str, told: str
) -> None:
    result = fetching(*words, contact=contact)
    assert result.exit_code in (1, 2)
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert site.asked == []
    assert not fetching.index.exists()


def test_languages_are_those_of_the_index(site: Site, fetching: Fetching) -> None:
    assert fetching(ONE, "--languages", "en,uk").exit_code == 0
    wrong = fetching(TWO, "--languages", "en,pl")
    assert wrong.exit_code == 2
    assert "the index has the languages en,uk" in wrong.stderr
    assert fetching(TWO, "--languages", "uk,en").exit_code == 0


def test_broken_index_is_refused(site: Site, fetching: Fetching) -> None:
    fetching.index.write_bytes(b"no index at all" * 99)
    result = fetching(ONE)
    assert result.exit_code == 1
    assert str(fetching.index) in result.stderr
    assert site.asked == []


def test_kind_of_other_classes_can_be_named(site: Site, fetching: Fetching) -> None:
    site.records[THREE] = place("Council", "Q900001003")
    assert fetching(THREE).exit_code == 1
    assert fetching(THREE, "--kind", "ORG").exit_code == 0
    assert fetching.qids() == [THREE]
