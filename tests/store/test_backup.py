"""Backups: everything comes back, one changed byte is refused, and nothing half-done is left."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import pytest

from claimgraph.backup import TRAILER_BYTES, BackupError, back_up, check, restore
from claimgraph.errors import StoreError
from claimgraph.store import View, current_release, locked
from tests.server.sample import publish_sample

COMMAND = [sys.executable, "-m", "claimgraph"]
TEXT = 'Arleton\n\nARLETON, May 3 (Northwire) -- "We had no warning," said Ann Cole, the mayor.\n'


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False, text=True)


def content(store: Path) -> set[str]:
    answer = View.current(store).query("SELECT * { GRAPH ?g { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o)) } }")
    return {str(row) for row in answer}  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "store"
    publish_sample(path)
    (path / "tokens.json").write_text("{}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def backup(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backups") / "store.backup"
    back_up(store, path)
    return path


def test_what_was_backed_up_comes_back(store: Path, backup: Path, tmp_path: Path) -> None:
    listing = restore(backup, tmp_path / "new")
    assert content(tmp_path / "new") == content(store)
    assert current_release(tmp_path / "new").manifest() == current_release(store).manifest()
    assert listing.quads == len(View.current(store))
    assert (tmp_path / "new" / "tokens.json").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new"]


def test_a_restored_store_is_built_on_like_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "--store", tmp_path / "old", "--model", "fast").returncode == 0
    assert "verified" in run("backup", tmp_path / "b", "--store", tmp_path / "old").stdout
    assert run("restore", tmp_path / "b", "--store", tmp_path / "new").returncode == 0
    same = run("build", tmp_path / "a.txt", "--store", tmp_path / "new", "--model", "fast")
    assert "1 unchanged" in same.stdout
    (tmp_path / "c.txt").write_text(TEXT.replace("mayor", "governor"), encoding="utf-8")
    for name in ("old", "new"):
        built = run("build", tmp_path / "a.txt", tmp_path / "c.txt", "--store", tmp_path / name, "--model", "fast")
        assert "1 added, 1 unchanged" in built.stdout
    assert content(tmp_path / "old") == content(tmp_path / "new")


def test_one_changed_byte_is_refused_wherever_it_is(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    chosen = random.Random(7)
    places = [0, 100, 300, len(whole) - 1, len(whole) - TRAILER_BYTES, len(whole) - TRAILER_BYTES - 1]
    damaged = tmp_path / "damaged"
    for place in [*places, *(chosen.randrange(len(whole)) for _ in range(40))]:
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupError, match="checksum"):
            restore(damaged, tmp_path / "new")
        assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("cut", [0, 1, 71, 72, 5000])
def test_a_cut_or_longer_file_is_refused(backup: Path, tmp_path: Path, cut: int) -> None:
    whole = backup.read_bytes()
    for bytes_ in (whole[:cut], whole[: len(whole) - cut - 1], whole + b"x" * (cut + 1)):
        (tmp_path / "other").write_bytes(bytes_)
        with pytest.raises(BackupError):
            check(tmp_path / "other")


def test_a_folder_that_holds_anything_is_left_alone(store: Path, backup: Path) -> None:
    before = content(store)
    with pytest.raises(BackupError, match="not empty"):
        restore(backup, store)
    assert content(store) == before


def test_a_backup_is_not_overwritten(store: Path, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        back_up(store, backup)
    assert backup.read_bytes() == before


def test_a_backup_is_a_tar_archive(backup: Path) -> None:
    with tarfile.open(backup) as archive:
        names = archive.getnames()
    assert names[-1] == "backup.json"
    assert {"tokens.json", "releases/000001/manifest.json"} < set(names)
    assert not [name for name in names if "/LOCK" in name or "/LOG" in name]


def test_a_backup_is_for_its_owner(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("whole", [False, True])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, whole: bool) -> None:
    evil = tmp_path / "evil"
    with tarfile.open(evil, "w") as archive:
        archive.addfile(tarfile.TarInfo(str(tmp_path / "escaped") if whole else "../escaped"))
    evil.write_bytes(evil.read_bytes() + b"sha256 %s\n" % hashlib.sha256(evil.read_bytes()).hexdigest().encode())
    with pytest.raises(BackupError, match="can't be restored"):
        restore(evil, tmp_path / "folder" / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil", "folder"]
    assert list((tmp_path / "folder").iterdir()) == []


def test_backup_waits_for_a_writer(store: Path, tmp_path: Path) -> None:
    done: list[Path] = []

    def work() -> None:
        back_up(store, tmp_path / "b")
        done.append(tmp_path / "b")

    with locked(store):
        waiting = threading.Thread(target=work)
        waiting.start()
        time.sleep(0.4)
        assert not done
    waiting.join(30)
    assert done
    check(tmp_path / "b")


def test_no_backup_without_a_release(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no release"):
        back_up(tmp_path / "nothing", tmp_path / "b")
    assert list(tmp_path.iterdir()) == []


DIE = """
import os, signal, sys
from pathlib import Path
from claimgraph.backup import back_up, restore
command, source, target, last = sys.argv[1:]
steps = 0
def die(step, done):
    global steps
    steps += 1
    if steps == int(last):
        os.kill(os.getpid(), signal.SIGKILL)
{"backup": back_up, "restore": restore}[command](Path(source), Path(target), die)
print(steps)
"""


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_kill_in_the_middle_leaves_nothing_that_looks_whole(
    store: Path, backup: Path, tmp_path: Path, command: str
) -> None:
    before, source = content(store), store if command == "backup" else backup
    count = run_to(command, source, tmp_path / "counted", 0)
    for last in {1, 2, int(count.stdout) // 2, int(count.stdout)}:
        target = tmp_path / str(last)
        assert run_to(command, source, target, last).returncode == -signal.SIGKILL
        assert not target.exists()
        assert run_to(command, source, target, 0).returncode == 0
        if command == "backup":
            assert target.read_bytes() == backup.read_bytes()
        else:
            assert content(target) == before
    assert content(store) == before


def run_to(command: str, source: Path, target: Path, last: int) -> subprocess.CompletedProcess[str]:
    """Run a command that is killed at a step (0: never)."""
    words = [sys.executable, "-c", DIE, command, str(source), str(target), str(last)]
    return subprocess.run(words, capture_output=True, check=False, text=True)
