"""A timeline has an entry for each date of each claim or cluster, which other programs read as it is meant."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.cli import main
from claimgraph.timeline.entries import Entry, entries
from claimgraph.timeline.icalendar import calendar, days
from claimgraph.timeline.reading import Said
from tests.queries.sources import IRIS, cluster, publish

PLAIN = Said("https://e.example/claim/1", "words", ((0, 5),), "en", "https://e.example/1", "Title", "Paper",
             "https://e.example/paper", "2031-05-03", "", "", "Kill", "killing", (), (), (), ())  # fmt: skip


def said(**fields: object) -> Said:
    """Return a claim that differs from a plain one in some fields."""
    return msgspec.structs.replace(PLAIN, **fields)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("timeline")
    publish(directory)
    return directory


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["timeline", "--store", str(store), *arguments])


def shown(store: Path, *arguments: str) -> list[tuple[str, str, str, int]]:
    """Return date, basis, kind and number of claims of each entry."""
    found = json.loads(run(store, "--format", "json", *arguments).stdout)
    return [(entry["date"], entry["basis"], entry["kind"], len(entry["claims"])) for entry in found]


def events(content: bytes) -> list[Any]:
    """Return the events of a calendar as a library reads it."""
    return [part for part in icalendar.Calendar.from_ical(content).walk() if part.name == "VEVENT"]


def test_words_that_name_a_date_go_before_publication(store: Path) -> None:
    assert shown(store) == [
        ("2031-04-01", "publication", "event", 1),
        ("2031-05", "publication", "event", 1),
        ("2031-05", "publication", "event", 1),
        ("2031-05-03", "words", "event", 1),
        ("2031-05-03", "publication", "event", 1),
        ("2031-05-04", "publication", "event", 1),
    ]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--from", "2031-05-02"], 5),
        (["--to", "2031-04"], 1),
        (["--dated"], 1),
        (["--event", "kill"], 4),
        (["--about", "Delta Pact"], 2),
        (["--lang", "nb"], 2),
        (["--source", "evening bell"], 1),
        (["--kind", "statement"], 0),
    ],
)
def test_options_choose_entries(store: Path, options: list[str], count: int) -> None:
    assert len(shown(store, *options)) == count


def test_claims_of_one_cluster_and_day_are_one_entry() -> None:
    same = [said(claim=f"https://e.example/claim/{n}", clusters=("https://e.example/c",)) for n in (1, 2)]
    other = said(claim="https://e.example/claim/3", dates=("2031-05-01", "2031"))
    found = entries([*same, other])
    assert [(entry.date, entry.basis, len(entry.claims), entry.cluster) for entry in found] == [
        ("2031-05-01", "words", 1, ""),
        ("2031-05-03", "publication", 2, "https://e.example/c"),
    ]


def test_a_year_in_the_words_dates_nothing() -> None:
    assert [(e.date, e.basis) for e in entries([said(dates=("2019",))])] == [("2031-05-03", "publication")]
    assert entries([said(dates=("2019",), published="")]) == []


def test_undated_claims_are_counted(store: Path, tmp_path: Path) -> None:
    from tests.server.sample import publish_sample

    publish_sample(tmp_path / "undated")
    assert "1 claims without any date are left out" in run(tmp_path / "undated").stderr
    assert "left out" not in run(store).stderr


def test_calendar_is_read_by_a_library(store: Path) -> None:
    result = run(store, "--format", "ics", "--event", "Kill")
    found = events(result.stdout_bytes)
    assert len(found) == 4
    killed = next(event for event in found if event["X-CLAIMGRAPH-BASIS"] == "words")
    assert (killed["DTSTART"].dt, killed["DTEND"].dt) == (date(2031, 5, 3), date(2031, 5, 4))
    assert killed["SUMMARY"] == "killing – Åsa Berg: at least 12 people were killed"
    assert killed["URL"] == killed["X-CLAIMGRAPH-CLAIM"] == IRIS["nordwire-killed"].value
    assert "Nordwire, 2031-05-03" in killed["DESCRIPTION"]
    month = next(event for event in found if event["DTSTART"].dt == date(2031, 5, 1))
    assert month["DTEND"].dt == date(2031, 6, 1)


def test_same_content_gives_same_bytes(store: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    publish(again)
    for form in ("ics", "csv", "json"):
        assert run(store, "--format", form).stdout_bytes == run(again, "--format", form).stdout_bytes


def test_lines_of_a_calendar_are_short_and_end_as_they_must(store: Path) -> None:
    content = run(store, "--format", "ics").stdout_bytes
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_words_come_back_from_a_calendar(words: str) -> None:
    entry = Entry("2031-05-03", "words", "event", (said(words=words),))
    (event,) = events(calendar([entry], "any"))
    kept = "".join(char for char in words if char in "\t\n" or (ord(char) > 31 and ord(char) != 127))
    assert kept in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("known", "last"), [("2031", "2032-01-01"), ("2031-12", "2032-01-01"), ("2031-12-31", "2032-01-01")]
)
def test_end_is_the_day_after(known: str, last: str) -> None:
    assert days(known)[1] == date.fromisoformat(last)


def test_table_has_a_row_for_each_claim_with_its_words(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(store, "--event", "Deploy").stdout)))
    assert [row["words"] for row in rows] == [
        "Delta Pact, Norland og Sudland ikke sender soldater", "it … “will not send troops”",
    ]  # fmt: skip
    assert {row["cluster"] for row in rows} == {cluster("troops").value}
    assert len(rows[1]["spans"].split()) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--from", "May"], "is no date"),
        (["--from", "2031-13"], "is no date"),
        (["--event", "Dance"], "is none of"),
        (["--output", "x.pdf"], "tells no format"),
    ],
)
def test_wrong_usage(store: Path, options: list[str], words: str) -> None:
    result = run(store, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_unknown_name_is_told(store: Path) -> None:
    result = run(store, "--about", "Nobody")
    assert (result.exit_code, "'Nobody'" in result.stderr) == (1, True)


def test_file_tells_the_format(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.ics"
    assert "6 entries" in run(store, "--output", str(path)).stdout
    assert len(events(path.read_bytes())) == 6
    assert run(store, "--output", str(tmp_path / "no" / "events.ics")).exit_code == 1


def test_names_in_another_language(store: Path) -> None:
    assert "Оса Берг" in run(store, "--labels", "uk", "--format", "ics").stdout
