"""RDF of comparison: clusters of claims and relations between claims, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.compare.comparison import Cluster
from claimgraph.compare.rules import Relation
from claimgraph.iri import Mint
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import RDF, RDFS
from claimgraph.quads import decimal

GRAPH = "analysis"


def relation_iri(mint: Mint, relation: Relation) -> NamedNode:
    """Return the IRI of a relation, made from its type, its rule and both sides."""
    sides = msgspec.json.encode((relation.left, relation.right, relation.spans)).decode()
    return mint.relation(relation.type, relation.rule, sides)


def cluster_quads(mint: Mint, clusters: Iterable[Cluster]) -> Iterator[Quad]:
    """Yield what the graph says of clusters."""
    graph = mint.graph(GRAPH)
    for cluster in clusters:
        iri = mint.cluster(cluster.name)
        yield Quad(iri, RDF.type, CG.ClaimCluster, graph)
        yield Quad(iri, CG.independentRoots, Literal(cluster.roots), graph)
        yield from (Quad(iri, CG.member, mint.node(claim), graph) for claim in cluster.members)


def relation_quads(mint: Mint, found: Iterable[Relation]) -> Iterator[Quad]:
    """Yield what the graph says of relations: type, both claims with the words compared, rule, confidence, reason."""
    graph = mint.graph(GRAPH)
    for relation in found:
        iri = relation_iri(mint, relation)
        yield Quad(iri, RDF.type, CG.ClaimRelation, graph)
        yield Quad(iri, CG.relationType, CG.RELATION_TYPE[relation.type], graph)
        yield Quad(iri, CG.left, mint.node(relation.left[0]), graph)
        yield Quad(iri, CG.right, mint.node(relation.right[0]), graph)
        for (claim, _), span in zip((relation.left, relation.right), relation.spans, strict=True):
            yield Quad(iri, CG.evidence, mint.part(claim.split("/")[1], "span", span), graph)
        yield Quad(iri, CG.rule, Literal(relation.rule), graph)
        yield Quad(iri, CG.confidence, decimal(relation.confidence), graph)
        yield Quad(iri, RDFS.comment, Literal(relation.reason, language="en"), graph)
