"""The start page, and the vocabulary at /ns."""

from __future__ import annotations

from importlib.resources import files

import flask
from werkzeug.exceptions import NotAcceptable

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend
from claimgraph.server.backend import literal
from claimgraph.server.formats import GRAPHS, HTML, choose

blueprint = flask.Blueprint("pages", __name__)

QUOTED = 12
LARGEST = 40
FOUND = 100
MAX_SEARCH = 100


@blueprint.get("/")
def start() -> str:
    """Show what is in the graph and what to try."""
    here = backend.here()
    documents = here.once("count_documents").texts()
    kinds = {row["type"].removeprefix(NAMESPACE): int(row["number"]) for row in here.once("count_kinds").texts()}
    return flask.render_template(
        "start.html",
        release=here.release,
        kinds=kinds,
        languages=sums(documents, "lang"),
        sources=sums(documents, "label")[:LARGEST],
        source_iris={row["label"]: row["source"] for row in documents if "label" in row},
        quoted=here.once("most_quoted", QUOTED).texts(),
    )


def sums(rows: list[dict[str, str]], name: str) -> list[tuple[str, int]]:
    """Return the documents per value of a column, the largest number first; "" stands for none."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.get(name, "")] = totals.get(row.get(name, ""), 0) + int(row["documents"])
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))


@blueprint.get("/search")
def search() -> str:
    """List what has a name that contains some letters."""
    text = " ".join(flask.request.args.get("q", "").split())[:MAX_SEARCH]
    found = backend.here().view("search", FOUND, text=literal(text)) if text else None
    return flask.render_template("search.html", text=text, found=found)


@blueprint.get("/ns")
def vocabulary() -> flask.Response:
    """Answer with the vocabulary: a table for browsers, Turtle for programs."""
    best = choose(flask.request.headers.get("Accept", ""), (GRAPHS[0], HTML))
    if best is None:
        raise NotAcceptable("the vocabulary is there as text/turtle and text/html")
    if best is HTML:
        terms = backend.here().once("vocabulary").texts()
        response = flask.Response(flask.render_template("vocabulary.html", terms=terms, namespace=NAMESPACE))
    else:
        text = files("claimgraph.ontology").joinpath("claimgraph.ttl").read_bytes()
        response = flask.Response(text, content_type=best.content_type)
    response.headers["Vary"] = "Accept"
    return response


@blueprint.get("/ns.ttl")
def vocabulary_file() -> flask.Response:
    """Answer with the vocabulary as a file."""
    text = files("claimgraph.ontology").joinpath("claimgraph.ttl").read_bytes()
    return flask.Response(text, content_type=GRAPHS[0].content_type)
