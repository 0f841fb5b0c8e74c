"""A document as pages show it: its text in blocks with marked pieces, its claims and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.model import Span
from claimgraph.server import backend
from claimgraph.server.backend import Row, Table, uri
from claimgraph.server.cards import Card, cards
from claimgraph.server.highlight import Mark, Piece, cut
from claimgraph.server.words import noted

LAYERS = {
    "claims": noted("words of claims"),
    "figures": noted("figures"),
    "speakers": noted("speakers"),
    "cues": noted("reporting words"),
    "names": noted("names"),
    "roles": noted("parts that are no news: boilerplate, captions, ..."),
}
"""Layers that a page can show, in the order of their keys 1, 2, ..."""
MOST = 10_000
"""Spans of one kind."""


@dataclass(frozen=True, slots=True)
class Block:
    """A segment as a page shows it; role and language are empty for text between segments."""

    role: str
    lang: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with all that is marked in it; `numbers` are those of the claims, in text order from 1."""

    iri: str
    document: dict[str, str]
    claims: list[Card]
    numbers: Mapping[str, int]
    marks: list[Mark]
    segments: Table
    figures: list[dict[str, str]]

    @property
    def blocks(self) -> list[Block]:
        """The segments of the text and what stands between them, so that nothing is left out."""
        return blocks(self.document["text"], self.segments, self.marks)

    @property
    def last_ends(self) -> dict[str, int]:
        """Where the words of each claim end: there its number is put."""
        return last_ends(self.marks)

    def figures_of(self, claim: str) -> list[dict[str, str]]:
        """Return the figures of a claim."""
        return [figure for figure in self.figures if figure.get("claim") == claim]

    def claim_at(self, place: str) -> str:
        """Return the IRI of a claim by the end of its IRI, such as `125-218`; empty where there is none."""
        return next((iri for iri in self.numbers if place and iri.endswith(f"/claim/{place}")), "")


def read_document(iri: str) -> Reading:
    """Return a document with all that is marked in it; 404 without one."""
    here, this = backend.here(), uri(iri)
    document = first(here.view("document", document=this), "document")
    claims = cards(here.view("claims_of_document", MOST, document=this))
    quantities = here.view("document_quantities", MOST, document=this)
    marks = claim_marks(here.view("document_claim_spans", MOST, document=this))
    marks += name_marks(here.view("document_names", MOST, document=this)) + figure_marks(quantities)
    segments = here.view("document_segments", MOST, document=this)
    numbers = {card.claim: number for number, card in enumerate(claims, 1)}
    return Reading(iri, document, claims, numbers, marks, segments, quantities.texts())


def layers_asked() -> list[str]:
    """Return the layers that the address asks for, all where it says none; 400 for one that there is not."""
    chosen = flask.request.args.getlist("layer")
    for name in filter(None, chosen):
        if name not in LAYERS:
            raise BadRequest(f"layer={name!r} is none of {', '.join(LAYERS)}")
    return [name for name in LAYERS if not chosen or name in chosen]


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


def figure_marks(table: Table) -> list[Mark]:
    """Return the marks of figures, each once."""
    found = {text_of(row, "quantity"): row for row in table}
    return [Mark(span_of(row), "figure", iri, text_of(row, "measure")) for iri, row in found.items()]


def first(table: Table, what: str) -> dict[str, str]:
    """Return the first row of a table; 404 without one."""
    rows = table.texts()
    if not rows:
        raise NotFound(f"this {what} has no description")
    return rows[0]


def blocks(text: str, segments: Table, marks: Sequence[Mark]) -> list[Block]:
    """Return the segments of a text and what stands between them, so that nothing is left out."""
    found: list[Block] = []
    position = 0
    for row in segments:
        span = span_of(row)
        found += gap(text, Span(position, span.start), marks)
        found.append(Block(text_of(row, "role"), text_of(row, "lang"), cut(text, span, marks)))
        position = span.end
    return found + gap(text, Span(position, len(text)), marks)


def gap(text: str, span: Span, marks: Sequence[Mark]) -> list[Block]:
    """Return a block for words between segments, none for white space."""
    return [Block("", "", cut(text, span, marks))] if span.of(text).strip() else []


def last_ends(marks: Iterable[Mark]) -> dict[str, int]:
    """Return where the words of each claim end: there its number is put."""
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.layer == "evidence":
            ends[mark.iri] = max(ends.get(mark.iri, 0), mark.span.end)
    return ends
