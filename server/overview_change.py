"""What a release brought beside the one before, as long as that is kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from claimgraph.errors import StoreError
from claimgraph.prepared.rows import ask, load
from claimgraph.server.process import Snapshot
from claimgraph.store import Release, View


@dataclass(frozen=True, slots=True)
class Change:
    """Two releases and, of each kind, how many there were before and how many there are; what is equal is left out.

    `conflicts` are the IRIs of relations that are new and say that claims conflict.
    """

    before: str
    after: str
    created: str
    counts: Mapping[str, tuple[int, int]]
    documents: tuple[tuple[str, str], ...]
    """IRI and title of each new document."""
    gone: int
    conflicts: frozenset[str]


def compare(snapshot: Snapshot) -> Change | None:
    """Return what a release brought; None where there is none before it, or it can't be read any more."""
    folder = snapshot.graph.parent
    earlier = sorted(path.name for path in folder.parent.iterdir() if path.name < folder.name and path.name.isdecimal())
    if not earlier:
        return None
    release, last = Release(folder.name, folder), Release(earlier[-1], folder.parent / earlier[-1])
    try:
        old, new, created = _read(last), _read(release), str(release.manifest().get("created", ""))
    except StoreError:
        return None
    counts = {name: (len(old[name]), len(new[name])) for name in new if old[name].keys() != new[name].keys()}
    added = [(iri, title) for iri, title in sorted(new["document"].items()) if iri not in old["document"]]
    fresh = frozenset(new["conflict"].keys() - old["conflict"].keys())
    gone = len(old["document"].keys() - new["document"].keys())
    return Change(last.name, release.name, created, counts, tuple(added), gone, fresh)


def _read(release: Release) -> dict[str, dict[str, str]]:
    """Return documents, claims, clusters and conflicts of a release by IRI, documents with their titles."""
    found: dict[str, dict[str, str]] = {name: {} for name in ("document", "claim", "cluster", "conflict")}
    rows = load(release.path, "overview_things") or ask(View(release), "overview_things").records()
    for row in rows:
        found[row["kind"]][row["thing"]] = row.get("title", "")
    return found


class ChangeShelf:
    """What the current release brought."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[Snapshot, Change | None] | None = None

    def change(self, snapshot: Snapshot) -> Change | None:
        """Return what a release brought; the first to ask waits while both are read."""
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot:
                self._kept = snapshot, compare(snapshot)
            return self._kept[1]
