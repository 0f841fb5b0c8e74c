"""A store of two hand-made documents that every canned query has an answer for."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.pipeline import build
from claimgraph.settings import Settings
from claimgraph.store import View
from tests.graph.sample import hand_made, sample, second


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Return the release of two documents that contradict each other."""
    directory: Path = tmp_path_factory.mktemp("queries")
    build([sample().document, second().document], directory, Settings(), hand_made())
    return View.current(directory)
