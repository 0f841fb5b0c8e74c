"""JSON-LD of a pack as quads, with the two contexts that it names at hand: nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from claimgraph.errors import ClaimGraphError
from claimgraph.pack.data import data_text


@cache
def contexts() -> Mapping[str, Mapping[str, Any]]:
    """Return the terms that packs use of the contexts of Web Annotation and schema.org, by their address."""
    known: dict[str, dict[str, Any]] = json.loads(data_text("contexts.json"))
    return known


def local(content: bytes, name: str) -> dict[str, Any]:
    """Return JSON-LD with its context put in place of the address; raise ClaimGraphError where that is not known."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ClaimGraphError(f"{name} is no JSON: {error}") from error
    address = document.get("@context") if isinstance(document, dict) else None
    if not isinstance(address, str) or address not in contexts():
        raise ClaimGraphError(f"{name} has not one of the contexts {', '.join(contexts())}")
    return {**document, "@context": contexts()[address]}


def quads(content: bytes, name: str) -> list[Quad]:
    """Return what JSON-LD says."""
    return parsed(json.dumps(local(content, name)).encode(), RdfFormat.JSON_LD, name)


def parsed(content: bytes, form: RdfFormat, name: str) -> list[Quad]:
    """Return the quads of a file; raise ClaimGraphError where it can't be parsed."""
    try:
        return list(parse(content, format=form))
    except (SyntaxError, ValueError) as error:
        raise ClaimGraphError(f"{name} can't be parsed: {error}") from error
