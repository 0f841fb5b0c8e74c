from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.server.spool import Room, Spool


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=300), max_size=20), st.integers(1, 100))
def test_what_is_read_is_what_was_written(pieces: list[bytes], size: int) -> None:
    room = Room(1 << 20)
    spool = Spool(room)

    def write() -> None:
        for piece in pieces:
            spool.write(piece)
        spool.end()

    writer = threading.Thread(target=write)
    writer.start()
    found = list(iter(lambda: spool.read(size), b""))
    writer.join()
    assert b"".join(found) == b"".join(pieces)
    assert all(len(piece) <= size for piece in found)
    assert room.used == sum(map(len, pieces))
    spool.close()
    spool.close()
    assert room.used == 0


def test_error_of_the_writer_is_told_to_the_reader() -> None:
    spool = Spool(Room(10))
    spool.write(b"abc")
    spool.end(OSError("the disk is full"))
    with pytest.raises(OSError, match="full"):
        spool.read(10)
    spool.close()


def test_room_is_full_from_its_limit_on() -> None:
    told = []
    room = Room(5)
    spool = Spool(room)
    for piece in (b"abcd", b"e"):
        spool.write(piece)
        told.append(room.full)
    spool.close()
    assert [*told, room.full] == [False, True, False]
