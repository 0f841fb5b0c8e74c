"""The files for programs that tell what a page tells, as each page names them in its head."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import flask

Table = dict[str, Any]


@cache
def table() -> Table:
    """Return which files go with which pages."""
    return tomllib.loads(files("claimgraph.server").joinpath("twins.toml").read_text(encoding="utf-8"))


def alternates() -> list[tuple[str, str]]:
    """Return the address and media type of each file that tells what the page asked for tells."""
    known = table()
    for twin in known["twins"]:
        if found := re.fullmatch(twin["page"], flask.request.path):
            stem, query = found.expand(twin["file"]), kept(twin, known["view"])
            return [
                (f"{stem}{'' if twin.get('bare') else '.' + suffix}{query}", known["media"][suffix])
                for suffix in twin["suffixes"]
            ]
    return []


def kept(twin: Table, view: list[str]) -> str:
    """Return the query part of the address that page and files share, with its question mark."""
    fields = [
        (name, value)
        for name, value in flask.request.args.items(multi=True)
        if value and (name in twin["only"] if "only" in twin else name not in view)
    ]
    return f"?{urlencode(fields)}" if fields else ""


def register(app: flask.Flask) -> None:
    """Let templates name the files that go with a page."""
    app.add_template_global(alternates)
