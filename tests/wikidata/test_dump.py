"""Dumps give the same lines however they are packed and cut, from any place on, and say where they are broken."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata import dump as module
from claimgraph.wikidata.dump import BrokenDump, Dump, Place
from tools.synthetic_dump import PACKERS, lines

LINES = st.lists(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"") + b"\n"), max_size=30)
PACKED = [name for name in PACKERS if name != ".json"]


def written(path: Path, parts: list[bytes], packed: str) -> Path:
    path.write_bytes(b"".join(PACKERS[packed](part) for part in parts))
    return path


START = Place()


def read(path: Path, start: Place = START) -> bytes:
    return b"".join(chunk.data for chunk in Dump(path).chunks(start))


def piped(data: bytes, start: Place = START) -> bytes:
    with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))):
        return read(Path("-"), start)


@given(st.lists(LINES.map(b"".join), min_size=1, max_size=4), st.integers(1, 60), st.sampled_from(list(PACKERS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_place_goes_on_where_the_chunk_ended(tmp_path: Path, parts: list[bytes], size: int, packed: str) -> None:
    whole = b"".join(parts)
    path = written(tmp_path / "dump", [*parts, b"tail"], packed)
    with patch.object(module, "CHUNK", size), patch.object(module, "_BLOCK", 1 + size // 2):
        chunks = list(Dump(path).chunks())
        assert b"".join(chunk.data for chunk in chunks) == whole + b"tail"
        assert all(chunk.data.endswith(b"\n") for chunk in chunks[:-1])
        done = 0
        for chunk in chunks:
            done += len(chunk.data)
            assert read(path, chunk.end) == (whole + b"tail")[done:]
            assert piped(path.read_bytes(), chunk.end) == (whole + b"tail")[done:]


@pytest.mark.parametrize("packed", PACKERS)
def test_checksum_is_that_of_the_file(tmp_path: Path, packed: str) -> None:
    path = written(tmp_path / "dump", [b"one\n", b"two\n"], packed)
    for start in (Place(), next(Dump(path).chunks()).end):
        dump = Dump(path)
        for _ in dump.chunks(start):
            pass
        assert dump.sha1 == hashlib.sha1(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("packed", PACKED)
def test_later_parts_are_gone_on_with_without_unpacking_earlier_ones(tmp_path: Path, packed: str) -> None:
    path = written(tmp_path / "dump", [b"one\n", b"two\n"], packed)
    with patch.object(module, "CHUNK", 1), patch.object(module, "_BLOCK", 7):
        ends = [chunk.end for chunk in Dump(path).chunks()]
    assert ends[0].offset in (0, len(PACKERS[packed](b"one\n")))
    assert ends[-1].offset >= len(PACKERS[packed](b"one\n"))


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("lost", [1, 5, 40])
def test_packed_file_that_ends_early_is_broken_but_gives_what_came_before(
    tmp_path: Path, packed: str, lost: int
) -> None:
    first, second = b"".join(lines(20, 1)), b"".join(lines(20, 2))
    path = written(tmp_path / "dump", [first, second], packed)
    path.write_bytes(path.read_bytes()[:-lost])
    got: list[bytes] = []
    with patch.object(module, "CHUNK", 1000), pytest.raises(BrokenDump, match=r"dump .* is broken at byte \d+"):
        got.extend(chunk.data for chunk in Dump(path).chunks())
    assert b"".join(got).startswith(first)
    assert (first + second).startswith(b"".join(got))


@pytest.mark.parametrize("packed", PACKED)
def test_garbage_between_parts_is_broken(tmp_path: Path, packed: str) -> None:
    path = tmp_path / "dump"
    path.write_bytes(PACKERS[packed](b"one\n") + b"garbage" * 9)
    with pytest.raises(BrokenDump, match="is broken"):
        read(path)


def test_padding_after_the_last_part_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(PACKERS[".gz"](b"one\n") + bytes(1000))
    assert read(path) == b"one\n"


def test_empty_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "dump").touch()
    assert read(tmp_path / "dump") == b""


def test_line_without_end_is_cut_to_its_start(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(b"one\n{" + b"x" * 100_000 + b"}\ntwo\n")
    with (
        patch.object(module, "LONGEST_LINE", 5000),
        patch.object(module, "CHUNK", 10),
        patch.object(module, "_BLOCK", 512),
    ):
        read_lines = read(path).split(b"\n")
    assert (read_lines[0], read_lines[2]) == (b"one", b"two")
    assert 0 < len(read_lines[1]) < 10_000


def test_another_file_of_the_same_name_is_not_gone_on_with(tmp_path: Path) -> None:
    path = written(tmp_path / "dump", [b"one\n", b"two\n"], ".gz")
    with patch.object(module, "CHUNK", 1):
        end = next(Dump(path).chunks()).end
    written(path, [b"uno\n", b"duo\n"], ".gz")
    with pytest.raises(ClaimGraphError, match="not what the build began with"):
        read(path, end)


@pytest.mark.parametrize("other", [b"one\n", b"", b"one\nduo\ntres\n"])
def test_other_standard_input_is_not_gone_on_with(other: bytes) -> None:
    with (
        patch.object(module, "CHUNK", 1),
        patch.object(module, "_BLOCK", 4),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one\ntwo\ntres\n"))),
    ):
        second = list(Dump(Path("-")).chunks())[1].end
    assert piped(b"one\ntwo\ntres\n", second) == b"tres\n"
    with pytest.raises(ClaimGraphError, match="not what the build began with"):
        piped(other, second)


def test_file_that_isnt_there_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(ClaimGraphError, match="No such file"):
        Dump(tmp_path / "absent")
