"""Prefixes declared between the operations of an update, brought to its front: the store reads them there alone.

SPARQL 1.1 allows a prologue before every operation (rule [29], Update). pyoxigraph 0.5.13 says of one after a semicolon
that it expected an operation.
"""

from __future__ import annotations

from claimgraph.server.federation import Piece, pieces_of
from claimgraph.server.guard import MalformedQuery
from claimgraph.server.using import top_words

PROLOGUE = ("PREFIX", "BASE", "VERSION")


def hoist(update: str) -> str:
    """Return an update with every PREFIX in front; what has but one prologue stays as it is.

    Raises MalformedQuery where that would change what it means: a prefix with two meanings, a later BASE.

    >>> hoist("DROP ALL; PREFIX a: <urn:a> INSERT DATA { a:b a:c 1 }")
    'PREFIX a: <urn:a> DROP ALL;  INSERT DATA { a:b a:c 1 }'
    """
    pieces = pieces_of(update)
    words = top_words(pieces)
    marks = [index for index, word in enumerate(words) if word in PROLOGUE]
    if not marks or all(word is None or word in PROLOGUE for word in words[: marks[-1]]):
        return update
    first = next(index for index, word in enumerate(words) if word is not None and word not in PROLOGUE)
    meanings: dict[str, str] = {}
    front, parts, last = [], [], 0
    for index in marks:
        if index > first and words[index] == "BASE":
            raise MalformedQuery("BASE must come before the first operation")
        declared = declaration(pieces, index) if words[index] == "PREFIX" else None
        if declared is None:
            continue
        name, iri = declared
        if name.text not in meanings and any(piece.text.startswith(name.text) for piece in pieces[first:index]):
            raise MalformedQuery(f"the prefix {name.text} is declared after it is used")
        if meanings.setdefault(name.text, iri.text) != iri.text:
            raise MalformedQuery(f"the prefix {name.text} has two meanings in one request")
        if index > first:
            front.append(f"PREFIX {name.text} {iri.text} ")
            parts.append(update[last : pieces[index].start])
            last = iri.end
    return "".join([*insert(update, pieces[first].start, "".join(front), parts), update[last:]])


def declaration(pieces: list[Piece], index: int) -> tuple[Piece, Piece] | None:
    """Return the name and the IRI that follow a word PREFIX, None where there is something else."""
    following = pieces[index + 1 : index + 3]
    if len(following) == 2 and following[0].text.endswith(":") and following[1].text.startswith("<"):
        return following[0], following[1]
    return None


def insert(update: str, place: int, front: str, parts: list[str]) -> list[str]:
    """Return the parts of an update, the first of which holds the first operation, with a text before that."""
    return [update[:place], front, parts[0][place:], *parts[1:]] if parts else []
