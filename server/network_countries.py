"""In which country the actors of a network are, as far as the graph says so."""

from __future__ import annotations

from collections import defaultdict

import flask

from claimgraph.server import backend
from claimgraph.server.network_shapes import Countries

SHELF = "claimgraph.network.countries"


def countries() -> Countries:
    """Return the country of each entity that has exactly one, gathered once per release.

    Places lie in a country and organizations have theirs; a person has that of the office held, else the citizenship
    copied from Wikidata. Whoever has several by one of these has none here.
    """
    release = backend.here().release
    kept: tuple[str, Countries] | None = flask.current_app.extensions.get(SHELF)
    if kept is None or kept[0] != release:
        kept = flask.current_app.extensions[SHELF] = release, _gathered(backend.here().every("network_countries"))
    return kept[1]


def _gathered(rows: list[dict[str, str]]) -> Countries:
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for row in rows:
        known[row["entity"]][row["how"]].add(row["country"])
        names[row["country"]] = min(row["label"], names.get(row["country"], row["label"]))
    best = {entity: ways[min(ways)] for entity, ways in known.items()}
    return Countries({entity: next(iter(found)) for entity, found in best.items() if len(found) == 1}, names)
