"""An index finds items by QID, by key and by names alike; what is broken or no index is refused with a reason."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.link.fold import fold, plain
from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.index import Index, open_index
from claimgraph.wikidata.writing import renew, write_index

ELDER, YOUNGER, TOWN, ABSENT = "Q1900000001", "Q1900000002", "Q1900000003", "Q1900000004"
ITEMS = (
    Item(TOWN, "LOC", {"en": ("Arleton", "City of Arleton"), "uk": ("Арлтон",)}, prior=7, place=(1.5, -2.5)),
    Item(YOUNGER, "PER", {"en": ("Ann Cole",), "pl": ("Ann Cole",)}, prior=30),
    Item(ELDER, "PER", {"en": ("Ann Cole", "Annie Cole")}, prior=2),
)
FACTS = {"source": "test", "languages": "en uk pl", "date": "2026-01-02"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_index(tmp_path / "an index?.sqlite", ITEMS, FACTS)
    return tmp_path / "an index?.sqlite"


@pytest.fixture
def index(path: Path) -> Iterator[Index]:
    with closing(open_index(path)) as opened:
        yield opened


def test_items_are_found_by_qid(index: Index) -> None:
    assert index.item(TOWN) == ITEMS[0]
    assert index.item(ABSENT) is None
    assert index.item("Arleton") is None
    assert [one.qid for one in index.items()] == [ELDER, YOUNGER, TOWN]
    assert len(index) == 3


def test_names_are_found_by_key_the_best_known_first(index: Index) -> None:
    assert [one.qid for one in index.named(fold("Ann Cole", "en"))] == [YOUNGER, ELDER]
    assert [one.qid for one in index.named(fold("Ann Cole", "en"), most=1)] == [YOUNGER]
    assert [one.qid for one in index.named(f"={plain('Арлтон')}")] == [TOWN]
    assert index.named("nobody") == ()


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("Arleton", "en", TOWN),
        ("Арлтоні", "uk", TOWN),
        ("Арлтон", None, TOWN),
        ("Arlleton", "en", TOWN),
        ("Arlelon", "en", TOWN),
        ("Ann Cole", "en", YOUNGER),
        ("Annie Kole", "en", ELDER),
    ],
)
def test_search_finds_spellings_case_forms_and_errors(index: Index, name: str, lang: str | None, expected: str) -> None:
    assert index.search(name, lang)[0].item.qid == expected


def test_search_ranks_what_is_alike_below_what_is_the_same(index: Index) -> None:
    hits = index.search("Cole", "en")
    assert {hit.item.qid for hit in hits} == {ELDER, YOUNGER}
    assert all(hit.score < 100 for hit in hits)
    assert len(index.search("Ann Cole", "en", limit=1)) == 1


def test_name_that_has_but_one_of_the_words_is_not_alike(index: Index) -> None:
    assert TOWN not in {hit.item.qid for hit in index.search("Arleton Bridge Company", "en")}


@pytest.mark.parametrize("name", ["", " ", "!!", "ab", '"', "x' OR 1", "中", "\0", "a" * 5000])
def test_search_takes_any_text(index: Index, name: str) -> None:
    assert index.search(name) == ()


def test_index_says_what_it_is(index: Index) -> None:
    info = index.info()
    assert (info["source"], info["date"], info["items"], info["licence"]) == ("test", "2026-01-02", "3", "CC0-1.0")
    assert index.version == f"test-2026-01-02-{info['checksum'][:12]}"
    assert index.languages == ("en", "uk", "pl")
    assert not index.is_stale
    assert index.faults() == []


def test_same_items_make_the_same_file(path: Path, tmp_path: Path) -> None:
    write_index(tmp_path / "again", tuple(reversed(ITEMS)), FACTS)
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["again", path.name]


def test_other_items_make_another_version(path: Path, tmp_path: Path) -> None:
    write_index(tmp_path / "less", ITEMS[:2], FACTS)
    with closing(open_index(tmp_path / "less")) as less, closing(open_index(path)) as index:
        assert less.version != index.version


def test_index_that_is_open_stays_as_it_was_when_another_takes_its_place(path: Path, index: Index) -> None:
    write_index(path, ITEMS[:1], FACTS)
    assert index.item(ELDER) == ITEMS[2]
    with closing(open_index(path)) as new:
        assert new.item(ELDER) is None


def changed(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            database.executescript(";".join(statements))

    return change


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "there is no such file"),
        (lambda path: path.write_bytes(b""), "another kind of file"),
        (lambda path: path.write_text("not a database, but long enough to be looked at " * 50), "not an index"),
        (cut, "is broken"),
        (changed("PRAGMA application_id = 1"), "another kind of file"),
        (changed("PRAGMA user_version = 99"), "version 99, not 1"),
        (changed("DROP TABLE redirect"), "no table redirect"),
        (changed("DELETE FROM meta WHERE key = 'fold'"), "doesn't say its fold"),
    ],
)
def test_what_is_no_whole_index_is_refused(path: Path, spoil: Callable[[Path], None], reason: str) -> None:
    spoil(path)
    with pytest.raises(ClaimGraphError, match=reason) as refused:
        open_index(path)
    assert str(path) in str(refused.value)


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClaimGraphError, match="no such file"):
        open_index(tmp_path)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE item SET prior = 8 WHERE prior = 7", "DELETE FROM name", "INSERT INTO redirect VALUES (4, 5)"],
)
def test_content_that_was_changed_is_told(path: Path, statement: str) -> None:
    changed(statement)(path)
    with closing(open_index(path)) as index:
        assert index.faults() == ["the content is not that of its checksum"]


def test_broken_pages_are_one_error_and_no_traceback(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'item'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    with closing(open_index(path)) as index:
        with pytest.raises(ClaimGraphError, match="is broken"):
            index.item(TOWN)
        assert index.faults() != []


def test_names_without_sense_are_one_error(path: Path) -> None:
    changed("UPDATE item SET names = '{'")(path)
    with closing(open_index(path)) as index, pytest.raises(ClaimGraphError, match="is broken"):
        index.item(TOWN)


def test_index_of_other_rules_of_spelling_is_stale(path: Path) -> None:
    changed("UPDATE meta SET value = 'older' WHERE key = 'fold'")(path)
    with closing(open_index(path)) as index:
        assert index.is_stale


def test_stale_index_is_renewed_with_all_that_it_has(path: Path, tmp_path: Path) -> None:
    write_index(path, ITEMS, FACTS, [(ABSENT, TOWN)])
    fresh = path.read_bytes()
    changed("UPDATE meta SET value = 'older' WHERE key = 'fold'", "DELETE FROM name")(path)
    renew(path)
    assert path.read_bytes() == fresh
    with closing(open_index(path)) as index:
        assert index.item(ABSENT) == ITEMS[0]
    assert os.listdir(tmp_path) == [path.name]


def test_index_that_cant_be_written_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(ClaimGraphError, match="absent"):
        write_index(tmp_path / "absent" / "index", ITEMS, FACTS)
