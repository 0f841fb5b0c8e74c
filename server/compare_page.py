"""/compare: two documents side by side, their claims joined by their relations, as a page, JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import flask
from werkzeug.exceptions import NotFound

from claimgraph.server import backend
from claimgraph.server.reader import LAYERS, Reading, layers_asked, read_document
from claimgraph.server.related import Related, pairs, relations_of, titles

blueprint = flask.Blueprint("compare", __name__)

PAIRS = 100
"""Pairs of documents that are offered where the address names none."""
COLUMNS = ("relation", "type", "conflict", "reason", "rule", "confidence", "order", "left", "left_words", "right",
           "right_words")  # fmt: skip
PAIR_COLUMNS = ("left", "left_title", "right", "right_title", "relations", "conflicts")


def document_asked(name: str) -> str:
    """Return the IRI of the document that a parameter names, by IRI or key; empty where there is none."""
    value = flask.request.args.get(name, "").strip()
    base = backend.here().base
    return value if not value or value.startswith(base) else f"{base}doc/{value.removeprefix('doc/')}"


def both() -> tuple[Reading, Reading, list[Related]]:
    """Return the two documents that the address names, and the relations between them in the order of the left text."""
    left, right = document_asked("left"), document_asked("right")
    if not left or not right:
        raise NotFound("name two documents: left=...&right=...")
    one, other = read_document(left), read_document(right)
    found = [relation for relation in relations_of(left) if relation.other == right]
    found = [relation for relation in found if relation.claim in one.numbers and relation.far in other.numbers]
    order = sorted(found, key=lambda relation: (one.numbers[relation.claim], other.numbers[relation.far], relation.iri))
    return one, other, order


@blueprint.get("/compare")
def page() -> str:
    """Show two documents side by side, or which pairs there are."""
    if not (document_asked("left") and document_asked("right")):
        return flask.render_template("compare_choice.html", pairs=pairs(PAIRS), titles=titles())
    left, right, relations = both()
    picked = next((one for one in relations if one.key == flask.request.args.get("relation", "")), None)
    asked = {"left": left.iri, "right": right.iri}
    return flask.render_template(
        "compare.html",
        left=left,
        right=right,
        relations=relations,
        picked=picked,
        layers=LAYERS,
        shown=layers_asked(),
        asked=asked,
        words={card.claim: card for card in (*left.claims, *right.claims)},
    )


def records() -> list[dict[str, Any]]:
    """Return the relations between the two documents that the address names, for files."""
    left, right, relations = both()
    words = {card.claim: card.words for card in (*left.claims, *right.claims)}
    return [
        {
            "relation": one.iri, "type": one.type, "conflict": one.is_conflict, "reason": one.reason, "rule": one.rule,
            "confidence": one.confidence, "order": "right to left" if one.is_turned else "left to right",
            "left": one.claim, "left_words": words[one.claim], "right": one.far, "right_words": words[one.far],
        }
        for one in relations
    ]  # fmt: skip


def offered() -> list[dict[str, Any]]:
    """Return the pairs of documents with most relations, for files."""
    known = titles()
    return [
        {
            "left": left, "left_title": known.get(left, ("", ""))[0], "right": right,
            "right_title": known.get(right, ("", ""))[0], "relations": number, "conflicts": conflicts,
        }
        for left, right, number, conflicts in pairs(PAIRS)
    ]  # fmt: skip


@blueprint.get("/compare.json")
def as_json() -> flask.Response:
    """Answer with the relations between two documents; without documents, with the pairs that have most."""
    left, right = document_asked("left"), document_asked("right")
    if not (left or right):
        return flask.jsonify(pairs=offered())
    return flask.jsonify(left=left, right=right, relations=records())


@blueprint.get("/compare.csv")
def as_csv() -> flask.Response:
    """Answer with the same, a row each."""
    asked = document_asked("left") or document_asked("right")
    found, columns = (records(), COLUMNS) if asked else (offered(), PAIR_COLUMNS)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return flask.Response(out.getvalue(), content_type="text/csv; charset=utf-8")
