"""The same documents come whatever the order and the form of the arguments."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from claimgraph.errors import LoadError, UnknownPluginError
from claimgraph.loaders import Options
from claimgraph.loaders.inputs import load_all
from claimgraph.model import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"b.txt": "B", "a.txt": "A", "sub/c.TXT": "C", "sub/.hidden.txt": "H", "notes.md": "M"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "more.jsonl").write_text('{"id": "j", "text": "J"}\n{"id": "k", "text": "K"}\n', encoding="utf-8")
    return tmp_path


def load(*paths: object, loader: str | None = None) -> tuple[list[str], list[str]]:
    items = list(load_all(map(str, paths), Options(), loader))
    names = [item.name for item in items if isinstance(item, Document)]
    return names, [str(item) for item in items if isinstance(item, LoadError)]


def test_folder_is_searched_for_known_suffixes(folder: Path) -> None:
    assert load(folder) == (["a", "b", "j", "k", "sub/c"], [])


def test_order_of_arguments_does_not_matter(folder: Path) -> None:
    paths = [folder / "b.txt", folder / "a.txt", folder / "sub", folder / "more.jsonl"]
    found = {str(load(*order)) for order in itertools.permutations(paths)}
    assert len(found) == 1


def test_file_within_a_folder_comes_once_under_the_name_of_the_folder(folder: Path) -> None:
    for order in itertools.permutations([folder, folder / "sub", folder / "sub" / "c.TXT"]):
        assert load(*order)[0] == ["a", "b", "j", "k", "sub/c"]


def test_glob_and_other_suffixes(folder: Path) -> None:
    assert load(folder / "*.txt")[0] == ["a", "b"]
    assert load(folder / "**" / "*.TXT")[0] == ["c"]
    assert load(folder / "notes.md")[0] == ["notes.md"]


@pytest.mark.parametrize("path", ["none", "none*.txt", "empty"])
def test_argument_that_stands_for_nothing_is_reported(folder: Path, path: str) -> None:
    (folder / "empty").mkdir()
    names, errors = load(folder / "a.txt", folder / path)
    assert names == ["a"]
    assert len(errors) == 1
    assert path in errors[0]


def test_second_text_under_one_name_is_reported_whatever_the_order(folder: Path) -> None:
    other = folder / "zz" / "a.txt"
    other.parent.mkdir()
    other.write_text("another", encoding="utf-8")
    for order in itertools.permutations([folder / "a.txt", other]):
        names, (error,) = load(*order)
        assert names == ["a"]
        assert error.startswith(str(other))
        assert str(folder / "a.txt") in error


def test_same_text_under_one_name_comes_once(folder: Path) -> None:
    (folder / "again.jsonl").write_text('{"id": "a", "text": "A"}\n', encoding="utf-8")
    assert load(folder / "a.txt", folder / "again.jsonl") == (["a"], [])


def test_loader_can_be_named(folder: Path) -> None:
    (folder / "lines").write_text('{"id": "j", "text": "J"}\n', encoding="utf-8")
    assert load(folder / "lines", loader="jsonl")[0] == ["j"]
    with pytest.raises(UnknownPluginError, match="jsonl, text"):
        load(folder, loader="telepathy")


def test_link_to_a_file_comes_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert load(folder)[0] == ["a", "b", "j", "k", "sub/c"]


def test_pipe_in_a_folder_keeps_nobody_waiting(folder: Path) -> None:
    before = load(folder)
    os.mkfifo(folder / "pipe.txt")
    assert load(folder) == before


def test_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xff.txt")).write_text("He said so.")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    names, errors = load(tmp_path)
    assert not names
    assert "not UTF-8" in errors[0]


def test_folder_that_cant_be_searched_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    (folder / "closed").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    assert any("can't be searched (Permission denied)" in error for error in load(folder)[1])
