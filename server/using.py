"""The dataset of an update as its request names it: `using-graph-uri` becomes USING in every operation with WHERE.

See SPARQL 1.1 Protocol, section 2.2.3: a request that names a dataset must not hold USING or WITH itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.server.federation import Piece, closing_of, pieces_of
from claimgraph.server.guard import MalformedQuery


def use(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update whose operations see these graphs; the IRIs must be valid ones.

    Raises MalformedQuery where the update names its own dataset.

    >>> use("DELETE WHERE { ?s ?p 1 }", ["http://e.org/a"], [])
    'DELETE { ?s ?p 1 } USING <http://e.org/a> WHERE { ?s ?p 1 }'
    """
    if not default and not named:
        return update
    clause = " ".join([f"USING <{iri}>" for iri in default] + [f"USING NAMED <{iri}>" for iri in named])
    pieces = pieces_of(update)
    parts, last = [], 0
    for index, word in enumerate(top_words(pieces)):
        if word is None:
            continue
        if word in ("USING", "WITH"):
            raise MalformedQuery("name the graphs by USING and WITH, or by parameters of the request, not by both")
        if word == "WHERE":
            piece = pieces[index]
            parts += [update[last : piece.start], shorthand(update, pieces, index), f"{clause} "]
            last = piece.start
    return "".join([*parts, update[last:]])


def top_words(pieces: Sequence[Piece]) -> list[str | None]:
    """Return for each piece the word that it is, in capitals; None for all within brackets and for what is no word."""
    words, depth = list[str | None](), 0
    for piece in pieces:
        # Braces alone: a comparison may look like an IRI and hide others, as `(?a<?b)` does before `?c>?d`.
        depth += (piece.text == "{") - (piece.text == "}")
        words.append(piece.text.upper() if depth == 0 and piece.text.isalpha() else None)
    return words


def shorthand(update: str, pieces: Sequence[Piece], index: int) -> str:
    """Return what DELETE WHERE leaves out: the template, which is the pattern itself; nothing for other operations."""
    if index == 0 or pieces[index - 1].text.upper() != "DELETE" or index + 1 == len(pieces):
        return ""
    start = pieces[index + 1].start
    return f"{update[start : closing_of(list(pieces[index + 1 :]))]} "
