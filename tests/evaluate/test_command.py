"""`claimgraph evaluate` reads gold in every shape, measures our own reading or a file, and fails with one line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.evaluate.sources import gold_texts
from tests.evaluate.rows import FOUND, GOLD

MARKED = (
    '{q1d "<killed at_least 17|At least 17 people> were killed in [LOC Łódź],"} {s1 President [PER Ana Ruiz]} '
    "{c1 said}.\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOLD).encode() + b"\n\n"))
    return path


@pytest.fixture
def found(tmp_path: Path) -> Path:
    path = tmp_path / "found.jsonl"
    path.write_text(json.dumps(FOUND) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    folder = tmp_path / "part" / "en"
    folder.mkdir(parents=True)
    (folder / "01-fall.txt").write_text(MARKED, encoding="utf-8")
    return tmp_path / "part"


def test_own_reading_of_marked_texts(marked: Path) -> None:
    result = run(marked, "--format", "json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["documents"] == 1
    assert figures["claims"]["language"]["en"]["joint"]["hit"] == 1
    assert figures["quantities"]["measure"]["killed"]["exact"]["f1"] == 1.0


def test_tables_and_worst_mistakes(gold: Path, found: Path) -> None:
    result = run(gold, "--predictions", found, "--worst", 1)
    lines = result.stdout.splitlines()
    assert lines[0] == "names"
    assert lines[2].split() == ["all", "4", "4", "25.0", "25.0", "25.0", "50.0", "75.0"]
    assert "worst of 3 mistakes in claims" in lines
    assert '    gold: "The dam held." (direct, Ann Cole)' in lines
    context = 'Ann Cole of Arleton said: ["The dam held."] Bo Day said that 17 people were killed.'
    assert any(line.strip().startswith(context) for line in lines)
    assert sum("(a:" in line for line in lines) == 3


def test_only_some_parts(gold: Path, found: Path) -> None:
    result = run(gold, "--predictions", found, "--only", "claims,names", "--format", "json")
    assert set(json.loads(result.stdout)) == {"documents", "names", "claims", "worst"}
    assert run(gold, "--only", "names,verbs").exit_code == 2


def test_text_without_prediction_has_none(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    figures = json.loads(run(gold, "--predictions", tmp_path / "none.jsonl", "--format", "json").stdout)
    assert figures["names"]["all"]["strict"] == {"p": None, "r": 0.0, "f1": 0.0, "hit": 0, "found": 0, "gold": 4}


def test_predictions_of_other_texts_are_an_error(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"id": "z"}', encoding="utf-8")
    result = run(gold, "--predictions", tmp_path / "other.jsonl")
    assert (result.exit_code, "no prediction for any of the texts, such as 'a'" in result.stderr) == (1, True)


def test_report(gold: Path, found: Path, tmp_path: Path) -> None:
    assert run(gold, "--predictions", found, "--html", tmp_path / "report.html").exit_code == 0
    assert "The dam held" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert run(gold, "--predictions", found, "--html", tmp_path / "no" / "report.html").exit_code == 1


def test_corpus_shape(tmp_path: Path) -> None:
    span = {"start": 0, "end": 3}
    row = {
        "id": 7, "text": "Ann said so.", "lang": "en", "entities": [{**span, "type": "PERSON"}],
        "attributions": [{"source": [span], "cue": [{"start": 4, "end": 8}], "content": [{"start": 9, "end": 11}]}],
    }  # fmt: skip
    (tmp_path / "c.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (text,) = gold_texts([str(tmp_path / "c.jsonl")])
    assert (text.id, text.names[0].type, text.claims[0].speaker_words) == ("7", "PER", ("Ann",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "no object with an id"),
        ('{"id": "a"}', "without words"),
        ('{"id": "a", "text": "x"}\n{"id": "a", "text": "x"}', "two gold texts"),
        ('{"id": "a", "text": "x", "mentions": [{"start": 0}]}', "not in the shape of annotations (no 'end')"),
        ('{"id": "a", "text": "x", "mentions": [{"start": 0, "end": 2}]}', "0-2 is not in the text of 1 characters"),
        ('{"id": "a", "text": "x", "claims": [{"start": -1, "end": 1}]}', "-1-1 is not in the text"),
        ('{"id": "a", "text": "x", "claims": [7]}', "not in the shape"),
    ],
)
def test_gold_that_cannot_be_used(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "gold.jsonl").write_text(content, encoding="utf-8")
    result = run(tmp_path / "gold.jsonl")
    assert result.exit_code == 1
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "empty").mkdir()
    for name, reason in (
        ("bad.jsonl.gz", "can't be read"),
        ("empty", "no gold in it"),
        ("none.jsonl", "can't be read"),
    ):
        result = run(tmp_path / name)
        assert (result.exit_code, reason in result.stderr) == (1, True)
