"""What entities are called in the language of a page, as far as the texts or the shipped records have a name in it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping

import flask

from claimgraph.errors import QueryLimit
from claimgraph.server import backend, languages
from claimgraph.server.backend import Backend

SHELF = "claimgraph.entity_labels"
Labels = Mapping[str, Mapping[str, str]]
"""Language -> IRI -> preferred name, where it isn't the label already."""


class LabelShelf:
    """The names of the current release."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[str, Labels] | None = None

    def labels(self, here: Backend) -> Labels:
        """Return the names of the current release, none where they take too long; the first to ask waits for them."""
        with self._lock:
            if self._kept is None or self._kept[0] != here.release:
                self._kept = here.release, read(here)
            return self._kept[1]


def read(here: Backend) -> Labels:
    """Return the preferred names of all entities; of several in one language, the first by letters."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    try:
        rows = here.every("entity_labels")
    except QueryLimit:
        return {}
    for row in rows:
        held = found[row["lang"]].setdefault(row["entity"], row["name"])
        found[row["lang"]][row["entity"]] = min(held, row["name"])
    return found


def named(label: str, iri: str) -> str:
    """Return what an entity is called in the language of the page, its label where that has no name for it."""
    code = languages.language()
    if code == languages.SOURCE or not label:
        return label
    shelf = flask.current_app.extensions.setdefault(SHELF, LabelShelf())
    assert isinstance(shelf, LabelShelf)
    return shelf.labels(backend.here()).get(code, {}).get(iri, label)


def register(app: flask.Flask) -> None:
    """Give templates the names of entities."""
    app.add_template_filter(named)
