"""Parameters of a query for a server, which knows none: terms take the place of variables in the text.

A variable stands for its value in every pattern and filter of its scope; where a clause outside of the pattern names
it (SELECT, GROUP BY, ORDER BY), the pattern begins with VALUES, so that it is bound there too. Values are written as
terms by the store's own serializer, never pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Variable

from claimgraph.errors import QueryRefused
from claimgraph.server.federation import Piece, pieces_of
from claimgraph.server.guard import CLOSING, OPENING

Terms = Mapping[str, str]
"""Name of a variable -> term as SPARQL writes it."""
_VARIABLE = re.compile(r"[?$](\w+)")
Edit = tuple[int, int, str]
"""Where a piece of text begins and ends, and what takes its place."""


def with_values(query: str, parameters: Mapping[Variable, NamedNode | Literal]) -> str:
    """Return a SELECT or ASK query with its parameters bound; QueryRefused where that can't be said in its text.

    >>> with_values("SELECT ?s { ?s a ?type }", {Variable("type"): NamedNode("urn:t")})
    'SELECT ?s { ?s a  <urn:t>  }'
    >>> with_values("SELECT ?s { ?s a ?type }", {Variable("s"): NamedNode("urn:s")})
    'SELECT ?s { VALUES (?s) { (<urn:s>) }  <urn:s>  a ?type }'
    """
    terms = {variable.value: str(term) for variable, term in parameters.items()}
    pieces = pieces_of(query)
    start = next((at for at, piece in enumerate(pieces) if piece.text.upper() in ("SELECT", "ASK")), None)
    if not terms:
        return query
    if start is None:
        raise QueryRefused("a server takes --param in SELECT and ASK only")
    parts, last = [], 0
    for begin, end, text in sorted(_level(pieces[start:], terms)):
        parts += [query[last:begin], text]
        last = end
    return "".join([*parts, query[last:]])


def _level(pieces: Sequence[Piece], terms: Terms) -> Iterator[Edit]:
    """Yield what changes in a query or in an inner one, from its SELECT on to its end."""
    opening = _next_brace(pieces)
    closing = opening + _length(pieces[opening:])
    head, body, tail = pieces[:opening], pieces[opening + 1 : closing - 1], pieces[closing:]
    clauses = [*head, *tail]
    used = {_name(piece) for piece in body}
    takes_all = head[0].text.upper() == "SELECT" and not any(_name(one) or one.text in OPENING for one in head)
    _refuse_assigned(clauses, terms)
    shown = sorted({_name(piece) for piece in clauses} & terms.keys() | (used & terms.keys() if takes_all else set()))
    if shown:
        names, values = (" ".join(words) for words in ([f"?{name}" for name in shown], [terms[name] for name in shown]))
        at = pieces[opening].end
        yield at, at, f" VALUES ({names}) {{ ({values}) }}"
    yield from _pattern(body, terms)


def _pattern(pieces: Sequence[Piece], terms: Terms) -> Iterator[Edit]:
    """Yield what changes in a group graph pattern."""
    _refuse_assigned(pieces, terms)
    skip = 0
    for at, piece in enumerate(pieces):
        following = pieces[at + 1 : at + 2]
        if at < skip:
            continue
        if piece.text == "{" and following and following[0].text.upper() == "SELECT":
            skip = at + _length(pieces[at:])
            inner = pieces[at + 1 : skip - 1]
            yield from _level(inner, {name: terms[name] for name in _projected(inner) & terms.keys()})
        elif piece.text.upper() == "BOUND" and len(pieces) > at + 3 and _name(pieces[at + 2]) in terms:
            skip = at + 4
            yield piece.start, pieces[at + 3].end, "true"
        elif _name(piece) in terms:
            yield piece.start, piece.start + 1 + len(_name(piece)), f" {terms[_name(piece)]} "


def _projected(level: Sequence[Piece]) -> set[str]:
    """Return the variables that an inner query shares with the one around it."""
    head = level[: _next_brace(level)]
    names = {_name(piece) for piece in head if _name(piece)}
    return names or {_name(piece) for piece in level}


def _refuse_assigned(pieces: Sequence[Piece], terms: Terms) -> None:
    """Raise QueryRefused where a query gives a parameter a value itself, or takes away by it."""
    for at, piece in enumerate(pieces):
        word, names = piece.text.upper(), set[str]()
        if word == "AS":
            names = {_name(one) for one in pieces[at + 1 : at + 2]}
        elif word == "VALUES" and at + 1 < len(pieces):
            end = _length(pieces[at + 1 :]) if pieces[at + 1].text == "(" else 1
            names = {_name(one) for one in pieces[at + 1 : at + 1 + end]}
        elif word == "MINUS":
            names = {_name(one) for one in pieces[at + 1 : at + 1 + _length(pieces[at + 1 :])]}
        for name in sorted(names & terms.keys()):
            raise QueryRefused(f"?{name} stands behind {word} in the query; a server takes no --param {name} there")


def _name(piece: Piece) -> str:
    """Return the name of the variable that a piece begins with, else nothing."""
    found = _VARIABLE.match(piece.text)
    return found[1] if found else ""


def _next_brace(pieces: Sequence[Piece]) -> int:
    """Return where the pattern of a query begins: braces within brackets are those of EXISTS."""
    depth = 0
    for at, piece in enumerate(pieces):
        if depth == 0 and piece.text == "{":
            return at
        depth += (piece.text in OPENING) - (piece.text in CLOSING)
    raise QueryRefused("the query has no pattern")


def _length(pieces: Sequence[Piece]) -> int:
    """Return how many pieces there are up to the end of the bracket that the first one opens."""
    depth = 0
    for at, piece in enumerate(pieces):
        depth += (piece.text in OPENING) - (piece.text in CLOSING)
        if depth == 0:
            return at + 1
    raise QueryRefused("a bracket of the query has no end")
