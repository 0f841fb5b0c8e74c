"""A site that stands in for Wikidata, and Wikidata as it is asked there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.wikidata.access import Access
from claimgraph.wikidata.api import Api
from claimgraph.wikidata.cache import DAY, Cache
from claimgraph.wikidata.client import Wikidata
from tests.wikidata.asking import CONTACT, NOW, Clock
from tests.wikidata.site import Site, opened


@pytest.fixture
def site() -> Iterator[Site]:
    with opened() as served:
        yield served


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wikidata(site: Site, clock: Clock, tmp_path: Path) -> Wikidata:
    api = Api(Access(CONTACT, site.api, timeout=5.0), clock.sleep, clock)
    return Wikidata(api, Cache(tmp_path / "cache", NOW - 30 * DAY, lambda: NOW), ("en", "uk"))
