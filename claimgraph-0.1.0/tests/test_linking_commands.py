"""An index on the command line: what it links, what it leaves out, and what a build without it takes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.wikidata.entity import Held, Item
from claimgraph.wikidata.writing import write_index

TEXT = """Harbour closed in Lunden

The interior minister, Nora Lindqvist, said on Monday that the Harbour Union had broken no law in Norway.
"""
ITEMS = (
    Item("Q900000001", "PER", {"en": ("Nora Lindqvist",)}, 40, country="Q20", offices=(Held("Q900000010", "2019"),)),
    Item("Q900000004", "ORG", {"en": ("Harbour Union",)}, 12, country="Q20"),
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "small.index"
    write_index(path, ITEMS, {"source": "test", "languages": "en", "date": "2026-01-02"})
    return path


def qids(result: Result) -> dict[str, str | None]:
    assert result.exit_code == 0, result.output
    return {mention["text"]: mention["qid"] for mention in json.loads(result.stdout)["mentions"]}


def test_annotate_links_to_the_index_what_no_shipped_record_has(text: Path, index: Path) -> None:
    without = qids(run("annotate", text, "--model", "fast"))
    linked = qids(run("annotate", text, "--model", "fast", "--index", index))
    assert (without["Norway"], without["Nora Lindqvist"]) == ("Q20", None)
    assert (linked["Norway"], linked["Nora Lindqvist"], linked["Harbour Union"]) == (
        "Q20",
        "Q900000001",
        "Q900000004",
    )


def test_another_index_changes_links_but_no_document_is_read_again(text: Path, index: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    told = [run("build", text, "--store", store, "--model", "fast", *more) for more in ([], ["--index", index], [])]
    assert [result.exit_code for result in told] == [0, 0, 0]
    assert [result.stdout.partition(",")[0].partition(":")[0] for result in told] == [
        "release 000001",
        "release 000002",
        "release 000003",
    ]
    assert all("1 unchanged" in result.stdout for result in told[1:])


def test_explain_tells_the_reason_of_a_link(text: Path, index: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("build", text, "--store", store, "--model", "fast", "--index", index).exit_code == 0
    told = run("explain", "Nora Lindqvist", "--store", store)
    assert told.exit_code == 0, told.output
    assert "Q900000001  exact match" in told.stdout
    assert "the texts name its country" in told.stdout
    assert "P39  Q900000010  2019.." in told.stdout


def test_an_index_that_is_none_fails_with_one_line(text: Path, tmp_path: Path) -> None:
    result = run("annotate", text, "--index", tmp_path / "missing")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    result = run("annotate", text, "--index", text)
    assert result.exit_code == 1
    assert "not an index" in result.stderr or "another kind of file" in result.stderr
