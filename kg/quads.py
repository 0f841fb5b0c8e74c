"""The only writer of RDF about documents: an annotation becomes the quads of its named graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from itertools import chain, pairwise
from textwrap import wrap

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.assertion_quads import assertion_facts
from claimgraph.entity import Entity
from claimgraph.iri import address
from claimgraph.model import Claim, DateMention, Membership, Mention, Office, PartialDate, Quantity, Segment, Span
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import OA, ORG, PROV, RDF, SCHEMA, SEM, SKOS, TIME, XSD
from claimgraph.page import Fact, Page, quoted

CONTEXT = 32
"""Code points of prefix and suffix stored around quoted words."""

GAP = " … "
"""What stands between the spans of one claim where its words are given as one string."""


OPENING = 90
"""Letters at most that stand in for the headline of a text without one."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the members that a document lists."""

    membership: Membership
    span: Span


_KEY = re.compile(r"(\w+)\((.*)\)")
_ROLE = re.compile(r"(\w+)=([^,=()]+)")
_REST = {"year": "-01-01", "month": "-01", "day": "", "minute": ":00"}


def document_quads(page: Page) -> Iterator[Quad]:
    """Yield the quads of a document's graph; raise OffsetError where a span is not in its text."""
    graph = page.world.mint.graph(f"doc/{page.key}")
    facts = chain(_describe_document(page), _describe_parts(page))
    return (Quad(*fact, graph) for fact in facts)


def _describe_parts(page: Page) -> Iterator[Fact]:
    annotation = page.annotation
    for span in quoted(annotation):
        yield from describe(span, page, page.span(span))
    groups: tuple[tuple[str, tuple[Segment | Mention | Quantity | DateMention | Claim, ...]], ...] = (
        ("segment", annotation.segments),
        ("mention", annotation.mentions),
        ("quantity", annotation.quantities),
        ("date", annotation.dates),
        ("claim", annotation.claims),
    )
    for kind, records in groups:
        for iri, record in page.numbered(kind, records):
            yield from describe(record, page, iri)
    yield from assertion_facts(page)
    for office in annotation.offices:
        yield from describe(office, page, page.part("office", office.title))
    for membership in annotation.memberships:
        for member in membership.members:
            yield from describe(Member(membership, member), page, page.part("membership", member))


def _describe_document(page: Page) -> Iterator[Fact]:
    iri, annotation = page.document, page.annotation
    yield iri, RDF.type, CG.Document
    yield iri, SCHEMA.name, Literal(annotation.document.name)
    yield iri, SCHEMA.text, Literal(annotation.document.text)
    yield iri, CG.textHash, Literal(annotation.sha256)
    yield iri, SCHEMA.inLanguage, Literal(annotation.lang)
    yield from _origin(page)
    if annotation.metadata.published is not None:
        yield iri, SCHEMA.datePublished, moment(annotation.metadata.published)
        yield iri, CG.datePrecision, Literal(annotation.metadata.published.precision)
    title = annotation.metadata.title
    headline = annotation.document.title if title is None else title.of(page.text)
    if headline is not None:
        yield iri, SCHEMA.headline, Literal(headline)
    elif opening := _opening(page):
        yield iri, SCHEMA.abstract, Literal(opening)


def _opening(page: Page) -> str:
    """Return the first words of the news of a text without headline, empty where it has none."""
    first = next((segment.span.of(page.text) for segment in page.annotation.segments if segment.role == "body"), "")
    lines = wrap(" ".join(first.split()), OPENING)
    return f"{lines[0]} …" if len(lines) > 1 else "".join(lines)


def _origin(page: Page) -> Iterator[Fact]:
    mint, metadata = page.world.mint, page.annotation.metadata
    publisher = page.publisher()
    if publisher:
        yield page.document, SCHEMA.publisher, mint.source(page.world.source_key(publisher))
    if metadata.agency:
        yield page.document, PROV.wasAttributedTo, mint.source(page.world.source_key(metadata.agency))
    url = address(metadata.url or page.annotation.document.url)
    if url is not None:
        yield page.document, SCHEMA.url, url


@singledispatch
def describe(record: object, page: Page, iri: NamedNode) -> Iterator[Fact]:
    """Yield what the graph says about one record of a document, under its IRI."""
    raise TypeError(f"no RDF for {type(record).__name__}")


@describe.register
def _(span: Span, page: Page, iri: NamedNode) -> Iterator[Fact]:
    quote = NamedNode(f"{iri.value}/quote")
    yield iri, RDF.type, OA.SpecificResource
    yield from _position(span, page, iri)
    yield iri, OA.hasSelector, quote
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, Literal(span.of(page.text))
    yield quote, OA.prefix, Literal(page.text[max(0, span.start - CONTEXT) : span.start])
    yield quote, OA.suffix, Literal(page.text[span.end : span.end + CONTEXT])


def _position(span: Span, page: Page, iri: NamedNode) -> Iterator[Fact]:
    position = NamedNode(f"{iri.value}/position")
    yield iri, OA.hasSource, page.document
    yield iri, OA.hasSelector, position
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, Literal(span.start)
    yield position, OA.end, Literal(span.end)


@describe.register
def _(segment: Segment, page: Page, iri: NamedNode) -> Iterator[Fact]:
    page.span(segment.span)
    yield iri, RDF.type, CG.Segment
    yield iri, CG.role, CG.SEGMENT_ROLE[segment.role]
    yield iri, SCHEMA.inLanguage, Literal(segment.lang)
    yield from _position(segment.span, page, iri)


@describe.register
def _(mention: Mention, page: Page, iri: NamedNode) -> Iterator[Fact]:
    yield iri, RDF.type, CG.Mention
    yield iri, CG.kind, CG.KIND[mention.kind]
    yield iri, CG.mentionForm, CG.MENTION_FORM[mention.form]
    yield iri, SCHEMA.inLanguage, Literal(page.language(mention.span))
    yield iri, CG.sieve, Literal(mention.method)
    yield iri, CG.confidence, decimal(mention.score)
    yield iri, CG.evidence, page.span(mention.span)
    if mention.antecedent is not None:
        yield iri, CG.antecedent, page.span(mention.antecedent)
    entity = page.world.entities.get(mention.entity or "")
    if entity is not None:
        yield iri, CG.denotes, page.world.mint.entity(entity.key)


@describe.register
def _(quantity: Quantity, page: Page, iri: NamedNode) -> Iterator[Fact]:
    yield iri, RDF.type, CG.Quantity
    yield iri, CG.measure, CG.MEASURE[quantity.measure]
    yield iri, CG.comparator, CG.COMPARATOR[quantity.comparator]
    yield iri, CG.evidence, page.span(quantity.span)
    if quantity.counted in CG.COUNTED:
        yield iri, CG.counted, CG.COUNTED[quantity.counted]
    bounds = ((CG.value, quantity.value), (CG.lower, quantity.lower), (CG.upper, quantity.upper))
    for predicate, number in bounds:
        if number is not None:
            yield iri, predicate, decimal(number)


@describe.register
def _(date: DateMention, page: Page, iri: NamedNode) -> Iterator[Fact]:
    yield iri, RDF.type, TIME.Instant
    yield iri, SEM.hasTimeStamp, moment(date.date)
    yield iri, CG.datePrecision, Literal(date.date.precision)
    yield iri, CG.evidence, page.span(date.span)


@describe.register
def _(claim: Claim, page: Page, iri: NamedNode) -> Iterator[Fact]:
    yield iri, RDF.type, CG.Claim
    yield iri, CG.statedIn, page.document
    yield iri, SCHEMA.inLanguage, Literal(claim.lang)
    yield iri, CG.sieve, Literal(claim.sieve)
    yield iri, CG.confidence, decimal(claim.confidence)
    yield iri, CG.form, CG.FORM[claim.form]
    yield iri, CG.cueStance, CG.CUE_STANCE[claim.stance]
    yield iri, CG.fidelity, CG.FIDELITY[claim.fidelity]
    yield iri, CG.polarity, CG.POLARITY[claim.polarity]
    yield iri, CG.certainty, CG.CERTAINTY[claim.certainty]
    for value in claim.tense:
        yield iri, CG.tense, CG.TENSE[value]
    yield iri, SCHEMA.text, Literal(GAP.join(span.of(page.text) for span in claim.spans))
    for span in claim.spans:
        yield iri, CG.evidence, page.span(span)
    if claim.cue is not None:
        yield iri, CG.cueSpan, page.span(claim.cue)
    yield from _parties(claim, page, iri)
    yield from _content(claim, page, iri)


def _parties(claim: Claim, page: Page, iri: NamedNode) -> Iterator[Fact]:
    if claim.speaker is not None:
        yield iri, CG.speakerSpan, page.span(claim.speaker.span)
    for predicate, party in ((CG.speaker, claim.speaker), (CG.addressee, claim.addressee)):
        entity = page.entity(party)
        if entity is not None and entity.kind != "EVT":
            yield iri, predicate, page.world.mint.entity(entity.key)
            yield from _as_actor(entity, page)
    via = [page.world.mint.source(key) for key, _ in page.via(claim)]
    publisher = page.publisher()
    chain_of_sources = [page.world.mint.source(page.world.source_key(publisher)), *via] if publisher else via
    for source in via:
        yield iri, CG.viaSource, source
    for nearer, farther in pairwise(chain_of_sources):
        if nearer != farther:
            yield nearer, PROV.wasQuotedFrom, farther


def _as_actor(entity: Entity, page: Page) -> Iterator[Fact]:
    # A place that speaks or joins is meant as the state: it is an actor in this document.
    if entity.kind == "LOC":
        yield page.world.mint.entity(entity.key), RDF.type, CG.Actor


def _content(claim: Claim, page: Page, iri: NamedNode) -> Iterator[Fact]:
    annotation = page.annotation
    for index in claim.quantities:
        yield iri, CG.quantity, page.nth("quantity", annotation.quantities, index)
    for index in claim.dates:
        yield iri, SEM.hasTime, page.nth("date", annotation.dates, index)
    for entity in page.mentioned(claim):
        yield iri, SCHEMA.mentions, page.world.mint.entity(entity.key)
    if claim.event is not None:
        yield iri, CG.eventType, CG.EVENT_TYPE[claim.event]
    if claim.proposition is not None:
        yield from _proposition(claim.proposition, page, iri)


def _proposition(key: str, page: Page, claim: NamedNode) -> Iterator[Fact]:
    match = _KEY.fullmatch(key)
    if match is None or match[1] not in CG.EVENT_TYPE:
        raise ValueError(f"{key!r} is no proposition key such as Detain(occasion=unrest)")
    iri = page.world.mint.proposition(key)
    yield claim, CG.states, iri
    yield iri, RDF.type, CG.Proposition
    yield iri, CG.propositionKey, Literal(key)
    yield iri, CG.eventType, CG.EVENT_TYPE[match[1]]
    for role, filler in _ROLE.findall(match[2]):
        if filler in page.world.entities:
            yield iri, CG.ROLES[role], page.world.mint.entity(filler)


@describe.register
def _(office: Office, page: Page, iri: NamedNode) -> Iterator[Fact]:
    holder = page.denoted(office.holder)
    if holder is None:
        return
    yield page.world.mint.entity(holder.key), ORG.holds, iri
    yield iri, RDF.type, ORG.Post
    title = Literal(office.title.of(page.text), language=page.language(office.title))
    yield iri, SKOS.prefLabel, title
    yield iri, CG.evidence, page.span(office.title)
    body = None if office.body is None else page.denoted(office.body)
    if body is not None and body.kind == "ORG":
        yield iri, ORG.postIn, page.world.mint.entity(body.key)


@describe.register
def _(member: Member, page: Page, iri: NamedNode) -> Iterator[Fact]:
    organization, entity = page.denoted(member.membership.organization), page.denoted(member.span)
    if organization is None or entity is None:
        return
    yield iri, RDF.type, ORG.Membership
    yield iri, ORG.organization, page.world.mint.entity(organization.key)
    yield iri, ORG.member, page.world.mint.entity(entity.key)
    yield iri, CG.evidence, page.span(member.membership.span)
    yield from _as_actor(entity, page)
    yield from _as_actor(organization, page)


def moment(date: PartialDate) -> Literal:
    """Return the first moment of a date as far as it is known; the precision is stated beside it."""
    datatype = XSD.dateTime if date.precision == "minute" else XSD.date
    return Literal(date.value + _REST[date.precision], datatype=datatype)


def decimal(number: float) -> Literal:
    """Return a number with at most four decimals; a whole one as an integer."""
    if number == int(number):
        return Literal(int(number))
    return Literal(f"{number:.4f}".rstrip("0"), datatype=XSD.decimal)
