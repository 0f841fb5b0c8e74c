"""A store of four sources on one event, with clusters and relations of their claims as the analysis writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.entity import Entity
from claimgraph.iri import Mint, document_key
from claimgraph.model import Annotation, Claim, Document, Metadata, PartialDate, Party, Quantity, Segment, Span
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import RDF, RDFS, XSD
from claimgraph.pipeline import Reading, build
from claimgraph.search.index import write as write_search
from claimgraph.settings import Settings
from claimgraph.store import View, writing
from tests.graph.sample import ENTITIES, Given, sample, second, span_of

MINT = Mint()
SUDLAND = Entity("sudland", "LOC", "Sudland", {"en": ("Sudland",)}, coordinates=(58.0, 11.0))
MARCHERS = Entity("marchers", "GRP", "marchers", {"en": ("marchers",)})

KURIER = "Deaths in Lunden\nAccording to Åsa Berg, 12 activists were killed in Lunden."
BELL = "Clashes in Lunden\nThe mayor claimed that “dozens of marchers” died."


def third() -> Annotation:
    """Return the text of a source that counts the same number as another class."""
    here = partial(span_of, text=KURIER)
    return Annotation(
        document=Document("deaths-3", KURIER, publisher="Lunden Kurier"),
        lang="en",
        sha256=hashlib.sha256(KURIER.encode()).hexdigest(),
        metadata=Metadata(PartialDate("2031-05-04", "day"), publisher="Lunden Kurier"),
        segments=(Segment(here(KURIER), "en", "body"),),
        mentions=(),
        quantities=(Quantity(here("12 activists"), "killed", 12, "exactly", 12, 12, "activist"),),
        dates=(),
        claims=(
            Claim(
                (here("12 activists were killed in Lunden"),), "en", "indirect", "S4",
                Party(here("Åsa Berg"), "asa-berg"), here("According to"), event="Kill",
                proposition="Kill(place=lunden)", quantities=(0,),
            ),
        ),
    )  # fmt: skip


def fourth() -> Annotation:
    """Return an older text that keeps its distance, of a speaker who is no known entity."""
    here = partial(span_of, text=BELL)
    return Annotation(
        document=Document("clashes-4", BELL, publisher="Evening Bell"),
        lang="en",
        sha256=hashlib.sha256(BELL.encode()).hexdigest(),
        metadata=Metadata(PartialDate("2031-04-01", "day"), publisher="Evening Bell"),
        segments=(Segment(here(BELL), "en", "body"),),
        mentions=(),
        quantities=(Quantity(here("dozens of marchers"), "killed", None, "vague", 20, 99, "person"),),
        dates=(),
        claims=(
            Claim(
                (here("“dozens of marchers” died"),), "en", "mixed", "S4",
                Party(here("The mayor"), None), here("claimed"),
                stance="distancing", fidelity="verbatim", event="Kill",
                proposition="Kill(patient=marchers,place=lunden)", quantities=(0,),
            ),
        ),
    )  # fmt: skip


def claim(annotation: Annotation, nth: int) -> NamedNode:
    """Return the IRI of a claim of a text."""
    spans = annotation.claims[nth].spans
    return MINT.part(document_key(annotation.document), "claim", Span(spans[0].start, spans[-1].end))


def words(annotation: Annotation, nth: int) -> list[NamedNode]:
    """Return the IRIs of the words of a claim that are compared: those of its count where it has one."""
    claim = annotation.claims[nth]
    spans = tuple(annotation.quantities[index].span for index in claim.quantities) or claim.spans
    return [MINT.part(document_key(annotation.document), "span", span) for span in spans]


CLAIMS = {
    "nordwire-killed": (sample, 0),
    "nordwire-troops": (sample, 1),
    "fjord-killed": (second, 0),
    "fjord-troops": (second, 1),
    "kurier-killed": (third, 0),
    "bell-killed": (fourth, 0),
}
IRIS = {name: claim(make(), nth) for name, (make, nth) in CLAIMS.items()}
WORDS = {name: words(make(), nth) for name, (make, nth) in CLAIMS.items()}
CLUSTERS = {
    "killed": (("nordwire-killed", "fjord-killed", "kurier-killed", "bell-killed"), 3),
    "troops": (("nordwire-troops", "fjord-troops"), 1),
}
RELATIONS = (
    ("oppositePolarity", "fjord-killed", "nordwire-killed", "the one affirms, the other denies", "20-opposite"),
    ("sameProposition", "fjord-troops", "nordwire-troops", "both say that no troops are sent", "30-same"),
    ("consistentQuantity", "kurier-killed", "nordwire-killed", "12 is among at least 12", "11-consistent"),
    ("differentQuantity", "bell-killed", "kurier-killed", "20 to 99 differs from 12", "12-different"),
    ("translates", "fjord-troops", "nordwire-troops", "the one translates the other", "90-translates"),
)


def cluster(name: str) -> NamedNode:
    """Return the IRI of a cluster."""
    return NamedNode(f"{MINT.base}cluster/{name}")


def relation(kind: str, left: str, right: str) -> NamedNode:
    """Return the IRI of a relation."""
    return NamedNode(f"{MINT.base}relation/{kind}-{left}-{right}")


def analysis() -> Iterator[Quad]:
    """Yield the graph of the analysis."""
    graph = MINT.graph("analysis")
    for name, (members, roots) in CLUSTERS.items():
        yield Quad(cluster(name), RDF.type, CG.ClaimCluster, graph)
        yield Quad(cluster(name), CG.independentRoots, Literal(roots), graph)
        for member in members:
            yield Quad(cluster(name), CG.member, IRIS[member], graph)
    for kind, left, right, reason, rule in RELATIONS:
        iri = relation(kind, left, right)
        yield Quad(iri, RDF.type, CG.ClaimRelation, graph)
        yield Quad(iri, CG.relationType, CG.RELATION_TYPE[kind], graph)
        yield Quad(iri, CG.left, IRIS[left], graph)
        yield Quad(iri, CG.right, IRIS[right], graph)
        yield Quad(iri, CG.confidence, Literal("0.9", datatype=XSD.decimal), graph)
        yield Quad(iri, CG.rule, Literal(rule), graph)
        yield Quad(iri, RDFS.comment, Literal(reason, language="en"), graph)
        for span in WORDS[left] + WORDS[right]:
            yield Quad(iri, CG.evidence, span, graph)


def publish(directory: Path) -> View:
    """Write a store of the four texts, two of them those of the shared sample, and return its release."""
    annotations = {a.document.name: a for a in (sample(), second(), third(), fourth())}
    entities = {**ENTITIES, MARCHERS.key: MARCHERS, SUDLAND.key: SUDLAND}
    given = Given(tuple(entities[key] for key in sorted(entities)))

    def merge(found: Iterable[tuple[str, Annotation]]) -> Given:
        assert {annotation.document.name for _, annotation in found} <= set(annotations)
        return given

    reading = Reading(lambda document: annotations[document.name], merge, "four-1")
    build([a.document for a in annotations.values()], directory, Settings(), reading)
    manifest = View.current(directory).release.manifest()
    manifest.pop("release")
    with writing(directory) as writer:
        writer.replace(MINT.graph("analysis"), analysis())
        writer.publish(manifest, 1, write_search)
    return View.current(directory)
