"""Claims, documents and relations of a pack as records that its files are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from claimgraph.errors import ClaimGraphError
from claimgraph.iri import WIKIDATA
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import OA, RDF, RDFS, SCHEMA, SEM, SKOS
from claimgraph.pack.excerpts import Range
from claimgraph.pack.facts import Facts, Node

PARTS: Final = (
    ("content", (CG.evidence,)),
    ("reporting words", (CG.cueSpan,)),
    ("speaker", (CG.speakerSpan,)),
    ("figure", (CG.quantity, CG.evidence)),
    ("date", (SEM.hasTime, CG.evidence)),
)
"""What words of a text may be for a claim, and the path that leads from the claim to them."""
MEANT: Final = "who is meant"
"""Words that stand, elsewhere in the text, for the same person as a description or pronoun."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document at code points, end exclusive."""

    iri: NamedNode
    document: NamedNode
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def range(self) -> Range:
        """Start and end."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Part:
    """Words and what they are for a claim."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or source with the name to show and its item of Wikidata, where that is certain."""

    iri: NamedNode
    name: str
    is_person: bool = False
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with what is known of where it comes from."""

    iri: NamedNode
    name: str
    headline: str
    language: str
    published: str | None
    publisher: Named | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with its words."""

    iri: NamedNode
    text: str
    language: str
    paper: Paper
    speaker: Named | None
    via: tuple[Named, ...]
    parts: tuple[Part, ...]
    is_quoted: bool
    traits: tuple[tuple[str, str], ...]
    """What was read from the words: name of the trait and code of its value, in the order of the vocabulary."""

    @property
    def evidence(self) -> list[Span]:
        """The spans of the content in the order of the text."""
        return [part.span for part in self.parts if part.role == "content"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link between two claims, with its reason."""

    iri: NamedNode
    kind: str
    left: NamedNode
    right: NamedNode
    reason: str


_KNOWN: Final = {"year": 4, "month": 7}
"""Length of a date that is known to a year or month only."""
_TRAITS: Final = (
    ("form", CG.form, CG.FORM),
    ("fidelity", CG.fidelity, CG.FIDELITY),
    ("stance", CG.cueStance, CG.CUE_STANCE),
    ("polarity", CG.polarity, CG.POLARITY),
    ("certainty", CG.certainty, CG.CERTAINTY),
    ("tense", CG.tense, CG.TENSE),
    ("event", CG.eventType, CG.EVENT_TYPE),
)


def spans(facts: Facts) -> dict[Node, Span]:
    """Return all spans with words by their node."""
    found = (span(node, facts) for node in facts.of(OA.SpecificResource))
    return {one.iri: one for one in found if one is not None}


def span(node: NamedNode, facts: Facts) -> Span | None:
    """Return the words at a node, None where a selector of place or of words lacks."""
    document = facts.node(node, OA.hasSource)
    values = {name: value for name in (OA.start, OA.end, OA.exact, OA.prefix, OA.suffix)
              for selector in facts.selectors(node) if (value := facts.word(selector, name)) is not None}  # fmt: skip
    if document is None or not {OA.start, OA.end, OA.exact} <= set(values):
        return None
    start, end = int(values[OA.start]), int(values[OA.end])
    return Span(node, document, start, end, values[OA.exact], values.get(OA.prefix, ""), values.get(OA.suffix, ""))


class Reading:
    """Reads records from facts."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._spans = spans(facts)

    def claim(self, iri: NamedNode) -> Stated:
        """Return a claim."""
        facts = self._facts
        document, speaker = facts.node(iri, CG.statedIn), facts.node(iri, CG.speaker)
        if document is None:
            raise ClaimGraphError(f"{iri.value} is in a cluster or relation but in no document; build anew")
        fidelity = facts.node(iri, CG.fidelity)
        return Stated(
            iri=iri,
            text=facts.word(iri, SCHEMA.text) or "",
            language=facts.word(iri, SCHEMA.inLanguage) or "und",
            paper=self.paper(document),
            speaker=None if speaker is None else self.named(speaker),
            via=tuple(self.named(source) for source in facts.nodes(iri, CG.viaSource)),
            parts=tuple(self._parts(iri)),
            is_quoted=fidelity is not None and fidelity != CG.FIDELITY["paraphrase"],
            traits=tuple(self._traits(iri)),
        )

    def paper(self, iri: NamedNode) -> Paper:
        """Return a document."""
        facts = self._facts
        publisher, url = facts.node(iri, SCHEMA.publisher), facts.node(iri, SCHEMA.url)
        name = facts.word(iri, SCHEMA.name) or ""
        return Paper(
            iri, name, facts.word(iri, SCHEMA.headline) or name, facts.word(iri, SCHEMA.inLanguage) or "und",
            self._published(iri),
            None if publisher is None else self.named(publisher), None if url is None else url.value,
        )  # fmt: skip

    def _published(self, iri: NamedNode) -> str | None:
        """Return the date of a document as far as it is known: 2031-05 for a month."""
        moment, precision = self._facts.word(iri, SCHEMA.datePublished), self._facts.word(iri, CG.datePrecision)
        return moment and moment[: _KNOWN.get(precision or "", len(moment))]

    def named(self, iri: NamedNode) -> Named:
        """Return an actor or a source."""
        facts = self._facts
        label = facts.word(iri, RDFS.label) or facts.word(iri, SCHEMA.name) or facts.word(iri, SKOS.prefLabel)
        items = (node.value for node in facts.nodes(iri, SKOS.exactMatch))
        item = next((value for value in items if value.startswith(WIKIDATA)), None)
        return Named(iri, label or iri.value.rpartition("/")[2], CG.Person in facts.all(iri, RDF.type), item)

    def relations(self) -> list[Relation]:
        """Return the relations between claims."""
        return [found for node in self._facts.of(CG.ClaimRelation) if (found := self._relation(node)) is not None]

    def _relation(self, node: NamedNode) -> Relation | None:
        facts = self._facts
        left, right, kind = (facts.node(node, name) for name in (CG.left, CG.right, CG.relationType))
        if left is None or right is None or kind is None:
            return None
        return Relation(node, _code(kind, CG.RELATION_TYPE), left, right, facts.word(node, RDFS.comment) or "")

    def _traits(self, iri: NamedNode) -> Iterator[tuple[str, str]]:
        for name, predicate, codes in _TRAITS:
            for value in self._facts.nodes(iri, predicate):
                yield name, _code(value, codes)

    def _parts(self, iri: NamedNode) -> Iterator[Part]:
        facts = self._facts
        for role, path in PARTS:
            yield from self._spanned(role, self._led([iri], path))
        for words in facts.nodes(iri, CG.speakerSpan):
            mentions = [node for node in facts.subjects(CG.evidence, words) if isinstance(node, NamedNode)]
            yield from self._spanned(MEANT, self._led(mentions, (CG.antecedent,)))

    def _led(self, nodes: Sequence[NamedNode], path: Iterable[NamedNode]) -> Sequence[NamedNode]:
        for predicate in path:
            nodes = [found for node in nodes for found in self._facts.nodes(node, predicate)]
        return nodes

    def _spanned(self, role: str, nodes: Iterable[NamedNode]) -> list[Part]:
        found = [Part(role, self._spans[node]) for node in dict.fromkeys(nodes) if node in self._spans]
        return sorted(found, key=lambda part: part.span.range)


def _code(iri: NamedNode, codes: Mapping[str, NamedNode]) -> str:
    return next((code for code, node in codes.items() if node == iri), iri.value.rpartition("#")[2])
