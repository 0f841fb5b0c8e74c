"""Canned queries asked of a release, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from claimgraph.queries import Query
from claimgraph.questions import ask as put
from claimgraph.store import View

Row = dict[str, NamedNode | Literal | None]


def ask(view: View, text: str, parameters: Mapping[Variable, NamedNode | Literal]) -> Iterable[Sequence[object]]:
    """Run a look-up, as the catalogue wants it."""
    rows = view.query(text, parameters)
    assert isinstance(rows, QuerySolutions)
    return [list(row) for row in rows]


def answer(view: View, query: Query, **values: str) -> list[Row]:
    """Return the rows of a canned query."""
    rows = put(view, query.text, query.bind(values, lambda text, known: ask(view, text, known)))
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    return [{name: row[name] for name in names} for row in rows]


def columns(view: View, query: Query) -> list[str]:
    """Return the variables of a query's answer."""
    rows = put(view, query.text, {})
    assert isinstance(rows, QuerySolutions)
    return [variable.value for variable in rows.variables]
