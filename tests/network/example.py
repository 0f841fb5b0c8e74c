"""A small network made by hand, over three documents in two languages."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.network.edges import collect, plain_finds
from claimgraph.network.measures import measure
from claimgraph.network.model import Actor, Evidence, Network, Publication
from claimgraph.network.reading import Material, Statement, Tie

ACTORS = {
    "ann": Actor("ann", "Ann", "Person", {"en": "Ann", "uk": "Анна"}),
    "bob": Actor("bob", "Bob", "Person", {"en": "Bob"}),
    "eve": Actor("eve", "Eve", "Organization"),
    "radio": Actor("radio", "Radio", "Organization", {"uk": "Радіо"}),
    "post": Actor("post", "Post", "Source"),
    "fair": Actor("fair", "Fair", "Event"),
}
PUBLICATIONS = {
    "d1": Publication("d1", "First", "Post", "post", "2031-05-03"),
    "d2": Publication("d2", "Second", "Post", "post", "2031-06"),
    "d3": Publication("d3", "Third"),
}


def claim(name: str, document: str = "d1", lang: str = "en", event: str = "", speaker: str = "") -> Evidence:
    return Evidence(name, document, f"words of {name}", ((0, 5),), lang, name, speaker, event)


STATEMENTS = (
    Statement(claim("c1", speaker="ann"), "ann", ("ann", "bob", "eve", "fair"), publisher="post"),
    Statement(claim("c2", "d2", "uk", "Attack"), "ann", ("bob",), ("radio",), publisher="post"),
    Statement(claim("c3", "d2"), "bob", (), (), "post", ("radio",), frozenset({("post", "radio"), ("radio", "wire")})),
    Statement(claim("c4", "d3"), "", ("bob", "eve")),
)
TIES = (Tie("member-of", "bob", "eve", Evidence("s1", "d1", "Bob of Eve", ((9, 19),), "en")),)


def make(statements: Iterable[Statement] = STATEMENTS, ties: tuple[Tie, ...] = TIES) -> Network:
    """Return a network."""
    edges, evidence = collect(plain_finds(Material(ACTORS, PUBLICATIONS, tuple(statements), ties)))
    return measure(edges, ACTORS, evidence, PUBLICATIONS)
