"""What a pack is about: the claim or cluster that a user names by IRI, by a part of it, or by its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from claimgraph.answers import Term, cell, with_prefixes
from claimgraph.errors import QueryRefused
from claimgraph.iri import address
from claimgraph.ontology import terms as CG
from claimgraph.pack.data import query_text
from claimgraph.store import View

_SHOWN: Final = 5
"""Things of one name that an error lists."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim or a cluster of a release."""

    iri: NamedNode
    is_cluster: bool
    words: str = ""


def subject(view: View, name: str) -> Subject:
    """Return the claim or cluster that a name means.

    A name is an IRI, its end (`claim/12-80`), the start of a key (`cluster/3fa`) or the exact words of a claim.
    Raises QueryRefused where nothing or several things are called so.
    """
    bare = name.strip().removeprefix("<").removesuffix(">").strip("/")
    for found in _found(view, bare) if bare else ():
        if len(found) == 1:
            return _known(view, found[0])
        if found:
            raise QueryRefused(_several(view, found, name))
    hint = "claimgraph query --name search-claims or document-claims shows claims with their IRIs"
    raise QueryRefused(f"no claim or cluster is called {name!r}; give its IRI, the end of it, or the words; {hint}")


def _found(view: View, name: str) -> Iterator[list[NamedNode]]:
    """Yield what a name may mean, the most certain first: as IRI, as words, as end of an IRI, as part of one."""
    iri = address(name)
    if iri is not None:
        yield _things(view, "thing", {"thing": iri})
    worded = _things(view, "worded", {"name": Literal(name)})
    yield [thing for thing in worded if _things(view, "thing", {"thing": thing})]
    parts = _things(view, "partly", {"name": Literal(name)})
    yield [thing for thing in parts if thing.value.endswith(f"/{name}")]
    yield parts


def _things(view: View, query: str, values: Mapping[str, Term]) -> list[NamedNode]:
    return [thing for row in _rows(view, query, values) if isinstance(thing := row["thing"], NamedNode)]


def _rows(view: View, query: str, values: Mapping[str, Term]) -> QuerySolutions:
    rows = view.query(with_prefixes(query_text(query)), {Variable(key): value for key, value in values.items()})
    assert isinstance(rows, QuerySolutions)
    return rows


def _known(view: View, thing: NamedNode) -> Subject:
    row = next(_rows(view, "thing", {"thing": thing}))
    return Subject(thing, row["kind"] == CG.ClaimCluster, cell(row["text"]))


def _several(view: View, found: Sequence[NamedNode], name: str) -> str:
    base = str(view.release.manifest()["base"])
    shown = "; ".join(
        f"{thing.value.removeprefix(base)} {_known(view, thing).words}".strip() for thing in found[:_SHOWN]
    )
    more = "; ..." if len(found) > _SHOWN else ""
    return f"{len(found)} claims or clusters are called {name!r}; give more of one: {shown}{more}"
