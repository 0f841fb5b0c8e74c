"""Values of parameters become terms of their type; what doesn't fit is refused with what would."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph.errors import QueryRefused
from claimgraph.iri import Mint
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import XSD
from claimgraph.queries import load
from claimgraph.queries.parameters import Parameter
from claimgraph.store import View
from tests.queries.answers import answer, ask

MINT = Mint()


def term(view: View, kind: str, value: str) -> NamedNode | Literal:
    return Parameter("x", kind, "what it means").term(value, lambda text, known: ask(view, text, known))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("string", 'a "b" }', Literal('a "b" }')),
        ("language", "nb", Literal("nb")),
        ("integer", "12", Literal(12)),
        ("integer", "-1", Literal(-1)),
        ("date", "2031-05-03", Literal("2031-05-03", datatype=XSD.date)),
        ("measure", "killed", CG.measureKilled),
        ("measure", CG.measureKilled.value, CG.measureKilled),
        ("event", "kill", CG.eventKill),
        ("stance", "denying", CG.stanceDenying),
        ("kind", "PER", CG.kindPER),
        ("entity", "https://news.example/x", NamedNode("https://news.example/x")),
        ("entity", "<https://news.example/x>", NamedNode("https://news.example/x")),
        ("entity", "åsa berg", MINT.entity("asa-berg")),
        ("entity", "Berg", MINT.entity("asa-berg")),
        ("entity", "Оса Берг", MINT.entity("asa-berg")),
        ("entity", "asa-berg", MINT.entity("asa-berg")),
        ("entity", "Q20", MINT.entity("norland")),
        ("source", "nordwire", MINT.source("nordwire")),
        ("source", "Lunden Post", MINT.source("lunden-post")),
    ],
)
def test_value_becomes_a_term(view: View, kind: str, value: str, expected: NamedNode | Literal) -> None:
    assert term(view, kind, value) == expected


@pytest.mark.parametrize("value", ["dam-1", "https://news.example/dam-1", "Dam fails above Lunden"])
def test_document_is_found_by_name_address_and_headline(view: View, value: str) -> None:
    rows = answer(view, load("document-claims"), document="dam-1")
    assert rows
    found = term(view, "document", value)
    assert found == rows[0]["document"] or value.startswith("https")


def test_claim_is_found_by_its_words(view: View) -> None:
    rows = answer(view, load("explain-claim"), claim="at least 12 people were killed")
    parts = {str(row["part"].value): str(row["exact"].value) for row in rows if row["part"] and row["exact"]}
    assert parts == {
        "content": "at least 12 people were killed",
        "reporting words": "said",
        "speaker": "Åsa Berg",
        "figure": "at least 12 people",
        "date": "3 May 2031",
    }


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("language", "English", "language code"),
        ("integer", "many", "whole number"),
        ("date", "3 May", "2022-01-10"),
        ("date", "2031-02-30", "2022-01-10"),
        ("measure", "dead", "killed"),
        ("entity", "Nobody", "no entity is called 'Nobody'"),
        ("entity", "https://[bad", "valid IRI"),
        ("source", "The Moon", "no source"),
    ],
)
def test_value_that_does_not_fit_is_refused(view: View, kind: str, value: str, message: str) -> None:
    with pytest.raises(QueryRefused, match=message):
        term(view, kind, value)


def test_name_of_several_lists_them() -> None:
    rows = [
        (NamedNode("https://news.example/1"), Literal("Echo")),
        (NamedNode("https://news.example/2"), Literal("Echo")),
    ]
    with pytest.raises(QueryRefused, match=r"2 of kind entity are called 'Echo'.*news.example/1.*news.example/2"):
        Parameter("x", "entity", "whom").term("Echo", lambda text, known: rows)


def of_one_name(*mentions: int) -> list[tuple[object, ...]]:
    iri = "https://news.example/{}"
    return [
        (NamedNode(iri.format(n)), Literal("Echo"), Literal(count), Literal("Echo")) for n, count in enumerate(mentions)
    ]


@pytest.mark.parametrize(("mentions", "chosen"), [((1, 9, 2), 1), ((3, 1), 0), ((0,), 0)])
def test_name_of_several_means_the_one_that_is_mentioned_most_by_far(mentions: tuple[int, ...], chosen: int) -> None:
    rows = of_one_name(*mentions)
    assert Parameter("x", "entity", "whom").term("Echo", lambda text, known: rows) == rows[chosen][0]


def test_name_of_several_without_a_clear_one_is_refused() -> None:
    with pytest.raises(QueryRefused, match="2 of kind entity"):
        Parameter("x", "entity", "whom").term("Echo", lambda text, known: of_one_name(5, 2))


def test_value_is_never_part_of_the_query(view: View) -> None:
    hostile = '") } UNION { ?s ?p ?o } #'
    assert answer(view, load("search-claims"), words=hostile) == []
