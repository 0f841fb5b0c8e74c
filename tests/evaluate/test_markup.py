"""Marked training texts become gold with offsets that hold; wrong marks are told with file and line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.evaluate.markup import MarkupError, count, document, read
from claimgraph.ontology.terms import EVENT_TYPE

ROOT = Path(__file__).parent.parent.parent
FOLDERS = sorted(path for path in (ROOT / "gold").glob("*/*") if path.is_dir())
SPLIT = (
    '{q1d "We heard <killed at_least 17|at least 17 people> fell in [LOC Łódź],"} {s1,s2 President [PER Ana Ruiz]} '
    '{c1,c2 told} {a1 the [ORG [LOC Oslo] Daily]}{q1d , "and more."} {q2d "Go."}\n'
)


def annotated(source: str) -> dict[str, Any]:
    return document(source, "x", "en", "x.txt")


def test_text_has_no_marks() -> None:
    text = annotated(SPLIT)["text"]
    assert text == (
        '"We heard at least 17 people fell in Łódź," President Ana Ruiz told the Oslo Daily, "and more." "Go."\n'
    )


def test_parts_of_a_claim() -> None:
    first, second = annotated(SPLIT)["claims"]
    assert (first["form"], first["speaker"]["text"], first["cue"]["text"]) == ("direct", "President Ana Ruiz", "told")
    assert first["addressee"]["text"] == "the Oslo Daily"
    assert [first["text"][a:b] for a, b in first["spans"]] == [
        '"We heard at least 17 people fell in Łódź,"', ', "and more."',
    ]  # fmt: skip
    assert first["quantities"] == ["x-q01"]
    assert (second["text"], second["speaker"]) == ('"Go."', first["speaker"])
    assert second["quantities"] == []


def test_name_inside_a_name_is_not_outer() -> None:
    names = [(m["text"], m["type"], m["outer"]) for m in annotated(SPLIT)["mentions"]]
    assert names == [
        ("Łódź", "LOC", True), ("Ana Ruiz", "PER", True), ("Oslo Daily", "ORG", True), ("Oslo", "LOC", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        ("<killed at_least 17|at least 17 people>", 17),
        ("<other exactly 12000|12,000>", 12000),
        ("<other about 1200000|about 1.2 million>", 1200000),
        ("<injured vague -|dozens>", None),
        ("<killed exactly 3|three>", 3),
        ("<missing range 30-35|30 to 35 people>", 30),
    ],
)
def test_value_of_a_quantity(mark: str, value: float | None) -> None:
    assert annotated(mark)["quantities"][0]["value"] == value


def test_range_has_both_ends() -> None:
    found = annotated("<missing range 30-35|30 to 35 people>")["quantities"][0]
    assert (found["lower"], found["upper"]) == (30, 35)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("[PER Ana", "never closed"),
        ("[PER Ana}", "closes nothing"),
        ("a | b", "closes nothing"),
        ("[GPE Oslo]", "not PER, ORG or LOC"),
        ("[LOC Oslo ]", "blank"),
        ("{s1 Ana} {c1 said}", "no content"),
        ("{q2i rain}", "no claim 1"),
        ("{q1x rain}", "unknown label"),
        ("{q1i rain} {c1 said} {q1d snow}", "another form"),
        ("{q1i rain} {c1 said} {c1 added}", "second cue"),
        ("{q1i rain} and {q1i snow}", "nothing between"),
        ("<killed 17|17 people>", "no measure"),
        ("<eaten exactly 17|17 people>", "no measure"),
        ("<killed vague 17|17 people>", "don't fit"),
        ("<killed exactly 17|71 people>", "don't say 17"),
        ("<date 2022-13-45|words>", r"2022-13-45, which is in no calendar \(allowed: YYYY, YYYY-MM, YYYY-MM-DD, -\)"),
        ("<date 2023-02-29|words>", "no calendar"),
        ("<date 2023-00|words>", "no calendar"),
        ("<date 0000|words>", "no calendar"),
        ("{q1i=Kil rain}", r"unknown event type Kil \(allowed: .*, Kill, .*, -\) in {q1i=Kil 'rain'"),
    ],
)
def test_wrong_mark_is_told_with_its_line(source: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=reason) as caught:
        annotated("Rain.\n\n" + source)
    assert str(caught.value).startswith("x.txt:3: ")


@pytest.mark.parametrize("value", ["2024-02-29", "2024-02", "2024", "-"])
def test_date_is_as_exact_as_its_words(value: str) -> None:
    assert [found["value"] for found in annotated(f"<date {value}|then>")["dates"]] == [value]


@pytest.mark.parametrize("name", [*EVENT_TYPE, "-"])
def test_every_event_type_can_be_marked(name: str) -> None:
    assert annotated(f"{{q1i={name} rain}}")["claims"][0]["event"] == name


def test_impossible_day_of_publication() -> None:
    with pytest.raises(MarkupError, match=r"x\.txt:1: .*publication.*2022-02-30"):
        annotated("<published 2022-02-30>\nRain.")


def worded(value: Any) -> list[dict[str, Any]]:
    """Return every object with offsets and words, at any depth."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) else []
        return own + [x for v in value.values() for x in worded(v)]
    return [x for v in value for x in worded(v)] if isinstance(value, list) else []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_offsets_of_the_gold_hold(folder: Path) -> None:
    for path in folder.glob("*.txt"):
        found = read(path)
        rows = worded(found)
        assert rows, path
        assert all(found["text"][row["start"] : row["end"]] == row["text"] for row in rows), path


def test_counts() -> None:
    assert list(count([annotated(SPLIT)])) == [
        "en: 1 texts, 102 characters",
        "  mentions 4: LOC 2, ORG 1, PER 1",
        "  claims 2: direct 2",
        "  quantities 1: killed 1",
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "uk"
    folder.mkdir()
    (folder / "01.txt").write_text("{q1i дощ", "utf-8")
    (folder / "02.txt").write_text("[LOC Київ]", "utf-8")
    return folder


def test_command_goes_on_after_a_wrong_file(folder: Path) -> None:
    result = CliRunner().invoke(main, ["gold", str(folder)])
    assert result.exit_code == 3
    assert (json.loads(result.stdout)["id"], json.loads(result.stdout)["lang"]) == ("uk-02", "uk")
    assert "01.txt:1: a {q1i that is never closed" in result.stderr


def test_command_counts(folder: Path) -> None:
    result = CliRunner().invoke(main, ["gold", "--counts", str(folder / "02.txt")])
    assert result.stdout.splitlines()[:2] == ["uk: 1 texts, 4 characters", "  mentions 1: LOC 1"]


def test_file_that_is_no_text(folder: Path) -> None:
    (folder / "03.txt").write_bytes(b"\xff")
    assert "03.txt: can't be read" in CliRunner().invoke(main, ["gold", str(folder / "03.txt")]).stderr
