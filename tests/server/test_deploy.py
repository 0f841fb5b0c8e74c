"""The files for deployment: they name commands, settings and addresses that there are."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from claimgraph.cli import main
from claimgraph.server.operations.configuration import PREFIX, TYPES, defaults

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"


def unit(name: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return parser


def test_units_call_commands_that_there_are() -> None:
    for name in ("claimgraph.service", "claimgraph-backup.service"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        called = re.findall(r"/opt/claimgraph/bin/claimgraph (\w+)", text)
        assert called
        assert set(called) <= set(main.commands)
    words = shlex.split(unit("claimgraph.service")["Service"]["ExecStart"])
    options = {option for parameter in main.commands["serve"].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_the_unit_waits_longer_than_answers_may_drain() -> None:
    stop = int(unit("claimgraph.service")["Service"]["TimeoutStopSec"])
    assert stop > defaults()["drain_seconds"] + 5


def test_the_image_sets_settings_that_there_are() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    named = re.findall(rf"{PREFIX}(\w+)=", text)
    assert named
    assert {name.lower() for name in named} <= set(TYPES)


def test_the_image_holds_every_part_of_the_package() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {*project["tool"]["setuptools"]["package-dir"].values(), "pyproject.toml", project["project"]["readme"]}
    assert needed <= set(" ".join(copied).split())


def test_every_file_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for path in DEPLOY.iterdir():
        assert path.name in text or f"`{path.suffix}`" in text, path.name


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for path in (path for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer")):
        text = path.read_text(encoding="utf-8").replace("/opt/claimgraph/bin/claimgraph", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "claimgraph" in line] == []
