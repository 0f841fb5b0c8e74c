"""A release as a query worker has it open: its graph, and its index for search once that is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from claimgraph.errors import StoreError
from claimgraph.inference.names import GRAPH, folder_of
from claimgraph.search.terms import MATCHES

if TYPE_CHECKING:
    from claimgraph.search.search import Searcher

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Holdings:
    """What queries are answered from, a replica of the graph if there is one; OSError where it can't be opened."""

    # What search needs is imported by the first one: most workers never see any, and must start quickly.

    def __init__(self, graph: Path, replica: ox.Store | None = None) -> None:
        self.store = ox.Store.read_only(str(graph)) if replica is None else replica
        self._folder = graph.parent

    @cached_property
    def inferred(self) -> ox.Store:
        """The graph together with what follows from it; StoreError where the release has none."""
        folder = folder_of(self._folder)
        if not folder.is_dir():
            raise StoreError(str(self._folder), "this release has no inferred graph; build with --inference")
        return ox.Store.read_only(str(folder))

    def store_for(self, request: Mapping[str, Any]) -> ox.Store:
        """Return the store that a request asks: what follows is there only for those who want it."""
        graph = f"{request['base']}graph/{GRAPH}"
        named = (*(request["default_graphs"] or ()), *(request["named_graphs"] or ()))
        wanted = request["inference"] or graph in named or (request["chosen"] and GRAPH in request["query"])
        return self.inferred if wanted else self.store

    def default_graphs(self, request: Mapping[str, Any]) -> list[str] | None:
        """Return the graphs that a request chooses as default graph, with what follows where it wants that."""
        named: list[str] | None = request["default_graphs"]
        wanted = request["inference"] and named is not None
        return [*(named or ()), f"{request['base']}graph/{GRAPH}"] if wanted else named

    @cached_property
    def searcher(self) -> Searcher:
        """The index of the release; StoreError where it has none."""
        from claimgraph.search.search import Searcher

        return Searcher(self._folder)

    def written(self, request: Mapping[str, Any]) -> str:
        """Return the query of a request with the hits of its searches put in."""
        if not request.get("searches"):
            return str(request["query"])
        from claimgraph.server.search_service import LocalSearch, put_in

        searches = [LocalSearch(**search) for search in request["searches"]]
        values = {name: term["value"] for name, term in request["bindings"].items()}
        return put_in(request["query"], searches, values, self.searcher.search)

    def look_up(self, kind: str, asked: Mapping[str, Any]) -> bytes:
        """Return what a search, or a look-up of beginnings, gives, as JSON."""
        from claimgraph.search.search import Question

        if kind == "search":
            found: Any = asdict(self.searcher.search(Question(**{**asked, "types": tuple(asked["types"])})))
        else:
            found = [asdict(one) for one in self.searcher.suggest(**asked)]
        return json.dumps(found, ensure_ascii=False).encode()


def matches(*arguments: Term) -> Term | None:
    """Tell whether a text has what is looked for; its language is its tag, a third argument, or any.

    Anything but texts as arguments is an error of the expression, as with the functions of SPARQL itself.
    """
    from claimgraph.errors import QueryRefused
    from claimgraph.search.matching import matches as test

    if len(arguments) not in (2, 3) or not all(isinstance(one, ox.Literal) for one in arguments):
        return None
    text, words, *more = (one for one in arguments if isinstance(one, ox.Literal))
    language = more[0].value if more else text.language
    try:
        return ox.Literal(test(text.value, words.value, language or ""))
    except QueryRefused:
        return None


FUNCTIONS = {ox.NamedNode(MATCHES): matches}
