"""The commands as processes: write, verify offline without the store, fail with a message and code 1."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.store import View
from tests.pack.sample import CLUSTER, claims

NO_NETWORK = """
import socket, sys
def refuse(*_, **__): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
from claimgraph.cli import main
main(sys.argv[1:])
"""


def run(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", NO_NETWORK, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **more})


@pytest.fixture(scope="module")
def written(store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a pack in a file, and the digest that was told."""
    path = tmp_path_factory.mktemp("written") / "pack.zip"
    done = run("pack", "cluster/3fa9c1", "--store", store, "--output", path)
    assert done.returncode == 0, done.stderr
    return path, done.stdout.splitlines()[-1].removeprefix("digest ")


def test_pack_is_verified_after_the_store_is_gone(written: tuple[Path, str], tmp_path: Path) -> None:
    path, digest = written
    moved = shutil.copy(path, tmp_path / "elsewhere.zip")
    done = run("pack", "verify", moved, "--digest", digest)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith(
        "verified: cluster with 3 claims, 1 relation, 2 documents, 12 files; "
    )
    assert done.stdout.splitlines()[1] == f"digest {digest}"


def test_packing_again_gives_the_same_bytes(written: tuple[Path, str], store: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        again = tmp_path / f"{seed}.zip"
        assert run("pack", CLUSTER.value, "--store", store, "--output", again, PYTHONHASHSEED=seed).returncode == 0
        assert again.read_bytes() == written[0].read_bytes()


def test_folder_stands_before_sha256sum(written: tuple[Path, str], store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    assert run("pack", "create", "3fa", "--store", store, "--output", folder).returncode == 0
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    whole = subprocess.run(["sha256sum", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True)
    assert f"sha256:{whole.stdout.split()[0]}" == written[1]
    assert run("pack", "verify", folder, "--digest", written[1]).returncode == 0


@pytest.mark.parametrize("name", ["README.txt", "SHA256SUMS", "manifest.json", "evidence.html", "graph.trig"])
def test_one_changed_byte_fails(written: tuple[Path, str], tmp_path: Path, name: str) -> None:
    shutil.unpack_archive(written[0], tmp_path / "pack")
    place = tmp_path / "pack" / name
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)
    done = run("pack", "verify", tmp_path / "pack")
    assert (done.returncode, done.stdout) == (1, "")
    assert name in done.stderr
    assert "not verified" in done.stderr
    assert "Traceback" not in done.stderr


def test_file_is_named_by_its_digest(
    written: tuple[Path, str], store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("pack", "3fa", "--store", store).returncode == 0
    named = tmp_path / f"pack-{written[1].removeprefix('sha256:')[:16]}.zip"
    assert named.read_bytes() == written[0].read_bytes()


def test_another_digest_fails(written: tuple[Path, str]) -> None:
    done = run("pack", "verify", written[0], "--digest", "sha256:" + "0" * 64)
    assert done.returncode == 1
    assert f"another pack: its digest is {written[1]}" in done.stderr


def test_claim_by_its_words(store: Path, tmp_path: Path) -> None:
    words = "at least 12 people were killed"
    done = run(
        "pack", words, "--store", store, "--output", tmp_path / "a.zip", "--full-text", "--created", "2031-06-01"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{tmp_path / 'a.zip'}: claim with 2 claims, 1 relation, 2 documents, ")
    assert run("pack", "verify", tmp_path / "a.zip").returncode == 0
    assert words in claims(View.current(store))


@pytest.mark.parametrize(("arguments", "code", "reason"), [
    (("pack", "no such words"), 1, "no claim or cluster is called 'no such words'; give its IRI"),
    (("pack", "doc"), 1, "claims or clusters are called 'doc'"),
    (("pack", "3fa", "--context", "5"), 2, "--context"),
    (("pack", "3fa", "--created", "yesterday"), 2, "--created"),
])  # fmt: skip
def test_wrong_names_and_options(
    store: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, reason: str
) -> None:
    done = run(*arguments, "--store", store, "--output", tmp_path / "a.zip")
    assert done.returncode == code
    assert reason in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_no_pack_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip file", encoding="utf-8")
    for path, reason in (("empty", "is missing: this is no pack"), ("text.zip", "no folder, and no zip file")):
        done = run("pack", "verify", tmp_path / path)
        assert done.returncode == 1
        assert reason in done.stderr
    assert run("pack", "verify", tmp_path / "none").returncode == 2


def test_output_is_never_written_over(written: tuple[Path, str], store: Path) -> None:
    done = run("pack", "3fa", "--store", store, "--output", written[0])
    assert done.returncode == 1
    assert "is there already" in done.stderr


def test_help_comes_for_the_group_and_the_commands() -> None:
    assert "claimgraph pack verify" in run("pack", "--help").stdout
    assert "--full-text" in run("pack", "create", "--help").stdout
