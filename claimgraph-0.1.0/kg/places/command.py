"""claimgraph places: places with coordinates and what is claimed about them, as GeoJSON or a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from claimgraph.console import EXIT_CODES, STORE
from claimgraph.timeline.command import choice_of, choosing_options, deliver, form_of

FORMATS = ("geojson", "csv")


@click.command(epilog=EXIT_CODES)
@STORE
@choosing_options
@click.option("--claimed", is_flag=True, help="Only places that some claim is about.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format, where the file's name doesn't tell it.")
def places(store: Path, form: str | None, output: Path | None, **chosen: Any) -> None:
    """Write where the places lie that texts name, and what is claimed about each: claims with their words and sources.

    A claim is about a place when it says that something happens there ("scene") or names it ("named"). A point is that
    of the entity, else the one copied from Wikidata. The format follows the name of the file: .geojson (QGIS, Leaflet,
    kepler.gl), .csv (a row for each claim).

    \b
    Example:
      claimgraph places --store my-store --output places.geojson
      claimgraph places --store my-store --event Kill --from 2022-01 --claimed --format csv
      claimgraph places --store my-store --source UPI --labels nb --output upi.geojson
    """
    from claimgraph.places.geojson import geojson, table
    from claimgraph.places.reading import read_places
    from claimgraph.store import View
    from claimgraph.timeline.reading import read

    form = form_of(form, output, FORMATS, "geojson")
    choice, view = choice_of(chosen), View.current(store)
    told = read(view, chosen["labels"])
    claims = [said for said in choice.of(told) if choice.takes(said.published)]
    found = read_places(view, told, claims, chosen["labels"])
    found = [place for place in found if place.claims or not chosen["claimed"]]
    deliver(geojson(found) if form == "geojson" else table(found), output, f"{len(found)} places")
