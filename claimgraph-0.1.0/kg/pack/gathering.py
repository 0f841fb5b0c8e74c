"""What a release holds about some claims: their parts, documents, entities, clusters and relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Variable

from claimgraph.answers import with_prefixes
from claimgraph.errors import ClaimGraphError
from claimgraph.iri import Mint
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import OA, RDF, SCHEMA
from claimgraph.pack.data import query_text
from claimgraph.pack.facts import Facts
from claimgraph.pack.subject import Subject
from claimgraph.store import View

MOST_CLAIMS: Final = 2_000
"""Claims of one pack; a larger one would be no evidence that a person reads."""
_TOLD: Final = (CG.member, CG.left, CG.right)
"""How clusters and relations name their claims."""
_NODE, _PREDICATE = Variable("node"), Variable("predicate")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found: claims that the pack is about, claims that these are related to, and all that is said of them."""

    subject: Subject
    claims: tuple[NamedNode, ...]
    related: tuple[NamedNode, ...]
    facts: Facts
    texts: dict[NamedNode, str]
    """The whole texts of the documents."""


def gathered(view: View, subject: Subject) -> Gathered:
    """Return all that a pack about a claim or cluster needs; raise ClaimGraphError where it is too much."""
    return _Walk(view, subject).run()


@dataclass
class _Walk:
    view: View
    subject: Subject
    quads: list[Quad] = field(default_factory=list)
    texts: dict[NamedNode, str] = field(default_factory=dict)
    _seen: set[NamedNode] = field(default_factory=set)

    @cached_property
    def mint(self) -> Mint:
        return Mint(str(self.view.release.manifest()["base"]))

    def run(self) -> Gathered:
        claims = self._members()
        relations = sorted({other for claim in claims for other in self._around(claim, *_TOLD)}, key=str)
        ends = {end for relation in relations for end in self._ends(relation)}
        related = tuple(sorted(ends - set(claims), key=str))
        if len(claims) + len(related) > MOST_CLAIMS:
            raise ClaimGraphError(f"{len(claims)} claims related to {len(related)} are more than {MOST_CLAIMS}")
        for node in (*claims, *related):
            self._follow(node)
        for node in (self.subject.iri, *relations):
            self.quads.extend(self._facts(node))
        return Gathered(self.subject, claims, related, Facts(self._kept()), self.texts)

    def _members(self) -> tuple[NamedNode, ...]:
        if not self.subject.is_cluster:
            return (self.subject.iri,)
        members = {quad.object for quad in self._facts(self.subject.iri) if quad.predicate == CG.member}
        return tuple(sorted((node for node in members if isinstance(node, NamedNode)), key=str))

    def _ends(self, relation: NamedNode) -> Iterator[NamedNode]:
        for quad in self._facts(relation):
            if quad.predicate in (CG.left, CG.right) and isinstance(quad.object, NamedNode):
                yield quad.object

    def _follow(self, first: NamedNode) -> None:
        """Take up a node with all that belongs to it; documents, entities and sources without their other parts."""
        waiting = [first]
        while waiting:
            node = waiting.pop()
            if node in self._seen:
                continue
            self._seen.add(node)
            facts = self._facts(node)
            self.quads.extend(facts)
            waiting += self._next(node, facts)

    def _next(self, node: NamedNode, facts: list[Quad]) -> Iterator[NamedNode]:
        place = self._place(node).split("/")
        if place[0] == "doc" and len(place) == 2:
            yield self.mint.graph("/".join(place))
        if place[0] == "entity":
            yield from self._around(node, RDF.subject)
        if OA.SpecificResource in [quad.object for quad in facts]:
            yield from (one for one in self._around(node, CG.evidence) if self._stands_for_other_words(one))
        if place[0] in ("doc", "proposition", "graph", "run", "link"):
            objects = (quad.object for quad in facts)
            yield from (term for term in objects if isinstance(term, NamedNode) and self._place(term))

    def _stands_for_other_words(self, mention: NamedNode) -> bool:
        return any(quad.predicate == CG.antecedent for quad in self._facts(mention))

    def _place(self, node: NamedNode) -> str:
        """Return what follows the base of an IRI, nothing where it is of another base."""
        return node.value.removeprefix(self.mint.base) if node.value.startswith(self.mint.base) else ""

    def _facts(self, node: NamedNode) -> list[Quad]:
        rows = self._rows("facts", {_NODE: node})
        quads = [Quad(node, row["predicate"], row["object"], row["graph"]) for row in rows]
        if CG.Document not in [quad.object for quad in quads if quad.predicate == RDF.type]:
            return quads
        for quad in quads:
            if quad.predicate == SCHEMA.text and isinstance(quad.object, Literal):
                self.texts[node] = quad.object.value
        return [quad for quad in quads if quad.predicate != SCHEMA.text]

    def _around(self, node: NamedNode, *predicates: NamedNode) -> list[NamedNode]:
        """Return what points at a node by some properties."""
        rows = (row for one in predicates for row in self._rows("pointing", {_NODE: node, _PREDICATE: one}))
        return [row["other"] for row in rows if isinstance(row["other"], NamedNode)]

    def _rows(self, name: str, values: dict[Variable, NamedNode]) -> list[QuerySolution]:
        answer = self.view.query(with_prefixes(query_text(name)), values)
        assert isinstance(answer, QuerySolutions)
        return list(answer)

    def _kept(self) -> Iterator[Quad]:
        """Yield what was taken up, without what other documents say of the same entities and their other parts."""
        told = {self.mint.graph(name) for name in ("entities", "links", "analysis", "prov")}
        told |= {self.mint.graph(self._place(node)) for node in self.texts}
        for quad in self.quads:
            if quad.graph_name in told and (self._is_told(quad.object) or quad.predicate == CG.member):
                yield quad

    def _is_told(self, term: object) -> bool:
        """Whether a value needs no description or has one: only parts of documents may lack theirs."""
        is_part = isinstance(term, NamedNode) and self._place(term).startswith("doc/")
        return not is_part or term in self._seen
