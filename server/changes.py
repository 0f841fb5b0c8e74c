"""Writing over HTTP: SPARQL updates at /sparql, graphs put, posted, patched and deleted at /graphs."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace

import flask
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, Forbidden, UnsupportedMediaType

from claimgraph.answers import prefixes
from claimgraph.server import access, backend
from claimgraph.server.formats import GRAPHS
from claimgraph.server.graph_names import addressed_graph, named_graph, read_address
from claimgraph.server.guard import inspect_update
from claimgraph.server.orders import Order, Outcome, Part
from claimgraph.server.parameters import Parameters, decode, iri, is_set, values
from claimgraph.server.prologues import hoist
from claimgraph.server.using import use
from claimgraph.server.versions import Conditions

blueprint = flask.Blueprint("changes", __name__)

READ_ONLY = "this endpoint is read-only: updates are refused"
UPDATE = "application/sparql-update"
WRITING = ["PUT", "POST", "DELETE", "PATCH"]
SEEN_SECONDS = 10.0
"""How long the acknowledgement waits until this server's own readers have the release; it is in force all the same."""
MANY_GRAPHS = ("N_QUADS", "TRIG")
ONE_GRAPH = {form.media: form.key for form in GRAPHS if form.key not in MANY_GRAPHS}


def update(parameters: Parameters) -> flask.Response:
    """Carry out the SPARQL update of a request."""
    if not backend.here().options.writable:
        raise Forbidden(READ_ONLY)
    if flask.request.method != "POST":
        raise BadRequest("an update is sent by POST")
    token = access.require("update")
    texts = values(parameters, "update")
    if len(texts) > 1 or values(parameters, "query"):
        raise BadRequest("more than one update, or a query besides, in one request")
    default, named = (
        [iri(value, name) for value in values(parameters, name)]
        for name in ("using-graph-uri", "using-named-graph-uri")
    )
    text = fetched(texts[0], lambda text: use(text, default, named))
    return report(carry_out(Order("update", token.name, text, dry=is_dry(parameters), sent=texts[0])))


def fetched(update: str, finish: Callable[[str], str]) -> str:
    """Return an update that asks nobody, finished before the triples of LOAD are put in; 403 for what isn't allowed."""
    here = backend.here()
    deadline = time.monotonic() + here.options.update_seconds
    update = here.pool.federation.resolve(hoist(update), prefixes(), deadline)
    update, loads = here.loader.take_out(update)
    inspect_update(update)
    return here.loader.put_in(finish(update), loads, deadline)


def is_dry(parameters: Parameters) -> bool:
    """Tell whether the request only asks what a write would do."""
    header = flask.request.headers.get("Dry-Run")
    wishes = [*values(parameters, "dry-run"), *([] if header is None else [header])]
    return True in [is_set(wish, "dry-run") for wish in wishes]


def carry_out(order: Order) -> Outcome:
    """Carry out an order and return when the readers of this server see what it did."""
    here = backend.here()
    assert here.updater is not None
    outcome = here.updater.carry_out(order)
    if outcome.release is not None:
        here.follower.hasten()
        here.pool.await_release(outcome.release, SEEN_SECONDS)
    return outcome


def report(outcome: Outcome, status: int = 200) -> flask.Response:
    """Return what a write did, as JSON."""
    response = flask.jsonify(outcome.to_json())
    response.status_code = status
    response.headers["X-Claimgraph-Release"] = outcome.release or backend.here().release
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/graphs", methods=WRITING)
def indirect() -> flask.Response:
    """Write the graph that a parameter names; POST without one makes a new graph."""
    parameters = read_address()
    if flask.request.method == "POST" and not values(parameters, "graph") and not values(parameters, "default"):
        return create(parameters)
    return write(named_graph(parameters), parameters)


@blueprint.route("/graphs/<path:path>", methods=WRITING)
def direct(path: str) -> flask.Response:
    """Write the graph that the address names."""
    parameters = read_address()
    return write(addressed_graph(path, parameters), parameters)


def create(parameters: Parameters) -> flask.Response:
    """Make a graph with a name of our own."""
    here = backend.here()
    graph = f"{here.base}graph/{uuid.uuid4()}"
    response = write(graph, parameters)
    response.headers["Location"] = f"{flask.request.host_url}graphs/{graph.removeprefix(here.base)}"
    return response


def write(graph: str | None, parameters: Parameters) -> flask.Response:
    """Carry out one request of the Graph Store Protocol."""
    token = access.require("update")
    method, dry = flask.request.method.lower(), is_dry(parameters)
    order = Order(method, token.name, graph=graph, dry=dry, conditions=conditions())
    if method == "patch":
        order = replace(order, text=patch_text())
    elif method != "delete":
        order = replace(order, parts=parts())
    outcome = carry_out(order)
    created = not outcome.existed and not dry
    return report(outcome, 201 if created else 200)


def conditions() -> Conditions:
    """Return the preconditions of the request; 400 for a header that can't be read, 412 for one that no graph fits."""
    found: list[tuple[str, ...] | None] = []
    for name, tags in (("If-Match", flask.request.if_match), ("If-None-Match", flask.request.if_none_match)):
        if name not in flask.request.headers:
            found.append(None)
        elif not tags:
            raise BadRequest(f"{name} must be * or entity tags in quotes")
        else:  # RFC 9110, 13.1.1: a weak tag never matches
            known = tags.as_set(include_weak=name == "If-None-Match")
            found.append(("*",) if tags.star_tag else tuple(sorted(tag.removeprefix("W/").strip('"') for tag in known)))
    return Conditions(*found)


def patch_text() -> str:
    """Return the update that changes one graph."""
    if flask.request.mimetype != UPDATE:
        raise UnsupportedMediaType(f"send a patch as {UPDATE}")
    text = decode(flask.request.get_data(), "the update")
    return fetched(text, str)


def parts() -> tuple[Part, ...]:
    """Return the triples that a request holds, in one body or in the files of a form."""
    request = flask.request
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("send the request without compression")
    if request.mimetype == "multipart/form-data":
        files = [file for name in request.files for file in request.files.getlist(name)]
        if not files:
            raise BadRequest("the form has no file")
        return tuple(part_of(file) for file in files)
    return (Part(format_of(request.mimetype), request.get_data()),)


def part_of(file: FileStorage) -> Part:
    """Return the triples of one file of a form."""
    return Part(format_of(file.mimetype), file.stream.read())


def format_of(media: str) -> str:
    """Return the format that a media type stands for; 415 where it is none of one graph."""
    if media not in ONE_GRAPH:
        raise UnsupportedMediaType(f"a graph is sent as one of: {', '.join(sorted(ONE_GRAPH))}")
    return ONE_GRAPH[media]
