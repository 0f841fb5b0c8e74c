"""/about: where the data come from, their licences, the versions that made them, how good it is and its limits."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import flask

from claimgraph.server import backend

blueprint = flask.Blueprint("about", __name__)

LISTED = 100
"""Publishers that the page lists; the file has all."""


@blueprint.get("/about")
def page() -> str:
    """Show all that is known about the data."""
    return flask.render_template("about.html", listed=LISTED, **everything())


@blueprint.get("/about.json")
def data() -> flask.Response:
    """Give the same to programs."""
    return flask.jsonify(everything())


def everything() -> dict[str, Any]:
    """Return what the page tells, of the release and of the program."""
    rows = backend.here().once("count_documents")
    return {
        "release": manifest(),
        "program": version("claimgraph"),
        "sources": sums(rows, "label"),
        "languages": sums(rows, "lang"),
        "model": toml("claimgraph.encoder", "model/card.toml"),
        "scripts": scripts(),
        **toml("claimgraph.server", "about.toml"),
    }


def manifest() -> dict[str, Any]:
    """Return what the release tells of itself; nothing but its name where it has no manifest."""
    here = backend.here()
    path = here.pool.snapshot.graph.parent / "manifest.json"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {"release": here.release, "base": here.base} | told


def sums(rows: list[dict[str, str]], column: str) -> list[dict[str, Any]]:
    """Return the documents per value of a column, the largest number first; without a value "" stands."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.get(column, "")] = totals.get(row.get(column, ""), 0) + int(row["documents"])
    return [{"name": name, "documents": totals[name]} for name in sorted(totals, key=lambda one: (-totals[one], one))]


@cache
def toml(package: str, path: str) -> dict[str, Any]:
    """Return a data file of a package."""
    return tomllib.loads(files(package).joinpath(path).read_text(encoding="utf-8"))


@cache
def scripts() -> list[dict[str, str]]:
    """Return the vendored files with version and licence."""
    pins = json.loads((files("claimgraph.server") / "static" / "vendor" / "VENDOR.json").read_text(encoding="utf-8"))
    return [{"name": name, **{key: pin[key] for key in ("version", "licence", "sha256")}} for name, pin in pins.items()]
