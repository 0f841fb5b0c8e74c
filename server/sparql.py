"""The SPARQL 1.1 protocol at /sparql."""

from __future__ import annotations

import flask
from werkzeug.exceptions import BadRequest, HTTPVersionNotSupported, UnsupportedMediaType

from claimgraph.inference.names import GRAPH as INFERRED
from claimgraph.queries import catalogue
from claimgraph.search.terms import SERVICE as SEARCH
from claimgraph.server import backend, changes
from claimgraph.server.answer import Answer, Caller, Request, run
from claimgraph.server.bridge import DEPARTURE, Departure
from claimgraph.server.description import describe, made_of, service
from claimgraph.server.formats import GRAPHS, RESULTS, VERSIONS, Format, announced, by_suffix, choose
from claimgraph.server.parameters import Parameters, decode, read_fields, values
from claimgraph.server.problems import wants_page
from claimgraph.server.results import present
from claimgraph.server.stream import NoFormat

blueprint = flask.Blueprint("sparql", __name__)

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update",
)  # fmt: skip
UTF_8 = ("utf-8", "utf8", "us-ascii")
EXAMPLE = "SELECT ?claim ?words WHERE {\n  ?claim a cg:Claim ; cg:evidence/oa:hasSelector/oa:exact ?words\n} LIMIT 20"


def read_parameters() -> Parameters:
    """Return all parameters of the request, a query sent as the body included."""
    request = flask.request
    parameters = read_fields(request.query_string.decode("latin-1"), "the address")
    if request.method != "POST":
        return parameters
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("send the request without compression")
    if request.mimetype_params.get("charset", "utf-8").lower() not in UTF_8:
        raise UnsupportedMediaType("send the request in UTF-8")
    version = request.mimetype_params.get("version")
    if version not in (None, *VERSIONS):
        raise UnsupportedMediaType(f"this server speaks version {' and '.join(VERSIONS)} of SPARQL")
    if request.mimetype == FORM:
        return parameters + read_fields(decode(request.get_data(), "the form"), "the form")
    if request.mimetype == QUERY:
        return [*parameters, ("query", decode(request.get_data(), "the query"))]
    if request.mimetype == UPDATE:
        return [*parameters, ("update", decode(request.get_data(), "the update"))]
    raise UnsupportedMediaType(f"send a query as {FORM} or {QUERY}, an update as {FORM} or {UPDATE}")


def check_version(parameters: Parameters) -> None:
    """Answer 400 to a request in a version of SPARQL that isn't known (SPARQL 1.2 Protocol, Version Announcement)."""
    versions = values(parameters, "version")
    if len(versions) > 1 or not set(versions) <= set(VERSIONS):
        raise BadRequest(f"version must be one of {', '.join(VERSIONS)}")


def the_query(parameters: Parameters) -> str | None:
    """Return the one query of a request, None without one; 400 for several."""
    queries = values(parameters, "query")
    if len(queries) > 1:
        raise BadRequest(f"{len(queries)} queries in one request")
    return queries[0] if queries else None


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"])
def sparql() -> flask.Response:
    """Answer a query, carry out an update, or say what this endpoint is."""
    if flask.request.method == "OPTIONS":
        return preflight()
    parameters = read_parameters()
    check_version(parameters)
    if values(parameters, "update"):
        return changes.update(parameters)
    query = the_query(parameters)
    if query is None:
        if flask.request.method == "POST":
            raise BadRequest("no query in the request")
        return introduce()
    name = next(iter(values(parameters, "format")), "html")
    if wants_page() and by_suffix(name, (*RESULTS, *GRAPHS)) is None:
        return show_page(query, parameters)
    return respond(query, parameters, name)


def respond(query: str, parameters: Parameters, name: str) -> flask.Response:
    """Run a query and send its result in the format negotiated; `name` is a browser's choice by parameter."""
    results, graphs = wanted(name, RESULTS), wanted(name, GRAPHS)
    if results is None and graphs is None:
        raise NoFormat
    request = Request(
        query,
        results.key if results else None,
        graphs.key if graphs else None,
        default_graphs=values(parameters, "default-graph-uri"),
        named_graphs=values(parameters, "named-graph-uri"),
        inference=wants_inference(parameters),
        seconds=wished_seconds(parameters),
        most=backend.here().options.result_bytes,
        most_rows=backend.here().options.result_rows,
    )
    here = backend.here()
    answer = run(here.pool, request, here.pool.open, caller())
    chosen = graphs if answer.kind == "graph" else results
    assert chosen is not None
    response = send(answer, chosen.content_type)
    response.headers.update(origins(request, answer.release))
    return response


def origins(request: Request, release: str) -> dict[str, str]:
    """Return headers that say of which release the search and the inferences of an answer are, maybe an older one."""
    snapshot = backend.here().pool.snapshot
    inferred = f"{snapshot.base}graph/{INFERRED}"
    named = (*request.default_graphs, *request.named_graphs)
    infers = request.inference or inferred in named or inferred in request.query
    asked = {"X-Claimgraph-Inferred": infers, "X-Claimgraph-Indexed": SEARCH in request.query}
    made = made_of(snapshot) if snapshot.name == release else release
    return {header: made for header, is_asked in asked.items() if is_asked}


def wanted(name: str, offered: tuple[Format, ...]) -> Format | None:
    """Return the format among those offered that the client wants."""
    header = flask.request.headers.get("Accept", "")
    if wants_page():
        return by_suffix(name, offered)
    found = choose(header, offered)
    if found is not None and header:
        # The type is answered as it was asked for: a client that wants application/json gets that name back.
        return choose(header, found.by_any_name()) or found
    return found


def send(answer: Answer, content_type: str) -> flask.Response:
    """Return a whole body with its length, or a stream that breaks off where the query fails."""
    if flask.request.method == "HEAD" and answer.stream is not None:
        answer.stream.close()  # nobody will read it
    elif answer.stream is not None and flask.request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        # It has no chunks: the end of the connection would end the answer, also where that is cut.
        answer.stream.close()
        raise HTTPVersionNotSupported("a result of this size is sent in HTTP/1.1 only, where a cut one can be told")
    content = answer.body if answer.stream is None else answer.stream
    accepted = flask.request.headers.get("Accept", "")
    response = flask.Response(content, content_type=announced(content_type, accepted))
    response.headers["X-Claimgraph-Release"] = answer.release
    response.headers["Vary"] = "Accept"
    response.headers["Server-Timing"] = f"query;dur={1000 * answer.seconds:.1f}"
    response.headers["X-Claimgraph-Limits"] = limits()
    return response


def limits() -> str:
    """Return the limits of every query, as a header says them."""
    options = backend.here().options
    rows = "" if options.result_rows is None else f", rows={options.result_rows}"
    return f"seconds={options.timeout:g}, memory-mib={options.memory_mib}, bytes={options.result_bytes}{rows}"


def wished_seconds(parameters: Parameters) -> float | None:
    """Return the time that a request allows its query, None without a wish; 400 for what is no positive number."""
    wished = next(iter(values(parameters, "timeout")), "")
    if not wished:
        return None
    try:
        seconds = float(wished)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise BadRequest("timeout must be a number of seconds above 0")
    return seconds


def wants_inference(parameters: Parameters) -> bool:
    """Tell whether a request also asks what follows from the graph; 400 for anything but true and false."""
    wishes = values(parameters, "inference") or ["false"]
    if len(wishes) > 1 or wishes[0] not in ("true", "false"):
        raise BadRequest("inference must be true or false")
    return wishes[0] == "true"


def caller() -> Caller:
    """Return who sent the request."""
    departure = flask.request.environ.get(DEPARTURE)
    return Caller(flask.request.remote_addr or "", departure or Departure())


def show_page(query: str, parameters: Parameters) -> flask.Response:
    """Return the query form with the first rows of the result."""
    here = backend.here()
    request = Request(
        query,
        short=True,
        rows=here.options.page_rows,
        default_graphs=values(parameters, "default-graph-uri"),
        named_graphs=values(parameters, "named-graph-uri"),
        inference=wants_inference(parameters),
        seconds=wished_seconds(parameters),
    )
    answer = run(here.pool, request, here.pool.open, caller())
    page = flask.render_template("sparql.html", query=query, result=present(answer), queries=catalogue())
    return flask.Response(page)


def introduce() -> flask.Response:
    """Return the query form to a browser and the service description to a program."""
    if wants_page():
        return flask.Response(flask.render_template("sparql.html", query=EXAMPLE, queries=catalogue()))
    return describe(service)


def preflight() -> flask.Response:
    """Answer a browser that asks whether another site's page may send a query."""
    return flask.Response(status=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
