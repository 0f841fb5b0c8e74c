"""A build that is killed at any moment leaves the last release whole, and the next build completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimgraph.canonical import canonical_lines
from claimgraph.pipeline import build
from claimgraph.settings import Settings
from claimgraph.store import View
from tests.graph.sample import TOY
from tests.store.batches import batch

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
TRIES = 60


def start(directory: Path, number: int) -> subprocess.Popen[bytes]:
    """Start a real process that builds a batch; it says when it begins to work."""
    command = [sys.executable, "-m", "tests.store.batches", str(directory), str(number)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as said:
        assert said.readline() == b"ready\n"
    return process


def content(directory: Path) -> bytes:
    return b"".join(canonical_lines(View.current(directory)))


@pytest.mark.slow
def test_build_killed_at_any_moment_leaves_a_whole_release(tmp_path: Path) -> None:
    """Alternate between two batches that replace, add and prune; kill at moments spread over a whole build."""
    expected = []
    for number in range(2):
        build(batch(number), tmp_path / f"clean{number}", Settings(prune=True), TOY)
        expected.append(content(tmp_path / f"clean{number}"))
    store = tmp_path / "store"
    began = time.monotonic()
    process = start(store, 0)
    assert process.wait() == 0
    duration = time.monotonic() - began
    assert content(store) == expected[0]
    moments = random.Random(5)
    killed = current = 0
    for _ in range(TRIES):
        process = start(store, 1 - current)
        time.sleep(moments.uniform(0, duration))
        process.kill()
        if process.wait() == -signal.SIGKILL:
            killed += 1
        else:  # the machine is faster now than it was at first
            duration *= 0.8
        assert content(store) in expected, "a reader saw half a release"
        if content(store) == expected[1 - current]:
            current = 1 - current
        if killed == KILLS:
            break
    assert killed == KILLS
    for number in (0, 1):
        process = start(store, number)
        assert process.wait() == 0
        assert content(store) == expected[number]
    assert not list((store / "releases").glob("*.tmp"))


@pytest.mark.slow
def test_reader_beside_a_build_sees_whole_releases_only(tmp_path: Path) -> None:
    for number in range(2):
        build(batch(number), tmp_path / f"clean{number}", Settings(prune=True), TOY)
    expected = [content(tmp_path / f"clean{number}") for number in range(2)]
    store = tmp_path / "store"
    assert start(store, 0).wait() == 0
    process, looks = start(store, 1), 0
    while process.poll() is None:
        assert content(store) in expected
        looks += 1
    assert looks > 1
    assert content(store) == expected[1]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["read", "write", "publish"])
def test_first_build_killed_in_any_step_is_made_good_by_the_next(tmp_path: Path, step: str) -> None:
    command = [sys.executable, "-m", "tests.store.batches", str(tmp_path), "0", step]
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == -signal.SIGKILL
    build(batch(0), tmp_path, Settings(prune=True), TOY)
    build(batch(0), tmp_path / "clean", Settings(prune=True), TOY)
    assert content(tmp_path) == content(tmp_path / "clean")
    assert os.listdir(tmp_path / "releases") == ["000001"]
