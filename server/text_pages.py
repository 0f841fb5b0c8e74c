"""Pages that show words in their text: a claim in its context, a document with everything marked."""

from __future__ import annotations

from collections import Counter

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
    here, this = backend.here(), uri(iri)
    claim = first(here.view("claim", claim=this), "claim")
    parties = here.view("claim_parties", claim=this).texts()
    spans = here.view("claim_spans", claim=this)
    marks = claim_marks(spans)
    document = first(here.view("document", document=uri(claim["document"])), "document")
    names = name_marks(here.view("document_names", document=uri(claim["document"])))
    around = window(document["text"], [mark.span for mark in marks], MARGIN)
    return flask.render_template(
        "claim.html",
        iri=iri,
        claim=claim,
        spans=spans.texts(),
        parties={role: [p for p in parties if p["role"] == role] for role in ("speaker", "addressee", "via")},
        quantities=here.view("claim_quantities", claim=this).texts(),
        pieces=cut(document["text"], around, [*marks, *names]),
        around=around,
        length=len(document["text"]),
        alike=cards(here.view("claim_alike", this=this)),
    )


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
