"""Pages that show words in their text: a claim in its context, a document with everything marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import flask

from claimgraph.server import backend
from claimgraph.server.backend import uri
from claimgraph.server.cards import cards
from claimgraph.server.highlight import cut, window
from claimgraph.server.reader import (
    LAYERS,
    MOST,
    claim_marks,
    first,
    layers_asked,
    name_marks,
    read_document,
)
from claimgraph.server.related import others, relations_of

MARGIN = 280
"""Code points of context on each side of a claim."""


def show_claim(iri: str) -> str:
    """Return the page of a claim."""
    here, told = backend.here(), tell_claim(iri)
    marks = claim_marks(here.view("claim_spans", claim=uri(iri)))
    document = first(here.view("document", document=uri(told["claim"]["document"])), "document")
    names = name_marks(here.view("document_names", document=uri(told["claim"]["document"])))
    around = window(document["text"], [mark.span for mark in marks], MARGIN)
    return flask.render_template(
        "claim.html",
        iri=iri,
        **told,
        pieces=cut(document["text"], around, [*marks, *names]),
        around=around,
        length=len(document["text"]),
    )


def tell_claim(iri: str) -> Mapping[str, Any]:
    """Return what the page of a claim tells of it: how it is told, by whom, with which figures, and where else."""
    here, this = backend.here(), uri(iri)
    parties = here.view("claim_parties", claim=this).texts()
    return {
        "claim": first(here.view("claim", claim=this), "claim"),
        "spans": here.view("claim_spans", claim=this).texts(),
        "parties": {role: [p for p in parties if p["role"] == role] for role in ("speaker", "addressee", "via")},
        "quantities": here.view("claim_quantities", claim=this).texts(),
        "alike": cards(here.view("claim_alike", this=this)),
    }


def tell_document(iri: str) -> Mapping[str, Any]:
    """Return what the page of a document tells: its text, and where in it claims, figures and names stand."""
    reading, relations = read_document(iri), relations_of(iri)
    told = backend.here().view("document_told", MOST, document=uri(iri)).texts()
    return {
        "document": reading.document,
        "claims": reading.claims,
        "told": told,
        "figures": reading.figures,
        "marks": reading.marks,
        "segments": reading.segments.texts(),
        "relations": relations,
        "others": others(relations),
    }


def show_document(iri: str) -> str:
    """Return the page of a document: the layers and the claim that the address asks for are marked."""
    reading, relations = read_document(iri), relations_of(iri)
    told = backend.here().view("document_told", MOST, document=uri(iri)).texts()
    return flask.render_template(
        "document.html",
        iri=iri,
        reading=reading,
        document=reading.document,
        told={row["claim"]: row for row in told},
        layers=LAYERS,
        shown=layers_asked(),
        chosen=reading.claim_at(flask.request.args.get("claim", "")),
        others=others(relations),
        related=Counter(relation.claim for relation in relations),
    )
