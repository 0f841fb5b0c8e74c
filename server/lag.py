"""What stands beside a graph and is computed from it: index for search, network, what follows. It may lag behind.

A write hands them on as they are, and the manifest says of which release (`companions`). Then they are made anew
besides, see `refreshing`.
"""

from __future__ import annotations

import os
from pathlib import Path

from claimgraph.drafts import SUPERSEDED, basis_of, copy_graph, note_basis
from claimgraph.errors import StoreError
from claimgraph.inference.names import folder_of
from claimgraph.ledger import opened
from claimgraph.store import Release

COMPANIONS = "companions"
"""The fact of a manifest that names the release of which its companions are; without it they are its own."""
MANIFEST = "manifest.json"


class Unfinished(StoreError):
    """A build was interrupted: its working store holds what no release does."""


def link_companions(source: Path, draft: Release) -> None:
    """Give a draft what stands beside another graph: the index for search, the network, what follows.

    Not so what pages draw upon (`prepared/`): without it they read the graph, so they never lag behind.
    """
    for path in source.iterdir():
        if path.is_file() and path.name != MANIFEST:
            os.link(path, draft.path / path.name)
    if folder_of(source).is_dir():
        copy_graph(folder_of(source), folder_of(draft.path))


def has_companions(release: Release) -> bool:
    """Tell whether anything stands beside a graph: a store without any has nothing to keep up."""
    return any(path.name not in ("graph", MANIFEST) for path in release.path.iterdir())


def companions_of(release: Release) -> str:
    """Return the name of the release that the companions of one are of."""
    return str(release.manifest().get(COMPANIONS, release.name))


def leave_behind(store: Path) -> None:
    """Have the next build copy the current release first, which holds what the working store doesn't."""
    if (store / "work").exists() and basis_of(store) != SUPERSEDED:
        note_basis(store, SUPERSEDED)


def check_finished(store: Path, current: Release) -> None:
    """Raise Unfinished where a build was interrupted: to go on from its release would lose what it has done."""
    ledger, basis = store / "work" / "ledger.sqlite", basis_of(store)
    if basis == SUPERSEDED or not ledger.exists():
        return
    with opened(ledger) as known:
        published = known.fact("published")
    if published is None or current.name not in (published, basis):
        raise Unfinished(str(store), "a build was interrupted here: run it to its end, then write")
