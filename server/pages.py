"""The vocabulary at /ns."""

from __future__ import annotations

from importlib.resources import files

import flask
from werkzeug.exceptions import NotAcceptable

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend
from claimgraph.server.formats import GRAPHS, HTML, choose

blueprint = flask.Blueprint("pages", __name__)


@blueprint.get("/ns")
def vocabulary() -> flask.Response:
    """Answer with the vocabulary: a table for browsers, Turtle for programs."""
    best = choose(flask.request.headers.get("Accept", ""), (GRAPHS[0], HTML))
    if best is None:
        raise NotAcceptable("the vocabulary is there as text/turtle and text/html")
    if best is HTML:
        terms = backend.here().once("vocabulary")
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
