"""Tokens: what is kept of them, what they open, and the commands that hand them out."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.server.access import Door
from claimgraph.server.options import ServerOptions
from claimgraph.server.tokens import SCOPES, Keyring, TokenError, add, new_secret, read_tokens, revoke, rotate

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_file_holds_the_hash_alone_and_is_for_its_owner(path: Path) -> None:
    secret = add(path, "ann", ["update"], NOW)
    assert secret not in path.read_text()
    assert secret.removeprefix("cg_") not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_tokens_are_long_and_never_the_same() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {len("cg_") + 43}  # 256 bits, 6 in a letter


def test_keyring_finds_a_token_and_nothing_like_it(path: Path) -> None:
    secret = add(path, "ann", ["update"], NOW)
    add(path, "bob", ["query"], NOW)
    ring = Keyring(path)
    found = ring.find(secret)
    assert found is not None
    assert found.name == "ann"
    for wrong in (secret[:-1], secret + "x", secret.lower(), "", found.sha256, "\udcff"):
        assert ring.find(wrong) is None


def test_changes_of_the_file_are_taken_up_at_once(path: Path) -> None:
    ring = Keyring(path)
    assert ring.find("cg_x") is None
    first = add(path, "ann", ["update"], NOW)
    assert ring.find(first) is not None
    second = rotate(path, "ann", NOW)
    assert (ring.find(first), ring.find(second) is None) == (None, False)
    revoke(path, "ann")
    assert ring.find(second) is None


def test_changes_at_one_time_wait_for_each_other(path: Path) -> None:
    names = [f"holder{number}" for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(lambda name: add(path, name, ["query"], NOW), names))) == 16
    assert [token.name for token in read_tokens(path)] == sorted(names)


def test_door_knows_who_may_write_from_the_header_alone(path: Path) -> None:
    door = Door(Keyring(path), ServerOptions(writable=True))
    writer, reader = add(path, "ann", ["update"], NOW), add(path, "bob", ["query"], NOW)
    assert door.lets_write(f"Bearer {writer}")
    assert not any(map(door.lets_write, ["", "Bearer", "Bearer x", f"Bearer {reader}", f"Basic {writer}"]))
    path.write_text("{", encoding="utf-8")
    assert not door.lets_write(f"Bearer {writer}")


def test_token_ends_at_its_time(path: Path) -> None:
    secret = add(path, "ann", ["update"], NOW, NOW + timedelta(days=1))
    assert Keyring(path, lambda: NOW + timedelta(hours=23)).find(secret) is not None
    assert Keyring(path, lambda: NOW + timedelta(hours=24)).find(secret) is None


@pytest.mark.parametrize("number", range(3))
def test_each_scope_includes_those_before_it(path: Path, number: int) -> None:
    add(path, "ann", [SCOPES[number]], NOW)
    (token,) = read_tokens(path)
    assert [token.allows(scope) for scope in SCOPES] == [index <= number for index in range(3)]


def test_mistakes_are_told(path: Path) -> None:
    add(path, "ann", ["query"], NOW)
    with pytest.raises(TokenError, match="already"):
        add(path, "ann", ["query"], NOW)
    with pytest.raises(TokenError, match="no name"):
        add(path, "ann smith", ["query"], NOW)
    with pytest.raises(TokenError, match="there are: ann"):
        revoke(path, "bob")
    path.write_text('{"tokens": [{}]}')
    with pytest.raises(TokenError, match="can't be read"):
        Keyring(path).find("cg_x")


def test_commands(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["token", *arguments, "--store", str(tmp_path / "store")])
        assert result.exit_code == 0, result.output
        return result.output.strip()

    ring = Keyring(tmp_path / "store" / "tokens.json")
    first = run("add", "ann", "--days", "3")
    assert ring.find(first) is not None
    assert "ann  update  made" in run("list")
    assert "until 20" in run("list")
    second = run("rotate", "ann")
    assert (ring.find(first), ring.find(second) is not None) == (None, True)
    run("revoke", "ann")
    assert run("list") == ""
    assert json.loads((tmp_path / "store" / "tokens.json").read_text()) == {"tokens": []}
    missing = CliRunner().invoke(main, ["token", "revoke", "ann", "--store", str(tmp_path / "store")])
    assert (missing.exit_code, "Error: there is no token" in missing.output) == (1, True)
