"""What the release being served tells with dates and places: read once per release, then chosen from."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import flask
from msgspec.structs import replace

from claimgraph.places.reading import Place
from claimgraph.prepared.told import Kept, told_of
from claimgraph.server import backend
from claimgraph.server.backend import Backend
from claimgraph.store import Release, View
from claimgraph.timeline.reading import Said, Told

SHELF = "claimgraph.told"


class ToldShelf:
    """What the current release tells."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[str, Kept] | None = None

    def kept(self, here: Backend) -> Kept:
        """Return what the current release tells; the first to ask waits while it is read."""
        snapshot = here.pool.snapshot
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot.name:
                view = View(Release(snapshot.name, snapshot.graph.parent))
                self._kept = snapshot.name, told_of(view)
            return self._kept[1]


def kept() -> Kept:
    """Return what the release being served tells."""
    shelf = flask.current_app.extensions.setdefault(SHELF, ToldShelf())
    assert isinstance(shelf, ToldShelf)
    return shelf.kept(backend.here())


def renamed(claims: Iterable[Said], told: Told, labels: Sequence[str]) -> list[Said]:
    """Return claims with their speakers named in the first of some languages that has a name."""
    if not labels:
        return list(claims)
    return [
        replace(said, speaker_name=told.actors[said.speaker].name(labels)) if said.speaker in told.actors else said
        for said in claims
    ]


def places_of(here: Kept, claims: Iterable[Said], labels: Sequence[str]) -> list[Place]:
    """Return the places, each with those of some claims that are about it."""
    chosen = {said.claim: said for said in claims}
    found = []
    for place in here.places:
        about = tuple((role, chosen[said.claim]) for role, said in place.claims if said.claim in chosen)
        name = here.told.actors[place.iri].name(labels)
        found.append(replace(place, name=name, claims=about))
    return found


@dataclass(frozen=True, slots=True)
class Offered:
    """What a form offers to choose from; languages, sources and events with the number of their claims."""

    languages: list[tuple[str, int]]
    sources: list[tuple[str, int]]
    events: list[tuple[str, str, int]]
    actors: list[str]


def offered(told: Told, most: int = 300) -> Offered:
    """Return what the claims of a release offer to choose from, the most frequent first."""
    actors = Counter(said.speaker_name for said in told.claims if said.speaker_name)
    names = {said.event: said.event_name for said in told.claims if said.event}
    events = Counter(said.event for said in told.claims if said.event)
    return Offered(
        languages=_ranked(Counter(said.lang for said in told.claims if said.lang)),
        sources=_ranked(Counter(said.source for said in told.claims if said.source))[:most],
        events=[(code, names[code], number) for code, number in _ranked(events)],
        actors=[name for name, _ in _ranked(actors)[:most]],
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
