"""What stands beside the graph of a release: computed from it when it is published."""

from __future__ import annotations

from collections.abc import Callable

from claimgraph.inference.building import write as write_inferred
from claimgraph.network.building import write as write_network
from claimgraph.network.reading import read
from claimgraph.prepared import rows, told
from claimgraph.search.index import write as write_search
from claimgraph.store import Release, View

Progress = Callable[[str, int, int | None], None]


def write_companions(
    draft: Release, progress: Progress = lambda step, done, total: None, inference: bool = False
) -> None:
    """Write the actor network, the index for search and what pages draw upon into the folder of a draft.

    With `inference` also what follows from its graph.
    """
    view = View(draft)
    material = read(view)
    write_network(draft, progress, material)
    progress("search", 0, 1)
    write_search(draft)
    progress("search", 1, 1)
    progress("prepare", 0, 2)
    told.write(view, material)
    progress("prepare", 1, 2)
    rows.write(view)
    progress("prepare", 2, 2)
    if inference:
        progress("infer", 0, 1)
        write_inferred(draft)
        progress("infer", 1, 1)
