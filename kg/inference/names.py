"""Where the inferred graph of a release is, and how it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

GRAPH: Final = "inferred"
"""Name of the graph, below `graph/` of the base; also of the folder."""


def folder_of(release: Path) -> Path:
    """Return where a release has its graph together with what follows from it."""
    return release / GRAPH
