"""What pages draw upon as a whole: read out of a release when it is published, kept beside its graph.

The files are `prepared/` in the folder of a release. They are nothing but quick: without them, or with those of another
version of this program, the same is read out of the graph.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = "prepared"


def folder_of(release: Path) -> Path:
    """Return the folder beside the graph, in the folder of a release."""
    return release / FOLDER
