"""The inferred graph of a release: a second store beside it, with one graph more."""

from __future__ import annotations

import logging
import shutil

from pyoxigraph import Store

from claimgraph.inference.closure import TooMuch, close
from claimgraph.inference.names import GRAPH, folder_of
from claimgraph.iri import Mint
from claimgraph.store import Release

log = logging.getLogger(__name__)

MOST = 2
"""So many statements may follow for each one that is there; where there are more, the release goes without."""


def write(release: Release) -> int | None:
    """Write what follows from a release beside its graph and return how many statements that is.

    None, with a warning, where it is too much: the release then has no inferred graph rather than part of it.
    """
    folder = folder_of(release.path)
    Store.read_only(str(release.graph)).backup(str(folder))
    store = Store(str(folder))
    graph = Mint(release.manifest()["base"]).graph(GRAPH)
    try:
        number = close(store, graph, MOST * len(store))
    except TooMuch:
        log.warning("more than %d statements follow from each one: there will be no inferred graph", MOST)
        del store
        shutil.rmtree(folder)
        return None
    store.flush()
    return number
