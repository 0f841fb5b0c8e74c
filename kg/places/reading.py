"""The places of a release that lie somewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from claimgraph.network.model import Actor
from claimgraph.store import View
from claimgraph.timeline.reading import Said, Told
from claimgraph.timeline.rows import rows

_POINT = re.compile(r"POINT ?\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
PACKAGE = "claimgraph.places"
Role = Literal["scene", "named"]
"""Whether a claim says that something happens in a place, or only names it."""


class Place(msgspec.Struct, frozen=True):
    """A place in degrees of WGS 84, with the claims about it; `origin` is who gives the point: entity or wikidata."""

    iri: str
    name: str
    names: Mapping[str, str]
    longitude: float
    latitude: float
    origin: str
    item: str
    mentions: int
    documents: int
    claims: tuple[tuple[Role, Said], ...]


def read_places(view: View, told: Told, claims: Iterable[Said], labels: Iterable[str] = ()) -> list[Place]:
    """Return the places with coordinates by IRI, each with those of some claims that are about it."""
    return with_claims(read_spots(view, told.actors, labels), claims)


def with_claims(places: Iterable[Place], claims: Iterable[Said]) -> list[Place]:
    """Return places, each with those of some claims that are about it."""
    about: dict[str, list[tuple[Role, Said]]] = defaultdict(list)
    for said in claims:
        for place in sorted({*said.about, *said.scenes}):
            about[place].append(("scene" if place in said.scenes else "named", said))
    return [replace(place, claims=tuple(about.get(place.iri, ()))) for place in places]


def read_spots(view: View, actors: Mapping[str, Actor], labels: Iterable[str] = ()) -> list[Place]:
    """Return the places with coordinates by IRI, without claims."""
    items = {row[0]: row[1] for row in reversed(rows(view, "items", PACKAGE))}
    counts = {place: (int(mentions), int(documents)) for place, mentions, documents in rows(view, "mentions", PACKAGE)}
    labels, found = tuple(labels), []
    for iri, (origin, (longitude, latitude)) in sorted(_points(view).items()):
        actor = actors.get(iri)
        if actor is not None:
            mentions, documents = counts.get(iri, (0, 0))
            where = longitude, latitude, origin, items.get(iri, "")
            found.append(Place(iri, actor.name(labels), actor.names, *where, mentions, documents, ()))
    return found


def _points(view: View) -> dict[str, tuple[str, tuple[float, float]]]:
    """Return where places lie; the entity's own point goes before that of its item."""
    found: dict[str, tuple[str, tuple[float, float]]] = {}
    for query, origin in (("points", "entity"), ("copied", "wikidata")):
        for iri, wkt in rows(view, query, PACKAGE):
            point = point_of(wkt)
            if point is not None:
                found.setdefault(iri, (origin, point))
    return found


def point_of(wkt: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a point on Earth in well-known text, None for anything else.

    >>> point_of("POINT(24.1 56.95)"), point_of("POINT(24.1 96.95)")
    ((24.1, 56.95), None)
    """
    match = _POINT.fullmatch(wkt)
    if match is None:
        return None
    longitude, latitude = float(match[1]), float(match[2])
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None
