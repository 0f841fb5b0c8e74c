"""Validators of answers: an answer stays the same as long as the release does, see RFC 9110, section 8.8 and 13."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib.metadata import version
from urllib.parse import unquote_plus

import flask

from claimgraph.server import backend, languages
from claimgraph.server.process import Snapshot

KEPT = frozenset(
    {"about", "canned", "claims_board", "compare", "comparison", "description", "graphs", "map", "network"}
    | {"overview", "pages", "resources", "search", "search_page", "sparql", "sparql_page", "timeline", "words"}
)
"""Blueprints whose answers depend on nothing but the release and the request."""

# An escape may hide a word, and is rare enough in an address.
CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b|\\u", re.IGNORECASE)
ASKED = ("Accept",)
RELEASE = "X-Claimgraph-Release"


@lru_cache(maxsize=8)
def stamp(snapshot: Snapshot) -> str:
    """Return what tells a release from every other, also from one of the same name in a store built anew."""
    manifest = snapshot.graph.parent / "manifest.json"
    content = manifest.read_bytes() if manifest.exists() else b""
    return hashlib.sha256(f"{version('claimgraph')} {snapshot.name} ".encode() + content).hexdigest()


def tag() -> str | None:
    """Return the entity tag of the answer to this request, None where the answer may change from call to call."""
    request = flask.request
    if request.method not in ("GET", "HEAD") or request.blueprint not in KEPT:
        return None
    address = f"{request.host_url} {request.environ['PATH_INFO']}?{request.environ['QUERY_STRING']}"
    if CHANGING.search(unquote_plus(address)):
        return None
    chosen = (languages.language(), *(request.headers.get(name, "") for name in ASKED))
    parts = (stamp(backend.here().pool.snapshot), address, *chosen)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def answer_unchanged() -> flask.Response | None:
    """Return 304 where the client has the answer already, without running anything."""
    flask.g.tag = found = tag()
    if found is not None and flask.request.if_none_match.contains_weak(found):
        response = flask.Response(status=304, headers={RELEASE: backend.here().release})
        del response.headers["Content-Type"]
        return response
    return None


def add_validator(response: flask.Response) -> flask.Response:
    """Add the tag to what may be kept; caches ask again each time."""
    if response.status_code not in (200, 304) or flask.request.blueprint not in KEPT:
        return response
    found: str | None = flask.g.get("tag")
    if found is not None and found == tag():  # no release was published meanwhile
        response.set_etag(found, weak=True)
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
