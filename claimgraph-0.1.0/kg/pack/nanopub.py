"""Nanopublications: one claim as assertion, provenance and publication information (nanopub.net/guidelines)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.errors import ClaimGraphError
from claimgraph.iri import Mint
from claimgraph.ontology.external import PROV, RDF, RDFS, SCHEMA, SKOS
from claimgraph.pack.facts import Facts, Node, trig
from claimgraph.pack.records import Stated
from claimgraph.pack.trusty import code, code_of

NP: Final = "http://www.nanopub.org/nschema#"
DATE: Final = NamedNode("http://purl.org/dc/terms/date")
CREATED: Final = NamedNode("http://purl.org/dc/terms/created")
_TYPE: Final = NamedNode(f"{NP}Nanopublication")
_LINKS: Final = {name: NamedNode(f"{NP}has{name}") for name in ("Assertion", "Provenance", "PublicationInfo")}
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_PREFIXES: Final = {"np": NP, "dct": "http://purl.org/dc/terms/"}
_DRAFT: Final = "DRAFT"
_DESCRIBED: Final = (RDF.type, RDFS.label, SCHEMA.name, SKOS.exactMatch)
"""What an assertion tells of the actors and places that it names."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A nanopublication: its IRI, which ends with the hash of the quads, and the quads."""

    iri: NamedNode
    quads: tuple[Quad, ...]

    def trig(self) -> bytes:
        """Return the nanopublication as a file."""
        return trig(self.quads, {**_PREFIXES, "this": self.iri.value, "sub": f"{self.iri.value}#"})


def publication(claim: Stated, facts: Facts, mint: Mint, created: str | None = None) -> Publication:
    """Return a claim as nanopublication.

    What is asserted is that the document has the claim; the claim's content is asserted by nobody but its speaker.
    No clock is read: the date is that of the document; `created` adds when the nanopublication itself was made.
    """
    draft = f"{mint.base}np/{_DRAFT}"
    quads = list(_Draft(draft, claim, facts, mint, created).quads())
    final = code(quads, _DRAFT)
    return Publication(
        NamedNode(f"{mint.base}np/{final}"), tuple(_renamed(quad, draft, f"{mint.base}np/{final}") for quad in quads)
    )


def _renamed(quad: Quad, draft: str, final: str) -> Quad:
    def named(term: object) -> object:
        if isinstance(term, NamedNode) and term.value.startswith(draft):
            return NamedNode(final + term.value.removeprefix(draft))
        return term

    return Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph_name))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Draft:
    draft: str
    claim: Stated
    facts: Facts
    mint: Mint
    created: str | None

    def quads(self) -> Iterator[Quad]:
        this, head, assertion, provenance, info = (
            NamedNode(self.draft + part) for part in ("", "#Head", "#assertion", "#provenance", "#pubinfo")
        )
        yield Quad(this, RDF.type, _TYPE, head)
        for predicate, graph in zip(_LINKS.values(), (assertion, provenance, info), strict=True):
            yield Quad(this, predicate, graph, head)
        yield from (Quad(quad.subject, quad.predicate, quad.object, assertion) for quad in self._assertion())
        yield from self._provenance(assertion, provenance)
        yield from self._info(this, info)

    def _assertion(self) -> Iterator[Quad]:
        """Yield what is said of the claim and its parts, and the names of those whom it mentions."""
        paper, waiting, seen = self.claim.paper.iri, [self.claim.iri], set[Node]()
        while waiting:
            node = waiting.pop()
            if node in seen or node == paper:
                continue
            seen.add(node)
            is_part = node.value.startswith((f"{paper.value}/", f"{self.mint.base}proposition/"))
            for quad in self.facts.about(node):
                if is_part or quad.predicate in _DESCRIBED:
                    yield quad
                if is_part and isinstance(quad.object, NamedNode):
                    waiting.append(quad.object)

    def _provenance(self, assertion: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        paper = self.claim.paper.iri
        yield Quad(assertion, PROV.wasDerivedFrom, paper, graph)
        yield from self._copied([paper], graph)
        yield from self._copied(self.facts.nodes(paper, SCHEMA.publisher), graph)
        for run in self._runs():
            yield Quad(assertion, PROV.wasGeneratedBy, run, graph)
            yield from self._copied([run, *self.facts.nodes(run, PROV.used), *self._agents()], graph)
        for agent in self._agents():
            yield Quad(assertion, PROV.wasAttributedTo, agent, graph)

    def _info(self, this: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        claim = self.claim
        who = claim.speaker.name if claim.speaker else claim.paper.name
        yield Quad(this, RDFS.label, Literal(f"{who}: {claim.text}"), graph)
        yield Quad(this, PROV.wasDerivedFrom, claim.iri, graph)
        for agent in self._agents():
            yield Quad(this, PROV.wasAttributedTo, agent, graph)
            yield from self._copied([agent], graph)
        if claim.paper.published is not None:
            yield Quad(this, DATE, _date(claim.paper.published), graph)
        if self.created is not None:
            yield Quad(this, CREATED, _date(self.created), graph)

    def _runs(self) -> list[NamedNode]:
        paper = self.claim.paper.iri.value.removeprefix(self.mint.base)
        return self.facts.nodes(self.mint.graph(paper), PROV.wasGeneratedBy)

    def _agents(self) -> list[NamedNode]:
        return self.facts.of(PROV.SoftwareAgent)

    def _copied(self, nodes: Iterable[NamedNode], graph: NamedNode) -> Iterator[Quad]:
        for node in nodes:
            yield from (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in self.facts.about(node))


def _date(words: str) -> Literal:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return Literal(words, datatype=NamedNode(f"{_XSD}{kinds.get(len(words), 'dateTime')}"))


def check(quads: Iterable[Quad]) -> NamedNode:
    """Return the IRI of a nanopublication; raise ClaimGraphError unless it is well-formed and its IRI is its hash."""
    found = list(quads)
    this, head = _head(found)
    parts = [_one(found, this, predicate, head) for predicate in _LINKS.values()]
    if len({this, head, *parts}) != 5:
        raise ClaimGraphError(f"the graphs of {this} are not four different ones")
    if {quad.graph_name for quad in found} != {head, *parts} or sum(quad.graph_name == head for quad in found) != 4:
        raise ClaimGraphError(f"{this} has triples outside its four graphs, an empty graph or more in its head")
    for graph, named in ((parts[1], parts[0]), (parts[2], this)):
        if not any(named in (quad.subject, quad.object) for quad in found if quad.graph_name == graph):
            raise ClaimGraphError(f"{graph} does not tell of {named}")
    written = code_of(this.value)
    if written is None or code(found, written) != written:
        raise ClaimGraphError(f"{this} has not the hash of what it says")
    return this


def _head(quads: list[Quad]) -> tuple[NamedNode, NamedNode]:
    found = [quad for quad in quads if quad.predicate == RDF.type and quad.object == _TYPE]
    if len(found) != 1:
        raise ClaimGraphError(f"there are {len(found)} nanopublications where one should be")
    this, head = found[0].subject, found[0].graph_name
    if not isinstance(this, NamedNode) or not isinstance(head, NamedNode):
        raise ClaimGraphError("the nanopublication or its head has no IRI")
    return this, head


def _one(quads: list[Quad], this: NamedNode, predicate: NamedNode, head: NamedNode) -> NamedNode:
    found = [
        quad.object for quad in quads if (quad.subject, quad.predicate, quad.graph_name) == (this, predicate, head)
    ]
    if len(found) != 1 or not isinstance(found[0], NamedNode):
        raise ClaimGraphError(f"{this} has not exactly one {predicate}")
    return found[0]
