"""A store with analysis, and packs of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.pack.manifest import Files
from claimgraph.pack.writing import pack
from claimgraph.store import View
from tests.pack.sample import CLUSTER, analysed


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return analysed(tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="session")
def view(store: Path) -> View:
    return View.current(store)


@pytest.fixture(scope="session")
def cluster(view: View) -> Files:
    return pack(view, CLUSTER.value)
