"""Validators of answers: an answer stays the same as long as the release does, see RFC 9110, section 8.8 and 13."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from importlib.metadata import version
from urllib.parse import unquote_plus

import flask
from werkzeug.exceptions import BadRequest

from claimgraph.inference.names import GRAPH as INFERRED
from claimgraph.server import backend, languages
from claimgraph.server.graph_names import asked_graph
from claimgraph.server.guard import is_settled
from claimgraph.server.process import Snapshot
from claimgraph.server.versions import versions_of

KEPT = frozenset(
    {"about", "canned", "claims_board", "compare", "comparison", "description", "graphs", "map", "network"}
    | {"overview", "pages", "resources", "search", "search_page", "sparql", "sparql_page", "timeline", "words"}
)
"""Blueprints whose answers depend on nothing but the release and the request."""

GRAPHS = "graphs"
"""The blueprint whose tags are strong: a write may be made to depend on them."""
ASKED = ("Accept",)
RELEASE = "X-Claimgraph-Release"


@lru_cache(maxsize=8)
def stamp(snapshot: Snapshot) -> str:
    """Return what tells a release from every other, also from one of the same name in a store built anew."""
    manifest = snapshot.graph.parent / "manifest.json"
    content = manifest.read_bytes() if manifest.exists() else b""
    return hashlib.sha256(f"{snapshot.name} ".encode() + content).hexdigest()


@cache
def software() -> str:
    """Return the version of this program, which answers may depend on."""
    return version("claimgraph")


def tag(snapshot: Snapshot) -> str | None:
    """Return the entity tag of the answer to this request, None where the answer may change from call to call."""
    request = flask.request
    if request.method not in ("GET", "HEAD") or request.blueprint not in KEPT:
        return None
    address = f"{request.host_url} {request.environ['PATH_INFO']}?{request.environ['QUERY_STRING']}"
    if not is_settled(unquote_plus(address)):
        return None
    chosen = (languages.language(), *(request.headers.get(name, "") for name in ASKED))
    known = graph_version()
    parts = (known or stamp(snapshot), software(), address, *chosen)
    found = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return found if known is None else f"{known}.{found}"


def graph_version() -> str | None:
    """Return the version of the graph that a request asks for, None where it asks for anything else."""
    if flask.request.blueprint != GRAPHS:
        return None
    try:
        graph = asked_graph()
    except BadRequest:  # which the answer tells
        return None
    inferred = graph == f"{backend.here().base}graph/{INFERRED}"
    return None if inferred else versions_of(backend.here().pool.snapshot.graph.parent).version(graph)


def is_known(tag: str) -> bool:
    """Tell whether the client has what a tag stands for, in whatever coding it was sent."""
    asked = flask.request.if_none_match
    return asked.contains_weak(tag) or tag in map(without_coding, filter(None, asked.as_set(include_weak=True)))


def without_coding(tag: str) -> str:
    """Return an entity tag without its mark of weakness, its quotes and the coding at its end.

    >>> without_coding('"0123.ab.gzip"'), without_coding('W/"0123"')
    ('0123.ab', '0123')
    """
    return ".".join(tag.removeprefix("W/").strip('"').split(".")[:2])


def answer_unchanged() -> flask.Response | None:
    """Return 304 where the client has the answer already, without running anything."""
    flask.g.snapshot = backend.here().pool.snapshot
    flask.g.tag = found = tag(flask.g.snapshot)
    if found is not None and is_known(found):
        response = flask.Response(status=304, headers={RELEASE: backend.here().release})
        del response.headers["Content-Type"]
        return response
    return None


def add_validator(response: flask.Response) -> flask.Response:
    """Add the tag to what may be kept; caches ask again each time."""
    if response.status_code not in (200, 304) or flask.request.blueprint not in KEPT:
        return response
    found: str | None = flask.g.get("tag")
    if found is not None and flask.g.snapshot is backend.here().pool.snapshot:  # no release was published meanwhile
        response.set_etag(found, weak="." not in found)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.vary.update((*ASKED, "Accept-Language") if is_page(response) else ASKED)
    elif flask.request.method in ("GET", "HEAD"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def is_page(response: flask.Response) -> bool:
    """Tell whether an answer is in a language, or says that one is unchanged."""
    return response.mimetype == "text/html" or (response.status_code == 304 and not languages.is_neutral())


def register(app: flask.Flask) -> None:
    """Answer conditional requests."""
    app.before_request(answer_unchanged)
    app.after_request(add_validator)
