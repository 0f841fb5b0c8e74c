"""/search: names that contain some letters, and claims and texts that hold some words, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flask

from claimgraph.search.wish import LONGEST
from claimgraph.server import backend
from claimgraph.server.backend import literal
from claimgraph.server.related import document_of, titles
from claimgraph.server.search_api import Lookup, look_up
from claimgraph.server.stream import NotInRelease
from claimgraph.server.words import noted

blueprint = flask.Blueprint("search_page", __name__)

NAMES, HITS = 100, 25
KINDS = {"Claim": noted("Claims"), "Document": noted("Texts")}
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim or text found: the pieces of its snippet are marked where the words are; which text, by whom and when."""

    iri: str
    label: str
    lang: str
    pieces: Sequence[Piece]
    document: str = ""
    title: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """The best hits of one kind and how many there are."""

    total: int
    shown: Sequence[Hit]


@blueprint.get("/search")
def search() -> str:
    """List what has a name that contains some letters, then claims and texts that hold the words."""
    text = " ".join(flask.request.args.get("q", "").split())[:LONGEST]
    found = backend.here().view("search", NAMES, text=literal(text)) if text else None
    hits: dict[str, Hits] = {}
    try:
        hits = {kind: hits_of(text, kind) for kind in KINDS} if text else {}
    except NotInRelease:
        flask.g.no_index = True
    return flask.render_template("search.html", text=text, found=found, hits=hits, kinds=KINDS)


def hits_of(text: str, kind: str) -> Hits:
    """Return the best hits of one kind; NotInRelease where the release has no index."""
    asked = {"words": text, "types": [kind], "language": "", "limit": HITS, "offset": 0}
    content = look_up(Lookup("search", asked)).content
    known = titles()
    return Hits(content["total"], [hit_of(one, known) for one in content["hits"]])


def hit_of(told: Mapping[str, Any], known: Mapping[str, tuple[str, str]]) -> Hit:
    """Return a hit of the index with its snippet cut into pieces, and what its text is called."""
    document = document_of(told["iri"]) or told["iri"]
    cut = pieces(told["snippet"], told["marks"])
    return Hit(told["iri"], told["label"], told["language"], cut, document, *known.get(document, ("", "")))


def pieces(snippet: str, marks: Sequence[Sequence[int]]) -> list[Piece]:
    """Return a snippet in pieces, each with whether it is marked.

    >>> pieces("the dam broke", [(4, 7)])
    [('the ', False), ('dam', True), (' broke', False)]
    """
    cut: list[Piece] = []
    at = 0
    for start, end in sorted((int(start), int(end)) for start, end in marks):
        if start >= at:
            cut += [(snippet[at:start], False), (snippet[start:end], True)]
            at = end
    return [piece for piece in (*cut, (snippet[at:], False)) if piece[0]]
