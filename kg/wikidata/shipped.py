"""The index of items that comes with claimgraph."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from claimgraph.wikidata.index import Index, open_index

SHIPPED = Path(str(files("claimgraph.link").joinpath("data", "items.index")))


def shipped_index() -> Index:
    """Open the index of countries, places, bodies and well-known people; raise ClaimGraphError where it is broken."""
    return open_index(SHIPPED)
