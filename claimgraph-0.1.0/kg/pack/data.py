"""The data files of this package: queries, the page, its style sheet, the contexts of JSON-LD."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def data_text(name: str) -> str:
    """Return the words of a data file."""
    return files("claimgraph.pack").joinpath(name).read_text(encoding="utf-8")


def query_text(name: str) -> str:
    """Return a SPARQL query by name."""
    return data_text(f"{name}.rq")
