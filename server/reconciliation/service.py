"""/reconcile: the W3C Reconciliation Service API 0.2 over the graph, and over an index of Wikidata where there is one.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
JSONP, which the specification leaves open, isn't offered: it would have pages run what this server sends as a script.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flask
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

from claimgraph.errors import ClaimGraphError
from claimgraph.iri import WIKIDATA as ITEMS
from claimgraph.server import backend
from claimgraph.server.options import ServerOptions
from claimgraph.server.parameters import decode, read_fields
from claimgraph.server.problems import RETRY_SECONDS, status_and_text
from claimgraph.server.reconciliation.batch import read_batch, read_body, read_extension, read_query
from claimgraph.server.reconciliation.deadline import Deadline
from claimgraph.server.reconciliation.desk import EXTENSION, GRAPH, WIKIDATA, Desk, desk
from claimgraph.server.reconciliation.extension import extend, propose
from claimgraph.server.reconciliation.graph import space_of
from claimgraph.server.reconciliation.manifest import manifest
from claimgraph.server.reconciliation.matching import reconcile
from claimgraph.server.reconciliation.preview import EMBEDDED, brief, explain
from claimgraph.server.reconciliation.suggesting import complete
from claimgraph.server.sparql import FORM, preflight

blueprint = flask.Blueprint("reconcile", __name__)

NAMES = {GRAPH: "Entities of a claimgraph", WIKIDATA: "Wikidata (index of a claimgraph)"}
JSON = "application/json"
Fields = Mapping[str, str]


def register(app: flask.Flask, options: ServerOptions) -> None:
    """Serve the graph, and the index that the options name; ClaimGraphError where that is none."""
    app.extensions[EXTENSION] = Desk(options)
    for path in (GRAPH, WIKIDATA) if options.wikidata_index else (GRAPH,):
        app.register_blueprint(blueprint, name=path[1:].replace("/", "-"), url_prefix=path, url_defaults={"path": path})


def site() -> str:
    """Return the address under which clients see the server, without a slash at its end; 400 for a broken one."""
    public = backend.here().options.public_url
    if not public and not flask.request.host:
        raise BadRequest("the host that the request names can't be read")
    return (public or flask.request.host_url).rstrip("/")


def space(path: str) -> str:
    """Return what the ids of a service continue to IRIs."""
    return ITEMS if path == WIKIDATA else space_of(backend.here().base)


@blueprint.before_request
def allow() -> flask.Response | None:
    """Answer a browser that asks whether another site's page may use the service: all of it."""
    rule = flask.request.url_rule
    if flask.request.method != "OPTIONS" or rule is None:
        return None
    response = preflight()
    response.headers["Allow"] = ", ".join(sorted(rule.methods or ()))
    return response


@blueprint.route("", methods=["GET", "POST"])
@blueprint.route("/", endpoint="slash", methods=["GET", "POST"])
def endpoint(path: str) -> flask.Response:
    """Answer a batch of queries, one query, a data extension, or say what the service is."""
    fields = read_request()
    if not {"queries", "extend", "query"} & fields.keys():
        if flask.request.method == "POST":
            raise BadRequest("there is none of the fields queries, extend, query")
        return show(manifest(NAMES[path], space(path), site(), path))
    with desk().source(path) as source:
        deadline = Deadline(desk().seconds)
        if "queries" in fields:
            batch = read_batch(fields["queries"])
            return show({key: {"result": reconcile(query, source, deadline)} for key, query in batch.items()})
        if "extend" in fields:
            service = site() + WIKIDATA if desk().items else None
            return show(extend(read_extension(fields["extend"]), source, service, deadline))
        return show({"result": reconcile(read_query(fields["query"]), source, deadline)})


def read_request() -> Fields:
    """Return the fields of the address, of a form or of a JSON body; the last of several with one name counts."""
    request = flask.request
    fields = dict(read_fields(request.query_string.decode("latin-1"), "the address"))
    if request.method != "POST":
        return fields
    if request.mimetype == JSON:
        return fields | read_body(request.get_data())
    if request.mimetype != FORM:
        raise UnsupportedMediaType(f"send {FORM} with a field queries or extend, or {JSON}")
    return fields | dict(read_fields(decode(request.get_data(), "the form"), "the form"))


@blueprint.get("/suggest/<any(entity, type, property):kind>")
def suggest(path: str, kind: str) -> flask.Response:
    """Complete the beginning of a name."""
    arguments = flask.request.args
    prefix = " ".join(arguments.get("prefix", "").split())
    skipped = whole(arguments.get("cursor"), "cursor") or 0
    with desk().source(path) as source:
        return show({"result": complete(kind, prefix, skipped, source)})


@blueprint.get("/properties")
def properties(path: str) -> flask.Response:
    """Propose properties of a type."""
    arguments = flask.request.args
    with desk().source(path) as source:
        return show(propose(source, arguments.get("type", ""), whole(arguments.get("limit"), "limit")))


@blueprint.get("/flyout/<any(entity, type, property):kind>")
def flyout(path: str, kind: str) -> flask.Response:
    """Explain an entity, type or property in a few words of HTML."""
    key = flask.request.args.get("id", "")
    with desk().source(path) as source:
        return show({"id": key, "html": explain(kind, key, source)})


@blueprint.get("/preview")
def preview(path: str) -> flask.Response:
    """Show an entity on a page small enough for a frame in another page."""
    with desk().source(path) as source:
        page = brief(flask.request.args.get("id", ""), source)
    return flask.Response(page, headers={"Content-Security-Policy": EMBEDDED})


def whole(text: str | None, what: str) -> int | None:
    """Return a number that counts, None without one; 400 for any other text."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadRequest(f"{what} must be a whole number")
    return int(text)


def show(content: Mapping[str, Any]) -> flask.Response:
    """Return JSON."""
    return flask.jsonify(content)


@blueprint.errorhandler(ClaimGraphError)
@blueprint.errorhandler(HTTPException)
def fail(error: Exception) -> flask.Response:
    """Say what is wrong, as JSON: clients of this service read nothing else."""
    status, text = status_and_text(error)
    if type(error) is ClaimGraphError:
        status, text = 503, "the index of Wikidata can't be read at the moment"
    response = flask.jsonify(status="error", message=text)
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response
