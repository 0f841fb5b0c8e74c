"""/map: where the places lie that claims are about, as a map, a table, GeoJSON and CSV."""

from __future__ import annotations

from dataclasses import dataclass

import flask
from msgspec.structs import replace
from werkzeug.exceptions import NotFound

from claimgraph.places.geojson import geojson, table
from claimgraph.places.reading import Place
from claimgraph.server import backend
from claimgraph.server.told_choice import Asked, read_asked
from claimgraph.server.told_data import kept, offered, places_of

blueprint = flask.Blueprint("map", __name__)

OWN = ("place", "role", "claimed")
SHOWN = 100
"""Claims about the chosen place that the page lists."""
MOST = 1000
"""Places of the table, those with most claims first; the files have all."""
FILES = {
    "geojson": ("application/geo+json", geojson),
    "json": ("application/json", geojson),
    "csv": ("text/csv; charset=utf-8", table),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the page shows it; a `wide` one is a country or region, whose point is somewhere in its middle."""

    place: Place
    scenes: int
    named: int
    wide: bool

    @property
    def claims(self) -> int:
        """How many claims are about it."""
        return self.scenes + self.named


@blueprint.get("/map")
def page() -> str:
    """Show the places, and the claims about one of them."""
    here, asked = kept(), read_asked(*OWN)
    spots = sorted(map(spot, chosen_places(asked)), key=lambda one: (-one.claims, one.place.name, one.place.iri))
    picked = next((one for one in spots if one.place.iri == asked.get("place")), None)
    return flask.render_template(
        "map.html",
        asked=asked,
        spots=spots[:MOST],
        left_out=max(0, len(spots) - MOST),
        picked=picked,
        offered=offered(here.told),
        shown=SHOWN,
        total=len(here.places),
    )


@blueprint.get("/map.<suffix>")
def download(suffix: str) -> flask.Response:
    """Answer with the places that the address asks for as a file."""
    if suffix not in FILES:
        raise NotFound(f"the map comes as {', '.join(FILES)}")
    media, write = FILES[suffix]
    return flask.Response(write(chosen_places(read_asked(*OWN))), content_type=media)


def chosen_places(asked: Asked) -> list[Place]:
    """Return the places that the address asks for; those without claims only where it asks for them."""
    here = kept()
    claims = [said for said in asked.claims(here) if asked.choice.takes(said.published)]
    found = places_of(here, claims, asked.labels)
    if asked.get("role") == "scene":
        found = [only_scenes(place) for place in found]
    return [place for place in found if place.claims or asked.get("claimed") == "no"]


def only_scenes(place: Place) -> Place:
    """Return a place with only the claims of what happens there."""
    return replace(place, claims=tuple(pair for pair in place.claims if pair[0] == "scene"))


def spot(place: Place) -> Spot:
    """Return a place as the page shows it."""
    scenes = sum(role == "scene" for role, _ in place.claims)
    return Spot(place, scenes, len(place.claims) - scenes, place.iri in wide_places())


def wide_places() -> frozenset[str]:
    """Return the places that other places or organizations lie in."""
    return frozenset(row["place"] for row in backend.here().once("wide_places"))
