"""Plain text comes in unchanged or not at all, and what stays out is said with its place."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import LoadError
from claimgraph.loaders import Options, Source
from claimgraph.loaders.decoding import decode, is_text_encoding
from claimgraph.loaders.text import load
from claimgraph.model import Document

UKRAINIAN = "Президент заявив: «Ні».\r\nТак.\n"


def read(path: Path, options: Options = Options()) -> Document | LoadError:  # noqa: B008 - frozen
    (item,) = load(Source("a", path), options)
    return item


def write(folder: Path, data: bytes) -> Path:
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_known_by_its_mark(tmp_path: Path, encoding: str) -> None:
    document = read(write(tmp_path, UKRAINIAN.encode(encoding)))
    assert isinstance(document, Document)
    assert document.text == UKRAINIAN


@pytest.mark.parametrize(("encoding", "text"), [("windows-1251", UKRAINIAN), ("iso-8859-2", "Zażółć gęślą jaźń\n")])
def test_declared_encoding_is_used(tmp_path: Path, encoding: str, text: str) -> None:
    document = read(write(tmp_path, text.encode(encoding)), Options(encoding))
    assert isinstance(document, Document)
    assert document.text == text


def test_mark_decides_over_declared_encoding(tmp_path: Path) -> None:
    document = read(write(tmp_path, UKRAINIAN.encode("utf-16")), Options("windows-1251"))
    assert isinstance(document, Document)
    assert document.text == UKRAINIAN


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"caf\xe9 noir", 3),
        (b"\xef\xbb\xbfcaf\xe9 noir", 6),
        ("дім".encode() + b"\xd0", 6),
        ("a\ud800b".encode("utf-16-le", "surrogatepass").join([b"\xff\xfe", b""]), 4),
        (b"\xff\xfeab\x00\x00c", 6),
    ],
)
def test_undecodable_input_names_the_byte(tmp_path: Path, data: bytes, position: int) -> None:
    error = read(write(tmp_path, data))
    assert isinstance(error, LoadError)
    assert f"byte {position} " in str(error)
    assert str(tmp_path) in str(error)


def test_undecodable_input_says_what_to_do(tmp_path: Path) -> None:
    assert "--encoding" in str(read(write(tmp_path, b"caf\xe9")))


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \r\n\t\xc2\xa0\n", "empty"), (b"ab\0c", "character 2 is NUL")]
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    error = read(write(tmp_path, data))
    assert isinstance(error, LoadError)
    assert reason in error.reason


def test_limit_counts_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "ж".encode() * 5)
    assert isinstance(read(path, Options(max_bytes=10)), Document)
    assert "longer than 9 bytes" in str(read(path, Options(max_bytes=9)))


def test_missing_file_and_folder_are_errors(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "none.txt"), LoadError)
    assert isinstance(read(tmp_path), LoadError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, b"abc")
    path.chmod(0)
    assert isinstance(read(path), LoadError)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(UKRAINIAN.encode())))
    (document,) = load(Source("stdin"), Options())
    assert document == Document("stdin", UKRAINIAN)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: not text.startswith("\ufeff")))
def test_text_is_what_was_encoded(text: str) -> None:
    assert decode(text.encode(), Options(), "a") == text


def test_encodings_of_text_are_told_from_others() -> None:
    assert [is_text_encoding(name) for name in ("koi8-u", "rot13", "hex", "no-such")] == [True, False, False, False]
