"""The actor network of the release being served, computed once and kept until the next release."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from claimgraph.network import KINDS, Actor, Network, TieKind, find_ties, measure, utterances
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server.backend import Backend


class NetworkShelf:
    """Networks by release, with and without ties of those named together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._networks: dict[tuple[str, bool], Network] = {}

    def network(self, backend: Backend, together: bool) -> Network:
        """Return the network of the current release; the first to ask waits while it is computed."""
        key = (backend.release, together)
        with self._lock:
            if key not in self._networks:
                current = {old: kept for old, kept in self._networks.items() if old[0] == key[0]}
                self._networks = {**current, key: compute(backend, together)}
            return self._networks[key]


def compute(backend: Backend, together: bool) -> Network:
    """Return the network of a release, measured and laid out."""
    ties = find_ties(utterances(backend.every("network_claims")), together)
    actors: dict[str, Actor] = {}
    for row in backend.every("network_actors"):
        actors.setdefault(row["entity"], Actor(row["entity"], row["label"], row["type"].removeprefix(NAMESPACE)))
    return measure(ties, actors)


def chosen_kinds(names: Sequence[str]) -> tuple[TieKind, ...]:
    """Return the kinds of ties among some words; without any, all but those of actors named together."""
    return tuple(kind for kind in KINDS if kind in names) or KINDS[:3]
