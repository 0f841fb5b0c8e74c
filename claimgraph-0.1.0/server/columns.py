"""The columns of SELECT *, which the store gives in alphabetical order, in the order in which the query names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from claimgraph.server.guard import FORMS, TOKEN

STAR = re.compile(r"(?:\s|\#[^\n\r]*+)*+(?:(?:DISTINCT|REDUCED)\b(?:\s|\#[^\n\r]*+)*+)?\*", re.IGNORECASE)
VARIABLE = re.compile(r"[?$](\w+)")


def find_star(query: str) -> int | None:
    """Return the offset of the star of the outermost SELECT, None without one.

    >>> find_star("PREFIX x: <y:#*> SELECT DISTINCT * { ?s ?p ?o }")
    33
    """
    for match in TOKEN.finditer(query):
        if match.group().upper() in FORMS:
            star = STAR.match(query, match.end()) if match.group().upper() == "SELECT" else None
            return star.end() - 1 if star else None
    return None


def variables(query: str) -> Iterator[str]:
    """Yield the variables in a text as they come, outside strings, IRIs and comments."""
    for match in TOKEN.finditer(query):
        if match.lastgroup == "sigil" and (found := VARIABLE.match(match.group())):
            yield found[1]


def name_columns(query: str, base: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with its star replaced by the variables that it stands for.

    They come from the store's parser, over an empty store. SyntaxError where the query is malformed.
    """
    star = find_star(query)
    if star is None:
        return query
    result = ox.Store().query(query, base_iri=base, prefixes=dict(prefixes))
    assert isinstance(result, ox.QuerySolutions)
    visible = {variable.value for variable in result.variables}
    names = [name for name in dict.fromkeys(variables(query[star:])) if name in visible]
    if set(names) != visible or names == sorted(names):
        return query
    return f"{query[:star]}{' '.join(f'?{name}' for name in names)}{query[star + 1 :]}"
