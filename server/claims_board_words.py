"""The words of claims in their texts, for many claims at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimgraph.model import Span
from claimgraph.server.backend import Backend, literal
from claimgraph.server.claims_board_data import Board
from claimgraph.server.comparison_data import Told
from claimgraph.server.highlight import Mark, Piece, cut, window

MARGIN = 200
"""Code points of context on each side of a claim."""
AT_ONCE = 100
"""Documents whose texts are read by one query."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words around a claim, cut where marks begin and end; whether the text goes on before and after."""

    pieces: list[Piece]
    is_cut_before: bool
    is_cut_after: bool


def passages(backend: Backend, board: Board, claims: Iterable[Told]) -> Mapping[str, Passage]:
    """Return the passage of each claim by its IRI."""
    claims = list(claims)
    texts = texts_of(backend, sorted({told.document.iri for told in claims}))
    return {told.iri: passage(texts[told.document.iri], told, board) for told in claims if told.document.iri in texts}


def texts_of(backend: Backend, documents: list[str]) -> dict[str, str]:
    """Return the texts of some documents."""
    found: dict[str, str] = {}
    for first in range(0, len(documents), AT_ONCE):
        asked = literal("".join(f"{iri} " for iri in documents[first : first + AT_ONCE]))
        table = backend.view("board_texts", AT_ONCE, asked=asked)
        found |= {row["document"]: row["text"] for row in table.texts()}
    return found


def passage(text: str, told: Told, board: Board) -> Passage:
    """Return the words around one claim, with its own words, its reporting words and its speaker marked."""
    marks = [Mark(Span(start, end), "evidence", told.iri) for start, end in told.spans]
    marks += [Mark(Span(start, end), layer, told.iri) for layer, start, end in board.marks.get(told.iri, ())]
    around = window(text, [mark.span for mark in marks if mark.layer == "evidence"], MARGIN)
    return Passage(cut(text, around, marks), around.start > 0, around.end < len(text))
