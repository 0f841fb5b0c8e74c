"""What the scripts of /sparql ask for: answers with names, the evidence of one thing, terms to complete."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.answers import prefixes
from claimgraph.server import backend
from claimgraph.server.answer import Request, run
from claimgraph.server.links import iri_of, short
from claimgraph.server.results import MOST_NAMED, explain, named_things, present
from claimgraph.server.sparql import caller, read_parameters, the_query, wished_seconds

blueprint = flask.Blueprint("sparql_page", __name__)

MOST_ROWS = 5000
"""Rows that the page takes at once; files have all."""
OUTSIDE = 400
"""Properties and classes of other vocabularies that are completed, those used most."""


@blueprint.post("/sparql/answer")
def answer() -> flask.Response:
    """Answer a query with at most `MOST_ROWS` rows and the names of what is in them."""
    parameters = read_parameters()
    query = the_query(parameters)
    if query is None:
        raise BadRequest("no query in the request")
    here = backend.here()
    request = Request(query, short=True, rows=MOST_ROWS, seconds=wished_seconds(parameters))
    return flask.jsonify(present(run(here.pool, request, here.pool.open, caller())))


@blueprint.post("/sparql/names")
def names() -> flask.Response:
    """Tell the names, kinds and pages of a list of IRIs."""
    given = flask.request.get_json()
    if not isinstance(given, list) or len(given) > MOST_NAMED or not all(isinstance(iri, str) for iri in given):
        raise BadRequest(f"send a list of at most {MOST_NAMED} IRIs")
    try:
        return flask.jsonify({iri: asdict(thing) for iri, thing in named_things(given).items()})
    except ValueError as error:
        raise BadRequest(str(error)) from error


@blueprint.get("/explain.json")
def explanation() -> flask.Response:
    """Tell what something is, with the words that it rests on; the IRI may be written without the base."""
    given = flask.request.args.get("iri", "").strip()
    if not given:
        raise BadRequest("give an iri")
    iri = given if ":" in given else iri_of(given, backend.here().base)
    try:
        found = explain(iri)
    except ValueError as error:
        raise BadRequest(str(error)) from error
    if not found["facts"] and not found["evidence"]:
        raise NotFound(f"nothing in this graph has the identifier {iri}")
    return flask.jsonify(found)


@blueprint.get("/sparql/prefixes.json")
def known_prefixes() -> flask.Response:
    """List the prefixes that need no declaration."""
    return flask.jsonify(dict(prefixes()))


@blueprint.get("/sparql/terms.json")
def terms() -> flask.Response:
    """List the terms of our vocabulary, and those of others that the release uses."""
    here = backend.here()
    ours = [ours_of(row) for row in here.once("vocabulary")]
    known = {term["iri"] for term in ours}
    used = [(row["property"], row["triples"], "property") for row in here.once("void_properties")]
    used += [(row["class"], row["entities"], "class") for row in here.once("void_classes")]
    others = sorted((use for use in used if use[0] not in known), key=lambda use: (-int(use[1]), use[0]))
    return flask.jsonify(terms=[*ours, *(term(iri, kind) for iri, _, kind in others[:OUTSIDE] if short(iri) != iri)])


def ours_of(row: dict[str, str]) -> dict[str, Any]:
    """Return a term of our vocabulary with its English words."""
    name = row["term"].rpartition("#")[2]
    kind = "concept" if "kind" in row else "class" if name[:1].isupper() else "property"
    return term(row["term"], kind) | {"label": row["label"], "definition": row["definition"]}


def term(iri: str, kind: str) -> dict[str, Any]:
    """Return a term as the editor completes it."""
    return {"name": short(iri), "iri": iri, "kind": kind, "label": "", "definition": ""}
