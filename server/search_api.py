"""/api/search: full-text search in names, claims and documents; /api/suggest: names by how they begin."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import BadRequest

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.search.search import MOST_HITS, TYPES
from claimgraph.search.wish import LONGEST
from claimgraph.server import backend
from claimgraph.server.answer import send
from claimgraph.server.backend import read_body, visitor
from claimgraph.server.description import made_of

blueprint = flask.Blueprint("search", __name__)

HITS, MOST_AT_ONCE, SUGGESTIONS = 20, 200, 10
KNOWN = frozenset(["q", "type", "language", "limit", "offset"])


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is asked of the index of a worker: `search` or `suggest`, and with which values."""

    kind: str
    asked: Mapping[str, Any]
    seconds: float | None = None
    most: int | None = None

    def message(self) -> dict[str, Any]:
        """Return what is sent to the worker."""
        return {"lookup": self.kind, "asked": dict(self.asked)}


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up gave, and the release that it comes from."""

    content: Any
    release: str


def look_up(lookup: Lookup) -> Found:
    """Ask the index on the lane of pages, as the visitor who waits for it."""
    pool = backend.here().pool
    answer = send(pool, lookup, pool.fast, visitor(), time.monotonic())
    return Found(json.loads(read_body(answer)), answer.release)


@blueprint.get("/api/search")
def search() -> flask.Response:
    """Answer with hits, the best first."""
    asked = given()
    limit, offset = number("limit", HITS, MOST_AT_ONCE), number("offset", 0, MOST_HITS - MOST_AT_ONCE)
    language = flask.request.args.get("language", "")
    question = {"words": asked, "types": types(), "language": language, "limit": limit, "offset": offset}
    found = look_up(Lookup("search", question))
    end, total = offset + limit, found.content["total"]
    more = end < total and end <= MOST_HITS - MOST_AT_ONCE
    hits = [hit | {"type": NAMESPACE + hit["type"]} for hit in found.content["hits"]]
    return answer(found, {"total": total, "offset": offset, "next": following(end) if more else None, "hits": hits})


@blueprint.get("/api/suggest")
def suggest() -> flask.Response:
    """Answer with things whose names begin so, those mentioned most first."""
    asked = {"beginning": given(), "limit": number("limit", SUGGESTIONS, MOST_AT_ONCE), "types": types()}
    found = look_up(Lookup("suggest", asked))
    return answer(found, {"suggestions": [one | {"type": NAMESPACE + one["type"]} for one in found.content]})


def given() -> str:
    """Return what is looked for; 400 without it, or with a parameter that nobody knows."""
    unknown = sorted(set(flask.request.args) - KNOWN)
    if unknown:
        raise BadRequest(f"unknown parameter {unknown[0]}; known: {', '.join(sorted(KNOWN))}")
    text = flask.request.args.get("q", "")
    if not text.strip() or len(text) > LONGEST:
        raise BadRequest(f"say in q what to look for, in at most {LONGEST} characters")
    return text


def types() -> list[str]:
    """Return the types wanted, by name or IRI; 400 for others."""
    names = [name.removeprefix(NAMESPACE) for name in flask.request.args.getlist("type")]
    wrong = next((name for name in names if name not in TYPES), None)
    if wrong is not None:
        raise BadRequest(f"type must be one of {', '.join(TYPES)}")
    return sorted(set(names))


def number(name: str, default: int, most: int) -> int:
    """Return a whole number from the address; 400 for anything else, and beyond `most`."""
    text = flask.request.args.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise BadRequest(f"{name} must be a whole number from 0 to {most}")
    return int(text)


def following(offset: int) -> str:
    """Return the address of the page that begins at an offset."""
    pairs = [(name, value) for name, value in flask.request.args.items(multi=True) if name != "offset"]
    return f"{flask.request.path}?{urlencode([*pairs, ('offset', str(offset))])}"


def indexed(release: str) -> str:
    """Return the release that the index was made of."""
    snapshot = backend.here().pool.snapshot
    return made_of(snapshot) if snapshot.name == release else release


def answer(found: Found, content: dict[str, Any]) -> flask.Response:
    """Return a look-up as JSON."""
    # A write by SPARQL update or Graph Store Protocol keeps the index of the last build.
    response = flask.jsonify({"release": found.release, "indexed": indexed(found.release)} | content)
    response.headers["X-Claimgraph-Release"] = found.release
    return response
