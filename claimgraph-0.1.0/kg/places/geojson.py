"""Places as GeoJSON (RFC 7946) and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from claimgraph.places.reading import Place
from claimgraph.timeline.tables import SAID, cells, written

COLUMNS = ("place", "place_iri", "latitude", "longitude", "origin", "wikidata", "mentions", "documents", "role",
           "event", *SAID)  # fmt: skip


def geojson(found: Iterable[Place]) -> bytes:
    """Return a feature collection with a point for each place; its claims are among the properties."""
    whole = {"type": "FeatureCollection", "features": [_feature(place) for place in found]}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _feature(place: Place) -> dict[str, Any]:
    properties = {
        "name": place.name,
        "names": dict(sorted(place.names.items())),
        "wikidata": place.item,
        "origin": place.origin,
        "mentions": place.mentions,
        "documents": place.documents,
        "claims": [{"role": role, **said.facts()} for role, said in place.claims],
    }
    return {
        "type": "Feature",
        "id": place.iri,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {name: value for name, value in properties.items() if value != ""},
    }


def table(found: Iterable[Place]) -> bytes:
    """Return a row for each claim about each place, as CSV; a place without claims has one row."""
    return written(COLUMNS, (line for place in found for line in _lines(place)))


def _lines(place: Place) -> Iterator[tuple[str, ...]]:
    head = (place.name, place.iri, f"{place.latitude:g}", f"{place.longitude:g}", place.origin, place.item,
            str(place.mentions), str(place.documents))  # fmt: skip
    for role, said in place.claims:
        yield (*head, role, said.event, *cells(said))
    if not place.claims:
        yield (*head, *[""] * (2 + len(SAID)))
