"""The index that ships with claimgraph: small, what its tool makes, and not taken in by names that are shared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.link.evidence import found
from claimgraph.link.fold import fold, plain
from claimgraph.link.local import Spelling
from claimgraph.model import Kind
from claimgraph.wikidata.index import Index, open_index
from claimgraph.wikidata.shipped import shipped_index
from tests.shared import shared
from tools.build_index import build
from tools.index_encyclopedia import kind_of
from tools.index_sources import is_name

MOST_BYTES = 10_000_000
CITY, NAMESAKE = "Q198989", "Q622780"
TOKAYEV, RELATIVES = "Q200881", {"Q65251218", "Q62274388", "Q110751966"}
HEAD_OF_KNB = "Q109497278"


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with closing(shipped_index()) as opened:
        yield opened


def meant(index: Index, kind: Kind, words: str, lang: str) -> set[str]:
    return set(found(kind, [Spelling(words, lang, 0)], index))


def test_it_is_whole_small_and_of_todays_spelling(index: Index) -> None:
    assert index.faults() == []
    assert not index.is_stale, "the rules of spelling changed: run python -m tools.build_index"
    assert index.path.stat().st_size <= MOST_BYTES
    assert len(index) > 15_000
    assert index.languages == ("en", "uk", "nb", "pl", "ru", "de", "fr", "es")


def test_it_is_what_the_tool_makes(index: Index, tmp_path: Path) -> None:
    build(shared("wikidata"), tmp_path / "again.index")
    with closing(open_index(tmp_path / "again.index")) as again:  # its layout depends on the version of SQLite
        assert again.info() == index.info()


@pytest.mark.parametrize(
    ("qid", "names"),
    [
        ("Q318693", {"en": "CSTO", "uk": "ОДКБ", "nb": "Den kollektive sikkerhetspakten", "pl": "ODKB", "ru": "ОДКБ"}),
        ("Q1065", {"en": "UN", "uk": "ООН", "nb": "FN", "pl": "ONZ", "ru": "ООН", "fr": "ONU", "es": "ONU"}),
        ("Q81299", {"en": "OSCE", "uk": "ОБСЄ", "nb": "OSSE", "pl": "OBWE", "ru": "ОБСЕ", "de": "OSZE"}),
        ("Q15180", {"en": "Soviet Union", "uk": "СРСР", "nb": "Sovjetunionen", "pl": "ZSRR", "fr": "URSS"}),
        ("Q232", {"en": "Kazakhstan", "nb": "Kasakhstan", "pl": "Kazachstan", "fr": "Kazakhstan", "es": "Kazajistán"}),
    ],
)
def test_bodies_and_states_are_known_by_their_names_in_each_language(
    index: Index, qid: str, names: dict[str, str]
) -> None:
    for name in names.values():
        assert qid in {item.qid for item in index.named(f"={plain(name)}")}


def test_every_country_has_a_name_in_every_language(index: Index) -> None:
    for qid in ("Q232", "Q159", "Q184", "Q399", "Q813", "Q863", "Q212", "Q265", "Q20", "Q30"):
        item = index.item(qid)
        assert item is not None
        assert set(index.languages) <= item.names.keys()


def test_places_of_one_name_are_both_there(index: Index) -> None:
    assert {CITY, NAMESAKE} <= meant(index, "LOC", "Aktau", "en")


def test_relatives_are_not_the_president(index: Index) -> None:
    assert all(index.item(qid) for qid in RELATIVES)
    assert meant(index, "PER", "Kassym-Jomart Tokayev", "en") == {TOKAYEV}
    assert meant(index, "PER", "Timur Tokayev", "en") == {"Q110751966"}
    assert not meant(index, "PER", "Tokayev", "en")


def test_an_office_is_neither_a_person_nor_a_body(index: Index) -> None:
    office = index.item(HEAD_OF_KNB)
    assert office is not None
    assert office.kind == "OFF"
    for kind in ("PER", "ORG", "LOC"):
        assert HEAD_OF_KNB not in meant(index, kind, "Chairman of the National Security Committee", "en")
        assert not meant(index, kind, "National Security Committee", "en")
    held = {one.qid for item in index.items() if item.kind != "OFF" for one in item.offices}
    assert "Q5256775" in held
    assert not any((item := index.item(qid)) and item.kind != "OFF" for qid in held)


def test_terms_of_office_have_dates(index: Index) -> None:
    president = index.item(TOKAYEV)
    assert president is not None
    assert [(one.start, one.end) for one in president.offices if one.qid == "Q5256775"] == [("2019-03-20", None)]


def test_outlets_are_known_by_the_hosts_of_their_sites(index: Index) -> None:
    assert {item.qid for item in index.named(f"={plain('lenta.ru')}")} == {"Q658909"}
    assert [item.website for item in index.named(fold("Rossiyskaya Gazeta", "en"))] == ["https://rg.ru/"]


def test_all_kinds_are_there_and_no_other(index: Index) -> None:
    kinds = Counter(item.kind for item in index.items())
    assert set(kinds) == {"PER", "ORG", "LOC", "OFF"}
    assert min(kinds.values()) > 500


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("American film director and producer", "PER"),
        ("city in Ohio, United States", "LOC"),
        ("2003 film by an American director", None),
        ("fictional character", None),
        ("professional basketball team based in Arleton", "ORG"),
        ("department in southern France", "LOC"),
        ("ethnic group", None),
        ("award for the best actor", None),
    ],
)
def test_kinds_follow_from_descriptions(description: str, kind: str | None) -> None:
    assert kind_of("Arleton", description) == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Arleton", True), ("lenta.ru", True), ("A", False), ("⊕", False), ("here", False), ("Cole, Ann", False)],
)
def test_only_names_of_running_text_are_kept(name: str, expected: bool) -> None:
    assert is_name(name) is expected


def _qids(tmp_path: Path, *options: str) -> set[str]:
    text = tmp_path / "report.txt"
    text.write_text(
        "TAURANGA, May 3 (Northwire) -- The port of Tauranga, New Zealand, was closed on Monday.\n", "utf-8"
    )
    done = CliRunner().invoke(main, ["annotate", "--model", "fast", *options, str(text)])
    assert done.exit_code == 0, done.output
    return {mention["qid"] for mention in json.loads(done.stdout)["mentions"] if mention["qid"]}


def test_commands_link_to_it_unless_told_otherwise(tmp_path: Path) -> None:
    assert _qids(tmp_path) == {"Q207756", "Q664"}
    assert _qids(tmp_path, "--no-index") == {"Q664"}


def test_no_index_and_an_index_exclude_each_other(index: Index, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["annotate", "--no-index", "--index", str(index.path), str(tmp_path / "x.txt")])
    assert done.exit_code == 2
    assert "either --index or --no-index" in done.stderr
