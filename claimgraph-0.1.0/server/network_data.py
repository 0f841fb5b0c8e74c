"""The actor network of the release being served: read from its folder, or computed once where it has none."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from claimgraph.network.building import network_of
from claimgraph.network.model import Network, default_types, edge_types
from claimgraph.server.backend import Backend
from claimgraph.store import Release, View


class NetworkShelf:
    """The network of the current release."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[str, Network] | None = None

    def network(self, backend: Backend) -> Network:
        """Return the network of the current release; the first to ask waits while it is read."""
        snapshot = backend.pool.snapshot
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot.name:
                release = Release(snapshot.name, snapshot.graph.parent)
                self._kept = snapshot.name, network_of(View(release))
            return self._kept[1]


def chosen_types(names: Sequence[str]) -> tuple[str, ...]:
    """Return the types of edges among some words; without any, all that have a direction."""
    return tuple(name for name in edge_types() if name in names) or default_types()
