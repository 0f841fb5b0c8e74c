"""/id/...: each IRI of the graph answers with a page, plain JSON, Turtle or JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flask
from werkzeug.exceptions import NotAcceptable, NotFound

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend, entity_page, text_pages
from claimgraph.server.answer import Request
from claimgraph.server.backend import Table, read_body, uri, view_query
from claimgraph.server.formats import GRAPHS, HTML, PLAIN, Format, by_suffix, choose
from claimgraph.server.links import iri_of

blueprint = flask.Blueprint("resources", __name__)

SUFFIXES = (*GRAPHS, HTML, PLAIN)
OFFERED = (GRAPHS[0], HTML, *GRAPHS[1:])
ENTITY_CLASSES = ("Person", "Organization", "Group", "Place", "Event", "Actor", "Source")
MAX_FACTS = 300

Show = Callable[[str], str]
Tell = Callable[[str], Mapping[str, Any]]
PAGES: dict[str, tuple[Show, Tell]] = {
    "Claim": (text_pages.show_claim, text_pages.tell_claim),
    "Document": (text_pages.show_document, text_pages.tell_document),
    **dict.fromkeys(ENTITY_CLASSES, (entity_page.show_entity, entity_page.tell_entity)),
}


@blueprint.get("/id/<path:path>")
def resource(path: str) -> flask.Response:
    """Answer for one IRI, in the format of its suffix or of the Accept header; 404 where the graph has no such IRI."""
    here = backend.here()
    path, form = split_suffix(path)
    form = form or choose(flask.request.headers.get("Accept", ""), OFFERED)
    if form is None:
        raise NotAcceptable("there are text/html, text/turtle, application/ld+json and other RDF formats")
    iri = iri_of(path, here.base)
    kinds = here.view("kinds", iri=uri(iri))
    if not kinds.rows:
        raise NotFound(f"nothing in this graph has the identifier {iri}")
    show, tell = pages_of(kinds)
    if form is PLAIN:
        response = flask.jsonify({"iri": iri} | dict(tell(iri)))
    else:
        response = flask.Response(show(iri)) if form is HTML else describe(iri, form)
    response.headers["Vary"] = "Accept"
    response.headers["Link"] = f'<{iri}>; rel="describes"'
    return response


def split_suffix(path: str) -> tuple[str, Format | None]:
    """Return the path without a known suffix, and the format that the suffix stands for."""
    stem, dot, suffix = path.rpartition(".")
    found = by_suffix(suffix, SUFFIXES) if dot else None
    return (stem, found) if found else (path, None)


def describe(iri: str, form: Format) -> flask.Response:
    """Return the statements about something and its parts."""
    request = Request(view_query("describe"), graphs=form.key, bindings={"iri": uri(iri)}, short=True)
    answer = backend.here().run(request)
    return flask.Response(read_body(answer), content_type=form.content_type)


def pages_of(kinds: Table) -> tuple[Show, Tell]:
    """Return what makes the page, and the plain JSON, for something of some classes."""
    names = {row["type"]["value"].removeprefix(NAMESPACE) for row in kinds if "type" in row}
    return next((PAGES[name] for name in PAGES if name in names), (show_facts, tell_facts))


def tell_facts(iri: str) -> Mapping[str, Any]:
    """Return all statements about something and those that name it."""
    here = backend.here()
    return {
        "facts": here.view("facts", MAX_FACTS, iri=uri(iri)).rows,
        "backlinks": here.view("facts_in", MAX_FACTS, iri=uri(iri)).rows,
    }


def show_facts(iri: str) -> str:
    """Return the plain table of all statements."""
    here = backend.here()
    facts = here.view("facts", MAX_FACTS, iri=uri(iri))
    return flask.render_template(
        "facts.html", iri=iri, facts=facts, backlinks=here.view("facts_in", MAX_FACTS, iri=uri(iri))
    )
