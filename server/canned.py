"""/queries/: the canned queries as forms and tables, with JSON and CSV beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import flask
from pyoxigraph import Literal, NamedNode
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.errors import QueryLimit, QueryRefused, UnknownPluginError
from claimgraph.queries import VIEWS, Query, catalogue, load
from claimgraph.server import backend
from claimgraph.server.answer import Request, Term
from claimgraph.server.backend import read_table
from claimgraph.server.collation import sort_key
from claimgraph.server.formats import RESULTS, by_suffix
from claimgraph.server.languages import PARAMETER
from claimgraph.server.problems import status_and_text
from claimgraph.server.results import present
from claimgraph.server.sparql import send

blueprint = flask.Blueprint("canned", __name__)

INPUT_TYPES = {"date": "date", "integer": "number"}
LOOKED_UP = 50
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@blueprint.get("/queries/")
def index() -> str:
    """List the canned queries."""
    found = {view: [query for query in catalogue() if query.view == view] for view in VIEWS}
    return flask.render_template("queries.html", queries=found)


@blueprint.get("/queries/<name>")
def short(name: str) -> Any:
    """Lead to the page of a query."""
    return flask.redirect(f"/queries/{find(name).name}.html")


@blueprint.get("/queries/<name>.html")
def page(name: str) -> tuple[str, int]:
    """Show a query as a form, with its answer for the values given."""
    query, values, rows = find(name), given(), backend.here().options.page_rows
    try:
        request = Request(query.text, bindings=bind(query, values), rows=rows)
    except BadRequest as error:
        return fill_in(query, values, problem=error.description), 400
    try:
        found = present(backend.here().run(request))
    except QueryLimit as error:
        status, text = status_and_text(error)
        return fill_in(query, values, problem=f"{text}. A value for one of the parameters makes it quicker."), status
    shown = columns([column for column in found["variables"] if column not in query.hidden])
    hidden = [name for name in found["variables"] if name not in shown]
    return fill_in(query, values, found=found, columns=shown, hidden=hidden), 200


def fill_in(query: Query, values: Mapping[str, str], **answer: Any) -> str:
    """Return the page of a query with its form and either an answer or what is wrong with the values."""
    return flask.render_template(
        "query.html", query=query, values=values, types=INPUT_TYPES, known=known_values(query), **answer
    )


def known_values(query: Query) -> dict[str, list[str]]:
    """Return what fields of some types may suggest: the publishers and the languages of the release."""
    if not {"source", "language"} & {parameter.kind for parameter in query.parameters}:
        return {}
    rows = backend.here().once("count_documents")
    named = {"source": {row.get("label", "") for row in rows}, "language": {row.get("lang", "") for row in rows}}
    return {kind: sorted(filter(None, values), key=sort_key) for kind, values in named.items()}


def columns(names: Sequence[str]) -> dict[str, str | None]:
    """Return the columns of a page, each with the column of its label: an IRI is shown by its name beside it.

    >>> columns(["speaker", "speakerName", "words"])
    {'speaker': 'speakerName', 'words': None}
    """
    labels = {name: f"{name}Name" for name in names if f"{name}Name" in names}
    return {name: labels.get(name) for name in names if name not in labels.values()}


@blueprint.get("/queries/<name>.<any(json, csv, tsv, xml):suffix>")
def data(name: str, suffix: str) -> flask.Response:
    """Answer with all rows in one of the SPARQL result formats."""
    query = find(name)
    form = by_suffix(suffix, RESULTS)
    assert form is not None
    answer = backend.here().run(Request(query.text, form.key, None, bindings=bind(query, given())))
    response = send(answer, form.content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{query.name}.{suffix}"'
    return response


def find(name: str) -> Query:
    """Return a query; 404 without one."""
    try:
        return load(name)
    except UnknownPluginError as error:
        raise NotFound(f"there is no query {name}; see /queries/") from error


def given() -> dict[str, str]:
    """Return the values in the address that are not empty."""
    return {name: value for name, value in flask.request.args.items() if value.strip() and name != PARAMETER}


def bind(query: Query, values: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms for the values; 400 with what is wrong with one."""
    try:
        bound = query.bind(values, ask)
    except QueryRefused as error:
        raise BadRequest(str(error)) from error
    return {variable.value: to_plain(term) for variable, term in bound.items()}


def ask(text: str, bindings: Mapping[Any, NamedNode | Literal]) -> Iterable[Sequence[object]]:
    """Run one of the look-ups of names on the fast lane."""
    plain = {variable.value: to_plain(term) for variable, term in bindings.items()}
    table = read_table(backend.here().run(Request(text, bindings=plain, rows=LOOKED_UP)))
    return [[to_term(row[name]) for name in table.variables] for row in table]


def to_plain(term: NamedNode | Literal) -> Term:
    """Return a term in the shape that workers take."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def to_term(plain: Term) -> NamedNode | Literal:
    """Return a term of a row as the look-ups expect it."""
    if plain["type"] == "uri":
        return NamedNode(plain["value"])
    if "lang" in plain:
        return Literal(plain["value"], language=plain["lang"])
    return Literal(plain["value"], datatype=NamedNode(plain.get("datatype", XSD_STRING)))
