"""Each line of JSON lines is a document or an error with its line number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.errors import LoadError
from claimgraph.loaders import Options, Source
from claimgraph.loaders.jsonl import load
from claimgraph.model import Document


def read(folder: Path, *lines: str | bytes, options: Options | None = None) -> list[Document | LoadError]:
    path = folder / "in.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return list(load(Source("in.jsonl", path), options or Options()))


def test_all_fields_are_kept(tmp_path: Path) -> None:
    line = {
        "id": "a/1", "text": "Привіт 😀\r\n", "lang": "uk", "url": "https://example.org/1", "publisher": "Р",
        "published": "2022-01-10", "title": "Т", "more": [1],
    }  # fmt: skip
    (document,) = read(tmp_path, json.dumps(line))
    assert document == Document("a/1", "Привіт 😀\r\n", "uk", "Р", "https://example.org/1", "2022-01-10", "Т")


def test_blank_lines_count_but_are_no_errors(tmp_path: Path) -> None:
    items = read(tmp_path, "", '{"id": 7, "text": "a"}', "  ", "{")
    assert isinstance(items[0], Document)
    assert items[0].name == "7"
    assert isinstance(items[1], LoadError)
    assert items[1].source.endswith("in.jsonl:4")
    assert len(items) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a"}', "text"),
        ('{"text": "a"}', "id"),
        ('{"id": "a", "text": null}', "str"),
        ('{"id": " ", "text": "a"}', "id is blank"),
        ('{"id": "a\\nb", "text": "a"}', "control"),
        ('{"id": "a", "text": " "}', "empty"),
        ('{"id": "a", "text": "x\\u0000"}', "character 1 is NUL"),
        ('{"id": "a", "text": "a", "lang": "tlh"}', "no language 'tlh'"),
        ('["a", "b"]', "object"),
        ("{'id': 1}", "malformed"),
        (b'{"id": "a", "text": "caf\xe9"}', "byte 24 "),
    ],
)
def test_bad_line_is_reported_and_the_next_one_read(tmp_path: Path, line: str | bytes, reason: str) -> None:
    error, document = read(tmp_path, line, '{"id": "b", "text": "b"}')
    assert isinstance(error, LoadError)
    assert error.source.endswith(":1")
    assert reason in error.reason
    assert "\n" not in str(error)
    assert isinstance(document, Document)


def test_half_of_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    (error,) = read(tmp_path, r'{"id": "a", "text": "x\ud83d"}')
    assert isinstance(error, LoadError)


def test_declared_language_becomes_an_installed_one(tmp_path: Path) -> None:
    (document,) = read(tmp_path, '{"id": "a", "text": "Ja", "lang": "no-NO"}')
    assert isinstance(document, Document)
    assert document.lang == "nb"


def test_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    (document,) = read(tmp_path, b'\xef\xbb\xbf{"id": "a", "text": "b"}')
    assert isinstance(document, Document)


def test_long_line_is_skipped_whole(tmp_path: Path) -> None:
    long = json.dumps({"id": "a", "text": "x" * 1000})
    items = read(tmp_path, long, '{"id": "b", "text": "b"}', options=Options(max_bytes=100))
    assert [type(item) for item in items] == [LoadError, Document]
    assert "--max-bytes" in str(items[0])


def test_missing_file_is_one_error(tmp_path: Path) -> None:
    (error,) = load(Source("a", tmp_path / "none.jsonl"), Options())
    assert isinstance(error, LoadError)
