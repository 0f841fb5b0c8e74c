"""Pages that show words in their text: a claim in its context, a document with everything marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import flask
from werkzeug.exceptions import NotFound

from claimgraph.model import Span
from claimgraph.server import backend
from claimgraph.server.backend import Row, Table, uri
from claimgraph.server.cards import cards
from claimgraph.server.highlight import Mark, Piece, cut, window

MARGIN = 280
"""Code points of context on each side of a claim."""


@dataclass(frozen=True, slots=True)
class Block:
    """A segment as a page shows it; role and language are empty for text between segments."""

    role: str
    lang: str
    pieces: list[Piece]


def span_of(row: Row) -> Span:
    """Return the span of a row."""
    return Span(int(row["start"]["value"]), int(row["end"]["value"]))


def text_of(row: Row, name: str) -> str:
    """Return the text of a term, empty where the row has none."""
    return row[name]["value"] if name in row else ""


def claim_marks(table: Table) -> list[Mark]:
    """Return the marks of claims, their cues and speakers."""
    return [Mark(span_of(row), text_of(row, "layer"), text_of(row, "claim")) for row in table]


def name_marks(table: Table) -> list[Mark]:
    """Return the marks of names."""
    return [Mark(span_of(row), "name", text_of(row, "entity"), text_of(row, "label")) for row in table]


def first(table: Table, what: str) -> dict[str, str]:
    """Return the first row of a table; 404 without one."""
    rows = table.texts()
    if not rows:
        raise NotFound(f"this {what} has no description")
    return rows[0]


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
    """Return the page of a document."""
    here, this = backend.here(), uri(iri)
    document = first(here.view("document", document=this), "document")
    claims = cards(here.view("claims_of_document", document=this))
    marks = claim_marks(here.view("document_claim_spans", 10_000, document=this))
    marks += name_marks(here.view("document_names", 10_000, document=this))
    segments = here.view("document_segments", 10_000, document=this)
    return flask.render_template(
        "document.html",
        iri=iri,
        document=document,
        blocks=blocks(document["text"], segments, marks),
        claims=claims,
        numbers={card.claim: number for number, card in enumerate(claims, 1)},
        last_ends=last_ends(marks),
    )


def blocks(text: str, segments: Table, marks: list[Mark]) -> list[Block]:
    """Return the segments of a text and what stands between them, so that nothing is left out."""
    found: list[Block] = []
    position = 0
    for row in segments:
        span = span_of(row)
        found += gap(text, Span(position, span.start), marks)
        found.append(Block(text_of(row, "role"), text_of(row, "lang"), cut(text, span, marks)))
        position = span.end
    return found + gap(text, Span(position, len(text)), marks)


def gap(text: str, span: Span, marks: list[Mark]) -> list[Block]:
    """Return a block for words between segments, none for white space."""
    return [Block("", "", cut(text, span, marks))] if span.of(text).strip() else []


def last_ends(marks: Iterable[Mark]) -> dict[str, int]:
    """Return where the words of each claim end: there its number is put."""
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.layer == "evidence":
            ends[mark.iri] = max(ends.get(mark.iri, 0), mark.span.end)
    return ends
