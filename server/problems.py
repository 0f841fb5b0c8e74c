"""Which status and text an error becomes; one line of plain text for programs, a page for people."""

from __future__ import annotations

import flask
from werkzeug.exceptions import HTTPException, InternalServerError

from claimgraph.errors import ClaimGraphError, QueryLimit, QueryRefused, StoreError
from claimgraph.queries import catalogue
from claimgraph.server.federation import ServiceFailed
from claimgraph.server.formats import GRAPHS, HTML, RESULTS, choose
from claimgraph.server.guard import MalformedQuery
from claimgraph.server.hand import Conflict, NoGraph, UpdateFailed, UpdateLimit, WrongPatch
from claimgraph.server.lag import Unfinished
from claimgraph.server.stream import NoFormat, NotInRelease, QueryFailed
from claimgraph.server.versions import ConditionFailed
from claimgraph.server.words import gettext as _
from claimgraph.server.words import noted, translated
from claimgraph.store import StoreBusy

LIMITS = {
    "time": (503, noted("the query took longer than the limit of {:g} s and was stopped")),
    "memory": (507, noted("the query needed more than the limit of {:g} MiB of memory and was stopped")),
    "bytes": (507, noted("the result is larger than the limit of {:,.0f} bytes; ask for a part of it with LIMIT")),
    "rows": (507, noted("the result has more than {:,.0f} rows; ask for a part of it with LIMIT")),
    "queue": (503, noted("too many queries are waiting (limit {:g}); try again in a moment")),
}
RETRY_SECONDS = "2"
TOLD = ("Allow", "WWW-Authenticate")


def status_and_text(error: Exception) -> tuple[int, str]:
    """Return the status of an error and the line that explains it."""
    match error:
        case MalformedQuery():
            return 400, _("the query can't be read: %(error)s", error=error)
        case QueryRefused():
            return 403, str(error)
        case QueryLimit():
            status, text = LIMITS[error.kind]
            text = text.replace("the query", "the update") if isinstance(error, UpdateLimit) else text
            return status, translated(text).format(error.value)
        case ServiceFailed():
            return 502, str(error)
        case NoGraph():
            return 404, str(error)
        case ConditionFailed():
            return 412, str(error)
        case Conflict():
            return 409, f"nothing was changed: {error}"
        case WrongPatch():
            return 422, str(error)
        case UpdateFailed():
            return 500, f"the update failed, nothing was changed: {error}"
        case NoFormat():
            return 406, f"the result can't be had in any format accepted; there are: {media_types()}"
        case NotInRelease():
            return 501, str(error)
        case QueryFailed():
            return 500, f"the query failed: {error}"
        case StoreBusy() | Unfinished():
            return 503, f"nothing was changed: {error.reason}"
        case StoreError():
            return 503, _("the store can't be read at the moment")
        case HTTPException():
            return error.code or 500, " ".join((error.description or error.name).split())
        case _:
            return 500, InternalServerError.description


def media_types() -> str:
    """List every format of results and graphs."""
    return ", ".join(item.media for item in (*RESULTS, *GRAPHS))


def wants_page() -> bool:
    """Tell whether the client is a browser that would rather have a page."""
    header = flask.request.headers.get("Accept", "")
    best = choose(header, (RESULTS[0], HTML)) if "text/html" in header else None
    return best is HTML


def show(error: Exception) -> flask.Response:
    """Return the response for an error."""
    status, text = status_and_text(error)
    if wants_page():
        query = flask.request.args.get("query", "") if flask.request.path == "/sparql" else ""
        if query:
            page = flask.render_template("sparql.html", query=query, problem=text, queries=catalogue())
        else:
            page = flask.render_template("problem.html", status=status, text=text)
        response = flask.Response(page, status)
    else:
        response = flask.Response(text.rstrip() + "\n", status, content_type="text/plain; charset=utf-8")
    if isinstance(error, QueryLimit) and status == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    if isinstance(error, HTTPException):
        response.headers.update((name, value) for name, value in error.get_headers() if name in TOLD)
    return response


def register(app: flask.Flask) -> None:
    """Show errors raised on purpose and those of HTTP by `show`."""
    app.register_error_handler(ClaimGraphError, show)
    app.register_error_handler(HTTPException, show)
