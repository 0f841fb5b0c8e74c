"""A store of hand-made documents that every canned query has an answer for."""

from __future__ import annotations

import pytest

from claimgraph.store import View
from tests.queries.sources import publish


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Return the release of four documents that contradict each other."""
    return publish(tmp_path_factory.mktemp("queries"))
