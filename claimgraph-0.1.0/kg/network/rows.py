"""The queries of this package, and their answers as plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from claimgraph.answers import with_prefixes
from claimgraph.store import View

Row = tuple[str, ...]
_SPAN = re.compile(r"(.+)/span/(\d+)-(\d+)")


@cache
def _query(name: str) -> str:
    return with_prefixes(files("claimgraph.network").joinpath(f"{name}.rq").read_text(encoding="utf-8"))


def rows(view: View, name: str, **bound: str) -> Iterator[Row]:
    """Yield the rows of a query of this package in no order; what is unbound is an empty string.

    `bound` gives IRIs for variables.
    """
    found = view.query(_query(name), {Variable(key): NamedNode(iri) for key, iri in bound.items()})
    assert isinstance(found, QuerySolutions)
    for solution in found:
        yield tuple(term.value if isinstance(term, (NamedNode, Literal)) else "" for term in solution)


def languages(view: View, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield subject, words and their language from a query for a subject and words."""
    found = view.query(_query(name))
    assert isinstance(found, QuerySolutions)
    for solution in found:
        subject, words = solution
        if isinstance(subject, NamedNode) and isinstance(words, Literal) and words.language:
            yield subject.value, words.value, words.language


def place(span: str) -> tuple[str, int, int]:
    """Return document, start and end of quoted words: their IRI tells, which is faster than to ask for each.

    >>> place("https://x.example/doc/4f2a/span/12-29")
    ('https://x.example/doc/4f2a', 12, 29)
    """
    match = _SPAN.fullmatch(span)
    assert match is not None, span
    return match[1], int(match[2]), int(match[3])
