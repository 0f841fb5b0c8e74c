"""What claims assert, as RDF: each thing with its words, its happening and the known ones who play a role in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode

from claimgraph.model import Assertion
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import RDF
from claimgraph.page import Fact, Page


def assertion_facts(page: Page) -> Iterator[Fact]:
    """Yield what the claims of a document assert, where that adds something to the claims themselves."""
    annotation = page.annotation
    several = {claim for claim, count in Counter(a.claim for a in annotation.assertions).items() if count > 1}
    claims = [iri for iri, _ in page.numbered("claim", annotation.claims)]
    for iri, assertion in page.numbered("assertion", annotation.assertions):
        roles = list(_roles(assertion, page, iri))
        if roles or (assertion.events and assertion.claim in several):
            yield claims[assertion.claim], CG.asserts, iri
            yield iri, RDF.type, CG.Assertion
            yield iri, CG.evidence, page.span(assertion.span)
            yield iri, CG.polarity, CG.POLARITY[assertion.polarity]
            event = assertion.told or next(iter(assertion.events), None)
            if event is not None:
                yield iri, CG.eventType, CG.EVENT_TYPE[event]
            yield from roles


def _roles(assertion: Assertion, page: Page, iri: NamedNode) -> Iterator[Fact]:
    """Yield who plays which role, of those whom the graph knows, each once."""
    known = page.world.entities
    filled = {(f.role, f.entity): None for f in assertion.fillers if f.entity is not None and f.entity in known}
    for role, key in filled:
        if role != "place" or known[key].kind == "LOC":
            yield iri, CG.ROLES[role], page.world.mint.entity(key)
