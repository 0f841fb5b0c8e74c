"""Stores with a cluster and relations, in the shape that analysis gives them."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from claimgraph.answers import with_prefixes
from claimgraph.iri import Mint
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import RDF, RDFS
from claimgraph.pipeline import build
from claimgraph.settings import Settings
from claimgraph.store import View, writing
from tests.graph.sample import hand_made, sample, second

MINT = Mint()
CLUSTER = NamedNode(f"{MINT.base}cluster/3fa9c1")
RELATION = NamedNode(f"{MINT.base}relation/77aa01")
REASON = "at least 12 against a denial of at least 20 <killed>"


def claims(view: View) -> dict[str, NamedNode]:
    """Return the claims of a release by their words."""
    rows = view.query(with_prefixes("SELECT ?claim ?words { ?claim a cg:Claim ; schema:text ?words }"))
    assert isinstance(rows, QuerySolutions)
    return {row["words"].value: row["claim"] for row in rows}


def analysed(directory: Path) -> Path:
    """Return a store of the two hand-made annotations, with a cluster of one claim related to another claim."""
    build([sample().document, second().document], directory, Settings(), hand_made())
    found = claims(View.current(directory))
    english, norwegian = found["at least 12 people were killed"], found["minst 20 mennesker ble drept i Lunden"]
    other = found["it … “will not send troops”"]
    analyse(directory, (english, other), (english, norwegian))
    return directory


def analyse(directory: Path, members: tuple[NamedNode, ...], pair: tuple[NamedNode, NamedNode]) -> None:
    """Publish a release with a cluster of some claims and a relation of two."""
    graph = MINT.graph("analysis")
    manifest = View.current(directory).release.manifest()
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (CLUSTER, RDF.type, CG.ClaimCluster),
        *((CLUSTER, CG.member, member) for member in members),
        (CLUSTER, CG.independentRoots, Literal(1)),
        (RELATION, RDF.type, CG.ClaimRelation),
        (RELATION, CG.relationType, CG.RELATION_TYPE["oppositePolarity"]),
        (RELATION, CG.left, pair[0]),
        (RELATION, CG.right, pair[1]),
        (RELATION, RDFS.comment, Literal(REASON, language="en")),
    ]
    with writing(directory) as writer:
        writer.replace(graph, (Quad(*fact, graph) for fact in facts))
        writer.publish(manifest, keep=5)
