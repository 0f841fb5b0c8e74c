"""The tutorial is followed from top to bottom: each command is run, and shows what the page says it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.server.conftest import answers, free_port, wait_until
from tools.screenshots import LARGEST

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVE = "claimgraph serve"

pytestmark = pytest.mark.slow


def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["sh", "-e", "-c", command], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout + done.stderr


def look_at(command: str, folder: Path) -> str:
    """Return the first page of the server that a command starts, then stop it."""
    address = f"http://127.0.0.1:{free_port()}"
    words = [str(Path(sys.executable).with_name("claimgraph")), *command.split()[1:-1], address.rpartition(":")[2]]
    with subprocess.Popen(words, cwd=folder, env=environment(), stdout=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: answers(f"{address}/ready"), 60)
            with urllib.request.urlopen(address) as page:
                return str(page.read().decode())
        finally:
            process.terminate()


def test_every_command_of_the_tutorial_shows_what_it_says(tmp_path: Path) -> None:
    shown = ""
    for kind, content in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "text":
            told = " ".join(shown.split())
            assert all(" ".join(line.split()) in told for line in content.splitlines()), (content, shown)
        elif content.startswith(SERVE):
            assert "can&#39;t both hold" in look_at(content, tmp_path)
        else:
            shown = run(content, tmp_path)
    assert "</svg>" in (tmp_path / "network.svg").read_text(encoding="utf-8")
    assert (tmp_path / "graph.nq").stat().st_size > 0


@pytest.mark.parametrize("page", [*ROOT.glob("docs/*.md"), ROOT / "README.md"], ids=lambda path: path.name)
def test_pictures_and_pages_that_a_page_leads_to_are_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_pictures_are_few_and_small() -> None:
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert 0 < len(pictures) <= 8
    assert max(picture.stat().st_size for picture in pictures) <= LARGEST
