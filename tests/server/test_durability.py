"""Servers and builds that are killed while they write: a few of what tools/durability.py does hundreds of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import durability


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes to kill in /proc")
def test_killed_writers_lose_nothing_and_leave_nothing_by_half(tmp_path: Path) -> None:
    report = durability.run(tmp_path / "store", 5, seed=7)
    assert report["wrong"] == []
    assert report["kills"] == {"server": 4, "build": 1}
    assert report["updates"]["acknowledged"] > 0  # type: ignore[index]
    assert report["builds acknowledged"] != 0
