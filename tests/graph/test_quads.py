"""Every record of the model becomes RDF that shows its words, and nothing but IRIs and literals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from claimgraph import model
from claimgraph.entity import Entity
from claimgraph.entity_quads import entity_quads
from claimgraph.errors import OffsetError
from claimgraph.iri import Mint, address
from claimgraph.link_quads import confirmed_quads, copied_quads, link_quads
from claimgraph.model import Annotation, Assertion, Document, Filler, PartialDate, Precision, Span
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import GEO, OA, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD
from claimgraph.page import Page, World
from claimgraph.provenance import provenance_quads, vocabulary_quads
from claimgraph.quads import decimal, describe, document_quads, moment
from tests.graph.sample import ENTITIES, TEXT, annotate_toy, sample, span_of

MINT = Mint()
PAGE = Page(sample(), "k", World.of(MINT, ENTITIES))
KILLED = PAGE.part("claim", span_of("at least 12 people were killed"))
DENIED = PAGE.part("claim", Span(span_of("it").start, span_of("“will not send troops”").end))


@pytest.fixture(scope="module")
def graph() -> Store:
    store = Store()
    store.extend(document_quads(PAGE))
    store.extend(entity_quads(PAGE.world, PAGE.sources()))
    store.extend(link_quads(PAGE.world))
    store.extend(confirmed_quads(PAGE.world))
    store.extend(copied_quads(PAGE.world))
    return store


def objects(store: Store, subject: NamedNode, predicate: NamedNode) -> set[object]:
    return {quad.object for quad in store.quads_for_pattern(subject, predicate, None)}


def words(store: Store, spans: Iterable[object]) -> set[str]:
    found = set()
    for span in spans:
        assert isinstance(span, NamedNode)
        (exact,) = objects(store, NamedNode(f"{span.value}/quote"), OA.exact)
        assert isinstance(exact, Literal)
        found.add(exact.value)
    return found


def test_text_without_headline_has_its_first_words() -> None:
    toy = sample()
    page = replace(PAGE, annotation=replace(toy, metadata=replace(toy.metadata, title=None)))
    (opening,) = {quad.object.value for quad in document_quads(page) if quad.predicate == SCHEMA.abstract}  # type: ignore[union-attr]
    words = opening.removesuffix(" …")
    assert opening != words
    assert " ".join(TEXT.split()).find(words) >= 0
    assert 60 < len(words) <= 90


def test_text_is_stored_unchanged(graph: Store) -> None:
    assert objects(graph, PAGE.document, SCHEMA.text) == {Literal(TEXT)}
    assert objects(graph, PAGE.document, CG.textHash) == {Literal(PAGE.annotation.sha256)}


def test_document_says_when_where_and_by_whom_it_was_published(graph: Store) -> None:
    assert objects(graph, PAGE.document, SCHEMA.datePublished) == {Literal("2031-05-03", datatype=XSD.date)}
    assert objects(graph, PAGE.document, CG.datePrecision) == {Literal("day")}
    assert objects(graph, PAGE.document, SCHEMA.headline) == {Literal("Dam fails above Lunden")}
    assert objects(graph, PAGE.document, SCHEMA.url) == {NamedNode("https://news.example/dam-1")}
    assert objects(graph, PAGE.document, SCHEMA.publisher) == {MINT.source("nordwire")}


def test_selectors_count_code_points(graph: Store) -> None:
    span = PAGE.part("span", span_of("“will not send troops”"))
    position, quote = NamedNode(f"{span.value}/position"), NamedNode(f"{span.value}/quote")
    start = TEXT.index("“will")
    assert objects(graph, position, OA.start) == {Literal(start)}
    assert objects(graph, position, OA.end) == {Literal(start + 22)}
    assert objects(graph, quote, OA.exact) == {Literal("“will not send troops”")}
    assert objects(graph, quote, OA.prefix) == {Literal(TEXT[start - 32 : start])}
    assert objects(graph, quote, OA.suffix) == {Literal(".")}


def test_claim_keeps_all_its_spans(graph: Store) -> None:
    assert words(graph, objects(graph, DENIED, CG.evidence)) == {"it", "“will not send troops”"}
    assert words(graph, objects(graph, KILLED, CG.cueSpan)) == {"said"}
    assert words(graph, objects(graph, KILLED, CG.speakerSpan)) == {"Åsa Berg"}


@pytest.mark.parametrize(
    ("claim", "predicate", "expected"),
    [
        (KILLED, CG.statedIn, PAGE.document),
        (KILLED, CG.speaker, MINT.entity("asa-berg")),
        (KILLED, CG.viaSource, MINT.source("lunden-post")),
        (KILLED, CG.form, CG.formIndirect),
        (KILLED, CG.polarity, CG.polarityPos),
        (KILLED, CG.eventType, CG.eventKill),
        (KILLED, CG.states, MINT.proposition("Kill(place=lunden)")),
        (KILLED, CG.confidence, Literal("0.85", datatype=XSD.decimal)),
        (DENIED, CG.addressee, MINT.entity("radio-ost")),
        (DENIED, CG.polarity, CG.polarityNeg),
        (DENIED, CG.cueStance, CG.stanceAssertive),
    ],
)
def test_claim_says(graph: Store, claim: NamedNode, predicate: NamedNode, expected: object) -> None:
    assert objects(graph, claim, predicate) == {expected}


def test_a_claim_has_all_its_tenses(graph: Store) -> None:
    assert objects(graph, DENIED, CG.tense) == {CG.tensePast, CG.tenseFuture}
    assert objects(graph, KILLED, CG.tense) == set()


def test_chain_of_sources_starts_at_the_publisher(graph: Store) -> None:
    assert objects(graph, MINT.source("nordwire"), PROV.wasQuotedFrom) == {MINT.source("lunden-post")}


def test_proposition_names_its_arguments(graph: Store) -> None:
    iri = MINT.proposition("Kill(place=lunden)")
    assert objects(graph, iri, CG.place) == {MINT.entity("lunden")}
    assert objects(graph, iri, CG.propositionKey) == {Literal("Kill(place=lunden)")}


def test_assertions_name_the_known_ones_who_play_a_role(graph: Store) -> None:
    killed, denied = (PAGE.part("assertion", assertion.span) for assertion in PAGE.annotation.assertions)
    assert objects(graph, KILLED, CG.asserts) == {killed}
    assert objects(graph, killed, CG.place) == {MINT.entity("lunden")}
    assert objects(graph, killed, CG.patient) == set()
    assert objects(graph, denied, CG.agent) == {MINT.entity("delta-pact")}
    assert objects(graph, denied, CG.eventType) == {CG.EVENT_TYPE["Deploy"]}
    assert objects(graph, denied, CG.polarity) == {CG.POLARITY["neg"]}
    assert words(graph, objects(graph, denied, CG.evidence)) == {"will not send troops"}


def test_assertion_that_adds_nothing_is_left_out() -> None:
    whole, other = span_of("at least 12 people were killed"), span_of("12 people were killed")
    alone = Assertion(0, whole, ("Kill",), told="Kill", fillers=(Filler("place", other, "nowhere"),))
    several = (alone, Assertion(0, other, ("Injure",)), Assertion(0, span_of("people")))

    def told(*assertions: Assertion) -> list[NamedNode]:
        page = replace(PAGE, annotation=replace(PAGE.annotation, assertions=assertions))
        return [quad.object for quad in document_quads(page) if quad.predicate == CG.asserts]  # type: ignore[misc]

    assert told(alone) == []
    assert told(*several) == [PAGE.part("assertion", whole), PAGE.part("assertion", other)]


def test_who_plays_a_part_but_is_no_place_is_none() -> None:
    said = Assertion(
        0, span_of("at least 12 people"), ("Kill",), fillers=(Filler("place", span_of("Berg"), "asa-berg"),)
    )
    page = replace(PAGE, annotation=replace(PAGE.annotation, assertions=(said,)))
    assert MINT.entity("asa-berg") not in {quad.object for quad in document_quads(page) if quad.predicate == CG.place}


def test_malformed_proposition_key_is_an_error() -> None:
    claim = replace(PAGE.annotation.claims[0], proposition="Nonsense(place=lunden)")
    with pytest.raises(ValueError, match="Nonsense"):
        list(describe(claim, PAGE, KILLED))


def test_quantity_has_bounds_and_words(graph: Store) -> None:
    (quantity,) = objects(graph, KILLED, CG.quantity)
    assert isinstance(quantity, NamedNode)
    assert objects(graph, quantity, CG.lower) == {Literal(12)}
    assert objects(graph, quantity, CG.upper) == set()
    assert objects(graph, quantity, CG.comparator) == {CG.comparatorAtLeast}
    assert words(graph, objects(graph, quantity, CG.evidence)) == {"at least 12 people"}


def test_date_has_precision_and_words(graph: Store) -> None:
    (instant,) = objects(graph, KILLED, SEM.hasTime)
    assert isinstance(instant, NamedNode)
    assert objects(graph, instant, SEM.hasTimeStamp) == {Literal("2031-05-03", datatype=XSD.date)}
    assert words(graph, objects(graph, instant, CG.evidence)) == {"3 May 2031"}


def test_office_is_held_with_evidence(graph: Store) -> None:
    (post,) = objects(graph, MINT.entity("asa-berg"), ORG.holds)
    assert isinstance(post, NamedNode)
    assert objects(graph, post, SKOS.prefLabel) == {Literal("Minister", language="en")}
    assert words(graph, objects(graph, post, CG.evidence)) == {"Minister"}


def test_each_member_has_a_membership(graph: Store) -> None:
    nodes = {q.subject for q in graph.quads_for_pattern(None, ORG.organization, MINT.entity("delta-pact"))}
    members = {member for node in nodes for member in objects(graph, node, ORG.member)}  # type: ignore[arg-type]
    assert members == {MINT.entity("norland"), MINT.entity("sudland")}
    assert CG.Actor in objects(graph, MINT.entity("norland"), RDF.type)


def test_entity_has_labels_by_language_and_a_place(graph: Store) -> None:
    berg, lunden = MINT.entity("asa-berg"), MINT.entity("lunden")
    assert objects(graph, berg, RDF.type) == {CG.Person}
    assert objects(graph, berg, RDFS.label) == {Literal("Åsa Berg")}
    assert objects(graph, berg, SKOS.prefLabel) == {
        Literal("Åsa Berg", language="en"),
        Literal("Оса Берг", language="uk"),
    }
    assert objects(graph, berg, SKOS.altLabel) == {Literal("Berg", language="en")}
    assert objects(graph, lunden, SCHEMA.containedInPlace) == {MINT.entity("norland")}
    assert objects(graph, MINT.point("lunden"), GEO.asWKT) == {Literal("POINT(10.25 59.5)", datatype=GEO.wktLiteral)}


def test_link_to_wikidata_has_status_and_reason(graph: Store) -> None:
    link = MINT.link("delta-pact", "Q318693")
    item = NamedNode("http://www.wikidata.org/entity/Q318693")
    assert objects(graph, link, RDF.object) == {item}
    assert objects(graph, link, CG.linkStatus) == {CG.linkAuto}
    assert objects(graph, link, RDFS.comment) == {Literal("exact name")}
    assert objects(graph, link, CG.confidence) == {Literal("0.97", datatype=XSD.decimal)}
    assert objects(graph, link, CG.indexVersion) == {Literal("shipped-0")}
    assert objects(graph, link, PROV.wasGeneratedBy) == {MINT.run("linking", "shipped", "shipped-0")}
    assert objects(graph, MINT.entity("delta-pact"), SKOS.exactMatch) == {item}


def test_what_was_turned_down_or_is_only_close_is_no_exact_match(graph: Store) -> None:
    radio, post = MINT.entity("radio-ost"), MINT.entity("lunden-post")
    assert objects(graph, radio, SKOS.exactMatch) == objects(graph, radio, SKOS.closeMatch) == set()
    nil, other = MINT.link("radio-ost", "nil"), MINT.link("radio-ost", "Q900000001")
    assert objects(graph, nil, CG.linkStatus) == {CG.linkNil}
    assert objects(graph, nil, RDF.object) == set()
    assert objects(graph, other, CG.linkStatus) == {CG.linkRejected}
    assert objects(graph, post, SKOS.closeMatch) == {NamedNode("http://www.wikidata.org/entity/Q900000002")}


def test_only_what_a_person_confirmed_is_the_same(graph: Store) -> None:
    quads = list(graph.quads_for_pattern(None, OWL.sameAs, None))
    assert [(quad.subject, quad.graph_name) for quad in quads] == [(MINT.entity("sudland"), MINT.graph("confirmed"))]


def test_what_wikidata_says_stands_in_its_own_graph(graph: Store) -> None:
    quads = list(graph.quads_for_pattern(None, CG.indexVersion, None, MINT.graph("wikidata")))
    assert {quad.object for quad in quads} == {Literal("index-0")}
    node = MINT.link("Q20", "P463", "Q318693", "2004-03", "")
    assert objects(graph, node, RDF.object) == {NamedNode("http://www.wikidata.org/entity/Q318693")}
    assert objects(graph, node, SCHEMA.startDate) == {Literal("2004-03", datatype=XSD.gYearMonth)}
    for quad in graph.quads_for_pattern(None, None, None):
        copied = str(quad.predicate.value).startswith("http://www.wikidata.org/prop/direct/")
        assert not copied or quad.graph_name == MINT.graph("wikidata")


def test_source_is_its_organization(graph: Store) -> None:
    assert objects(graph, MINT.source("lunden-post"), SKOS.exactMatch) == {MINT.entity("lunden-post")}


def test_publisher_of_an_ambiguous_name_stays_apart() -> None:
    twins = {key: Entity(key, "ORG", "Echo") for key in ("echo-a", "echo-b")}
    assert World.of(MINT, twins).source_key("Echo") == "echo"


@pytest.mark.parametrize("scheme", ["Role", "Form", "Fidelity", "Stance", "Polarity", "Certainty", "Comparator"])
def test_each_value_of_the_model_has_a_concept(scheme: str) -> None:
    tables = {"Role": CG.SEGMENT_ROLE, "Stance": CG.CUE_STANCE}
    table = tables.get(scheme) or getattr(CG, scheme.upper())
    assert set(get_args(getattr(model, scheme))) == set(table)


def test_each_measure_kind_and_form_has_a_concept() -> None:
    assert set(get_args(model.Measure)) == set(CG.MEASURE)
    assert set(get_args(model.Kind)) == set(CG.KIND)
    assert set(get_args(model.MentionForm)) == set(CG.MENTION_FORM)


def test_unknown_record_is_an_error() -> None:
    with pytest.raises(TypeError, match="int"):
        list(describe(7, PAGE, KILLED))


def test_span_outside_the_text_is_refused() -> None:
    claim = replace(PAGE.annotation.claims[0], spans=(Span(3, len(TEXT) + 1),))
    with pytest.raises(OffsetError, match="dam-1"):
        list(document_quads(replace(PAGE, annotation=replace(PAGE.annotation, claims=(claim,)))))


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        ("2031", "year", Literal("2031-01-01", datatype=XSD.date)),
        ("2031-05", "month", Literal("2031-05-01", datatype=XSD.date)),
        ("2031-05-03", "day", Literal("2031-05-03", datatype=XSD.date)),
        ("2031-05-03T14:05", "minute", Literal("2031-05-03T14:05:00", datatype=XSD.dateTime)),
    ],
)
def test_moment_is_the_first_of_a_date(value: str, precision: Precision, expected: Literal) -> None:
    assert moment(PartialDate(value, precision)) == expected


def test_decimal_survives_the_store() -> None:
    assert decimal(3.0) == Literal(3)
    assert decimal(0.123456) == Literal("0.1235", datatype=XSD.decimal)


@pytest.mark.parametrize("url", [None, "", "news.example", "https://a b", "javascript:alert(1)"])
def test_address_that_is_none_is_left_out(url: str | None) -> None:
    assert address(url) is None


def test_no_graph_has_a_blank_node() -> None:
    quads = [
        *document_quads(PAGE),
        *entity_quads(PAGE.world, PAGE.sources()),
        *link_quads(PAGE.world),
        *confirmed_quads(PAGE.world),
        *copied_quads(PAGE.world),
        *provenance_quads(MINT, ["k"], "rules"),
        *vocabulary_quads(MINT),
    ]
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        assert isinstance(quad.graph_name, NamedNode)


def toy_page(text: str) -> Page:
    annotation: Annotation = annotate_toy(Document("toy", text))
    return Page(annotation, "toy", PAGE.world)


ODD = st.text(st.sampled_from('Aa said.Bb\r\n\u00a0\u0301😀é"\\\t\u0000\u2028<>'), max_size=80)


@settings(max_examples=150, deadline=None)
@given(ODD)
def test_any_text_survives_store_and_serialization(text: str) -> None:
    page = toy_page(text)
    quads = set(document_quads(page))
    store = Store()
    store.extend(quads)
    assert set(store) == quads
    for form in (RdfFormat.N_QUADS, RdfFormat.TRIG):
        assert set(parse(serialize(quads, format=form), form)) == quads
    quotes: dict[object, str] = {
        q.subject: q.object.value for q in quads if q.predicate == OA.exact and isinstance(q.object, Literal)
    }
    for quad in quads:
        if quad.predicate == OA.start:
            assert isinstance(quad.subject, NamedNode)
            assert_quoted(text, quad, quads, quotes)


def assert_quoted(text: str, start: Quad, quads: set[Quad], quotes: Mapping[object, str]) -> None:
    position = start.subject
    assert isinstance(position, NamedNode)
    (end,) = (q.object for q in quads if q.subject == position and q.predicate == OA.end)
    quote = NamedNode(position.value.removesuffix("/position") + "/quote")
    assert isinstance(end, Literal)
    assert isinstance(start.object, Literal)
    if quote in quotes:
        assert text[int(start.object.value) : int(end.value)] == quotes[quote]
