"""What a pack is about: the claim or cluster that a user names by IRI, by a part of it, or by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from claimgraph.answers import cell, with_prefixes
from claimgraph.errors import QueryRefused
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
    found = _named(view, bare) if bare else []
    for fits in (_is, _ends, _any):
        best = [one for one in found if fits(one, bare)]
        if len(best) == 1:
            return best[0]
        if best:
            raise QueryRefused(_several(best, name, str(view.release.manifest()["base"])))
    hint = "claimgraph query --name search-claims or document-claims shows claims with their IRIs"
    raise QueryRefused(f"no claim or cluster is called {name!r}; give its IRI, the end of it, or the words; {hint}")


def _named(view: View, name: str) -> list[Subject]:
    rows = view.query(with_prefixes(query_text("subject")), {Variable("name"): Literal(name)})
    assert isinstance(rows, QuerySolutions)
    things = ((row["thing"], row["kind"] == CG.ClaimCluster, cell(row["text"])) for row in rows)
    return [Subject(iri, is_cluster, words) for iri, is_cluster, words in things if isinstance(iri, NamedNode)]


def _is(one: Subject, name: str) -> bool:
    return one.iri.value == name


def _ends(one: Subject, name: str) -> bool:
    return one.iri.value.endswith(f"/{name}") or one.words == name


def _any(one: Subject, name: str) -> bool:
    return True


def _several(found: list[Subject], name: str, base: str) -> str:
    shown = "; ".join(f"{one.iri.value.removeprefix(base)} {one.words}".strip() for one in found[:_SHOWN])
    more = ", ..." if len(found) > _SHOWN else ""
    return f"{len(found)} claims or clusters are called {name!r}; give more of one: {shown}{more}"
