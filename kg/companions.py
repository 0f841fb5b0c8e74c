"""What stands beside the graph of a release: computed from it when it is published."""

from __future__ import annotations

from collections.abc import Callable

from claimgraph.inference.building import write as write_inferred
from claimgraph.network.building import write as write_network
from claimgraph.search.index import write as write_search
from claimgraph.store import Release

Progress = Callable[[str, int, int | None], None]


def write_companions(
    draft: Release, progress: Progress = lambda step, done, total: None, inference: bool = False
) -> None:
    """Write the actor network and the index for search into the folder of a release that is being published.

    With `inference` also what follows from its graph.
    """
    write_network(draft, progress)
    progress("search", 0, 1)
    write_search(draft)
    progress("search", 1, 1)
    if inference:
        progress("infer", 0, 1)
        write_inferred(draft)
        progress("infer", 1, 1)
