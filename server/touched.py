"""Which quads a write can change, told from its text before it is done: so nobody has to look at all the others.

What is said here may be too much, never too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from claimgraph.server.federation import Piece, pieces_of
from claimgraph.server.prologues import PROLOGUE
from claimgraph.server.using import top_words

GraphName = ox.NamedNode | ox.DefaultGraph
NAMING = frozenset(["GRAPH", "WITH", "TO", "ADD", "MOVE", "COPY", "CLEAR", "DROP", "CREATE", "INTO"])
"""Words after which a graph is named that may be written."""
PASSED = frozenset(["SILENT", "GRAPH", "DEFAULT"])
STANDING = "<\"'?$@{([])}"
"""How pieces begin that hold no keyword."""
DATA = frozenset(["INSERT", "DELETE", "DATA"])


@dataclass(frozen=True, slots=True)
class Touched:
    """What a write can change: with `quads` nothing but these, else nothing but what is in these graphs.

    `quads` may hold blank nodes, which stand for new ones. None for `graphs`: any graph.
    """

    graphs: frozenset[GraphName] | None = None
    quads: tuple[ox.Quad, ...] | None = None

    def names(self) -> list[str | None] | None:
        """Return the names of the graphs that may have changed, None for the default one, and for any at all."""
        graphs = self.graphs if self.quads is None else {quad.graph_name for quad in self.quads}
        named = None if graphs is None else {None if isinstance(g, ox.DefaultGraph) else str(g)[1:-1] for g in graphs}
        return None if named is None else sorted(named, key=str)


def touched(update: str, base: str, prefixes: Mapping[str, str]) -> Touched:
    """Return what an update can change; whatever is malformed may change anything."""
    pieces = pieces_of(update)
    words = top_words(pieces)
    begins = [index for index, word in enumerate(words) if word is not None and word not in PROLOGUE]
    try:
        if begins and {words[index] for index in begins} <= DATA and is_data(words, begins):
            return Touched(quads=tuple(data(update, pieces, words, base, prefixes)))
        named = list(names(written(pieces)))
        if not begins or None in named:
            return Touched()
        prologue = update[: pieces[begins[0]].start]
        found = resolve(prologue, (name for name in named if name), base, prefixes)
        return Touched(frozenset([ox.DefaultGraph(), *found]))
    except (SyntaxError, ValueError, RuntimeError):
        return Touched()


def is_data(words: list[str | None], begins: list[int]) -> bool:
    """Tell whether all operations are INSERT DATA and DELETE DATA."""
    return all(words[i] == "DATA" or words[i + 1 : i + 2] == ["DATA"] for i in begins)


def data(
    update: str, pieces: list[Piece], words: list[str | None], base: str, prefixes: Mapping[str, str]
) -> Iterator[ox.Quad]:
    """Yield the quads that the operations of an update name, as the store reads them."""
    parts, last = [], 0
    for index in (index for index, word in enumerate(words) if word == "DELETE"):
        parts += [update[last : pieces[index].start], "INSERT"]
        last = pieces[index].end
    store = ox.Store()
    store.update("".join([*parts, update[last:]]), base_iri=base, prefixes=dict(prefixes))
    return iter(store)


def names(pieces: Iterable[Piece]) -> Iterator[str | None]:
    """Yield the graphs that an update names for writing, as it writes them; None for one that isn't known from it."""
    before = ""
    for piece in pieces:
        word = piece.text.upper()
        if before in NAMING and word not in PASSED:
            yield piece.text if piece.text.startswith("<") or ":" in piece.text else None
        if hides_word(piece.text):
            yield None
        before = before if before in NAMING and word == "SILENT" else word


def written(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces of an update without its WHERE, which only reads, unless that is a template too."""
    depth, words, passing = 0, ["", ""], False
    for piece in pieces:
        if depth == 0 and piece.text == "{":
            passing = words[-1] == "WHERE" and words[-2] != "DELETE"
        depth += (piece.text == "{") - (piece.text == "}")
        if depth == 0:
            words.append(piece.text.upper())
        if not passing or depth == 0:
            yield piece


def hides_word(text: str) -> bool:
    """Tell whether a keyword may end a piece that is longer than it, as in `1GRAPH` or `true.GRAPH:g`.

    >>> [hides_word(text) for text in ("GRAPH", "1GRAPH", "graph:g", "<urn:graph>", "?to", "a:to")]
    [False, True, True, False, False, False]
    """
    if text[0] in STANDING:
        return False
    name, colon, _ = text.upper().partition(":")
    return name.endswith(tuple(NAMING)) and (bool(colon) or name not in NAMING)


def resolve(prologue: str, names: Iterable[str], base: str, prefixes: Mapping[str, str]) -> list[ox.NamedNode]:
    """Return IRIs as the store reads them after a prologue."""
    query = f"{prologue} SELECT ?g {{ VALUES ?g {{ {' '.join(dict.fromkeys(names))} }} }}"
    found = ox.Store().query(query, base_iri=base, prefixes=dict(prefixes))
    assert isinstance(found, ox.QuerySolutions)
    return [row["g"] for row in found]


def has_blank(term: object) -> bool:
    """Tell whether a term is a blank node or has one within."""
    if isinstance(term, ox.Triple):
        return any(map(has_blank, term))
    return isinstance(term, ox.BlankNode)
