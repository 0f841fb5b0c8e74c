"""The page of an actor, place, event or source: its names, what it said, what is said of it, its links."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flask

from claimgraph.link.told import Reasons
from claimgraph.network.model import default_types, edge_types
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend, languages
from claimgraph.server.backend import Table, uri
from claimgraph.server.cards import Card, cards
from claimgraph.server.collation import sort_key
from claimgraph.server.entity_labels import named
from claimgraph.server.network_pages import edge_address, whole_network
from claimgraph.server.timeline_drawing import FULL, WIDTH, Bar, bars_of
from claimgraph.server.words import noted

LISTED = 100
"""Claims and documents that a page lists; the canned queries list all."""
SPELLINGS = 40
NEAREST = 12
"""Partners and places that a page lists."""
HELD = ("auto", "confirmed")
SCRIPTS = (noted("Latin"), noted("Cyrillic"), noted("Greek"))
"""Scripts whose names catalogues should have; names in others are shown by what Unicode calls theirs."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims that a page lists; `cut`: there are more."""

    cards: list[Card]
    cut: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge of the actor network seen from one end."""

    other: str
    name: str
    wording: str
    is_outgoing: bool
    weight: int
    address: str


def show_entity(iri: str) -> str:
    """Return the page of an entity."""
    bars = days(iri)
    return flask.render_template("entity.html", iri=iri, **known_of(iri), bars=bars, full=FULL)


def tell_entity(iri: str) -> Mapping[str, Any]:
    """Return what the page of an entity tells, for programs."""
    periods = [{"period": bar.period, "said": bar.told, "about": bar.reported} for bar in days(iri)]
    return {name: plain(value) for name, value in known_of(iri).items()} | {"periods": periods}


def plain(value: object) -> object:
    """Return the rows of a table as records, all else as it is."""
    return {"rows": value.texts(), "cut": value.cut} if isinstance(value, Table) else value


def known_of(iri: str) -> Mapping[str, Any]:
    """Return all that is known of an entity, as far as its page lists it."""
    here, this = backend.here(), uri(iri)
    rows = here.view("entity", entity=this).texts()
    names = here.view("entity_names", entity=this)
    links = here.view("entity_links", entity=this).texts()
    return {
        "label": named(next((row["label"] for row in rows if "label" in row), iri.rpartition("/")[2]), iri),
        "types": sorted({row["type"].removeprefix(NAMESPACE) for row in rows}),
        "places": places(rows),
        "points": sorted({row["wkt"] for row in rows if "wkt" in row}),
        "names": by_script(names),
        "spellings": spellings(iri, names),
        "links": [link for link in links if link.get("code") in HELD],
        "turned_down": [link for link in links if link.get("code") not in HELD],
        "copied": here.view("entity_copied", entity=this).texts(),
        "decisions": here.view("entity_decisions", entity=this).texts(),
        "offices": here.view("entity_offices", entity=this).texts(),
        "memberships": here.view("entity_memberships", entity=this).texts(),
        "said": listed(here.view("claims_said", LISTED, speaker=this)),
        "about": listed(here.view("claims_about", LISTED, entity=this)),
        "documents": here.view("entity_documents", LISTED, entity=this),
        "published": here.view("source_documents", LISTED, source=this),
        "ties": ties(iri),
        "where": here.view("entity_places", NEAREST, entity=this).texts(),
    }


def places(rows: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return IRI and label of the places that something lies in, by name."""
    found = {(row["inside"], row["insideLabel"]) for row in rows if "inside" in row}
    return sorted(found, key=lambda place: sort_key(named(place[1], place[0])))


def listed(table: Table) -> Listed:
    """Return the claims of a table and whether there are more."""
    return Listed(cards(table), table.cut)


def by_script(names: Table) -> Mapping[str, Mapping[str, list[str]]]:
    """Return script -> language -> names, preferred ones first, the script of most names first."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in names:
        name = row["name"]["value"]
        found[script(name)].setdefault(row["name"].get("lang", ""), []).append(name)
    return dict(sorted(found.items(), key=lambda item: (-sum(map(len, item[1].values())), item[0])))


def script(name: str) -> str:
    """Return the script of the first letter of a name.

    >>> script("Kyiv"), script("«Київ»"), script("2022")
    ('Latin', 'Cyrillic', '')
    """
    letter = next((char for char in name if char.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0].title() if letter else ""


def spellings(iri: str, names: Table) -> list[dict[str, str]]:
    """Return how texts name an entity, how often, and why each is taken for it."""
    known = [(row["name"]["value"], row["name"].get("lang", "")) for row in names]
    reasons = Reasons(iri.rpartition("/")[2], known)
    found = []
    for row in backend.here().view("entity_spellings", SPELLINGS, entity=uri(iri)).texts():
        why = reasons.of((row["words"], row["lang"])) if row["code"] == "name" else "stands for it in its text"
        found.append(row | {"why": why})
    return found


def ties(iri: str) -> list[Tie]:
    """Return the strongest edges of the actor network at an entity."""
    whole, types = whole_network(), default_types()
    near = [edge for edge in whole.edges if iri in (edge.source, edge.target) and edge.type in types]
    ends = {end for edge in near for end in (edge.source, edge.target)}
    wanted = languages.of_names()
    names = {node.actor.iri: node.actor.name(wanted) for node in whole.nodes if node.actor.iri in ends}
    found = []
    for edge in sorted(near, key=lambda edge: (-edge.weight, edge.key))[:NEAREST]:
        is_outgoing = edge.source == iri
        other = edge.target if is_outgoing else edge.source
        wording = edge_types()[edge.type].wording
        found.append(Tie(other, names.get(other, other), wording, is_outgoing, edge.weight, edge_address(edge)))
    return found


def days(iri: str) -> Sequence[Bar]:
    """Return how many claims were said by an entity, and about it, in each day, month or year."""
    counts: dict[str, Counter[str]] = {"said": Counter(), "about": Counter()}
    for row in backend.here().view("entity_days", 10_000, entity=uri(iri)).texts():
        counts[row["way"]][row["published"]] += int(row["claims"])
    return bars_of(counts["said"], counts["about"], 20, WIDTH - 20)
