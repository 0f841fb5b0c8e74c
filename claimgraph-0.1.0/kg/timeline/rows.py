"""Answers to the queries of a package, as plain strings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolutions

from claimgraph.answers import with_prefixes
from claimgraph.store import View

Row = tuple[str, ...]


@cache
def _query(package: str, name: str) -> str:
    return with_prefixes(files(package).joinpath(f"{name}.rq").read_text(encoding="utf-8"))


def rows(view: View, name: str, package: str = "claimgraph.timeline") -> list[Row]:
    """Return the rows of a query of a package, sorted; what is unbound is an empty string."""
    found = view.query(_query(package, name))
    assert isinstance(found, QuerySolutions)
    return sorted(set(_plain(found)))


def _plain(found: QuerySolutions) -> Iterator[Row]:
    for solution in found:
        yield tuple(term.value if isinstance(term, (NamedNode, Literal)) else "" for term in solution)
