"""A ledger whose making was interrupted is made anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from claimgraph.ledger import opened

KILLED = (
    "import os, sys; from claimgraph.ledger import Ledger; Ledger.note = lambda *_: os._exit(9); Ledger(sys.argv[1])"
)


def test_ledger_that_ends_before_it_has_its_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == 9
    assert path.exists()
    with opened(path) as ledger:
        assert ledger.next_run() == 1
