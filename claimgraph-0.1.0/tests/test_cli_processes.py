"""Commands as processes: pipes that close early, Ctrl-C, output that is the same each time."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "claimgraph"]
TEXT = 'Arleton\n\nARLETON, May 3 (Northwire) -- "We had no warning," said Ann Cole, the mayor.\n'


def start(*arguments: object, **more: object) -> subprocess.Popen[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload,no-any-return]


def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processes")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    result = run("build", folder, "--store", folder / "store")
    assert result.returncode == 0, result.stderr
    return folder / "store"


def test_start_is_quick_and_imports_no_server() -> None:
    code = "import sys, claimgraph.cli; print({name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert not [name for name in ("flask", "pyoxigraph", "numpy", "owlready2", "networkx") if f"'{name}'" in loaded]


def test_reader_that_goes_away_leaves_no_noise(store: Path) -> None:
    with start("export", "--store", store) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) in (1, -signal.SIGPIPE)


def test_annotate_is_the_same_under_any_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        output, _ = start("annotate", tmp_path / "a.txt", env=environment).communicate(timeout=120)
        outputs.add(output)
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["id"] == "a"


def test_interrupted_build_leaves_the_store_whole(store: Path, tmp_path: Path) -> None:
    lines = (json.dumps({"id": f"d{number}", "text": f"{TEXT} {number}."}) for number in range(3000))
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = start("build", tmp_path / "many.jsonl", "--store", tmp_path / "store")
    deadline = time.monotonic() + 60
    while not (tmp_path / "store" / "work" / "ledger.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().strip() == "interrupted"
    result = run("build", store.parent / "a.txt", "--store", tmp_path / "store")
    assert result.returncode == 0, result.stderr


def test_server_answers_and_stops_at_ctrl_c(store: Path) -> None:
    port = _free_port()
    process = start("serve", "--store", store, "--port", port)
    try:
        assert b"<html" in _fetch(f"http://127.0.0.1:{port}/")
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert b"Traceback" not in errors


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    leader, follower = pty.openpty()
    command = [*COMMAND, "annotate", str(tmp_path / "a.txt")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower)
    output, _ = process.communicate(timeout=120)
    os.close(follower)
    shown = os.read(leader, 10_000)
    os.close(leader)
    assert json.loads(output)["id"] == "a"
    assert b"read 1" in shown


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _fetch(address: str) -> bytes:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                body: bytes = answer.read()
                return body
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
