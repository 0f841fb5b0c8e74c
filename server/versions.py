"""Versions of graphs: by them a client, and a conditional write, tells whether a graph has changed since.

A release that a write has made keeps them in its manifest: each graph's own where it was written since the last build,
one for all the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimGraphError

MOST = 1000
"""Graphs that are told apart; where more are written between two builds, all count as changed at once."""
DEFAULT = "default"
"""The graph without a name, which no IRI is."""
LENGTH = 16


class ConditionFailed(ClaimGraphError):
    """The graph isn't in the state that the client wants to write on."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The version of each graph that is `known` to have been written, and that of all the `rest`."""

    rest: str
    known: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, release: Path) -> Versions:
        """Read the versions of the release in a folder."""
        file = release / "manifest.json"
        content = file.read_bytes() if file.exists() else b"{}"
        told = json.loads(content).get("versions")
        if told is not None:
            return cls(told["rest"], told["known"])
        return cls(hashlib.sha256(f"{release.name} ".encode() + content).hexdigest()[:LENGTH])

    def to_json(self) -> dict[str, Any]:
        """Return what the manifest says."""
        return {"rest": self.rest, "known": dict(self.known)}

    def version(self, graph: str | None) -> str:
        """Return the version of a graph, None being the default one."""
        return self.known.get(graph or DEFAULT, self.rest)

    def changed(self, graphs: Iterable[str | None] | None, version: str) -> Versions:
        """Return the versions after some graphs have changed, None for any of them."""
        if graphs is None:
            return Versions(version)
        known = {**self.known, **{graph or DEFAULT: version for graph in graphs}}
        return Versions(self.rest, known) if len(known) <= MOST else Versions(version)


@lru_cache(maxsize=8)
def versions_of(release: Path) -> Versions:
    """Return the versions of a release, which never change."""
    return Versions.of(release)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold for a write (RFC 9110, section 13.1): If-Match and If-None-Match; None without the header."""

    match: tuple[str, ...] | None = None
    none_match: tuple[str, ...] | None = None

    @property
    def existence(self) -> bool | None:
        """Whether the graph must be there or must not; None where either will do."""
        if self.match is not None:
            return True
        return False if self.none_match == ("*",) else None

    def check(self, version: str) -> None:
        """Raise ConditionFailed where a graph of this version isn't what the tags say; `*` is for the store to tell."""
        tags = set(self.match or ())
        if self.match is not None and "*" not in tags and version not in map(version_in, tags):
            raise ConditionFailed("nothing was changed: the graph has changed since (If-Match)")
        if version in map(version_in, self.none_match or ()):
            raise ConditionFailed("nothing was changed: the graph is still the same (If-None-Match)")


def version_in(tag: str) -> str:
    """Return the version of the graph in the entity tag of an answer.

    >>> version_in("0123.ab.gzip")
    '0123'
    """
    return tag.partition(".")[0]
