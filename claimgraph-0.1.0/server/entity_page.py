"""The page of an actor, place, event or source: its names, what it said, what is said about it."""

from __future__ import annotations

from dataclasses import dataclass

import flask

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend
from claimgraph.server.backend import Table, uri
from claimgraph.server.cards import Card, cards

LISTED = 100
"""Claims and documents that a page lists; the canned queries list all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims that a page lists; `cut`: there are more."""

    cards: list[Card]
    cut: bool


def show_entity(iri: str) -> str:
    """Return the page of an entity."""
    here, this = backend.here(), uri(iri)
    rows = here.view("entity", entity=this).texts()
    names = here.view("entity_names", entity=this)
    return flask.render_template(
        "entity.html",
        iri=iri,
        label=next((row["label"] for row in rows if "label" in row), iri.rpartition("/")[2]),
        types=sorted({row["type"].removeprefix(NAMESPACE) for row in rows}),
        places=sorted({(row["inside"], row["insideLabel"]) for row in rows if "inside" in row}),
        points=sorted({row["wkt"] for row in rows if "wkt" in row}),
        names=by_language(names),
        links=here.view("entity_links", entity=this).texts(),
        offices=here.view("entity_offices", entity=this).texts(),
        memberships=here.view("entity_memberships", entity=this).texts(),
        said=listed(here.view("claims_said", LISTED, speaker=this)),
        about=listed(here.view("claims_about", LISTED, entity=this)),
        documents=here.view("entity_documents", LISTED, entity=this),
        published=here.view("source_documents", LISTED, source=this),
    )


def listed(table: Table) -> Listed:
    """Return the claims of a table and whether there are more."""
    return Listed(cards(table), table.cut)


def by_language(names: Table) -> dict[str, list[str]]:
    """Return language -> names, preferred ones first."""
    found: dict[str, list[str]] = {}
    for row in names:
        found.setdefault(row["name"].get("lang", ""), []).append(row["name"]["value"])
    return found
