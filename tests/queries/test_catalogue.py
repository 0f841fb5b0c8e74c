"""Each canned query has a whole header, an answer, and parameters that choose among its rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph.errors import QueryRefused, UnknownPluginError
from claimgraph.queries import VIEWS, Query, catalogue, load, read
from claimgraph.queries.parameters import KINDS, Parameter
from claimgraph.store import View
from tests.queries.answers import Row, answer, columns

DOCS = Path(__file__).resolve().parents[2] / "docs" / "queries.md"
QUERIES = pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
PARAMETERS = pytest.mark.parametrize(
    ("query", "parameter"),
    [(query, parameter) for query in catalogue() for parameter in query.parameters],
    ids=lambda value: value.name,
)

FILTERED = {
    ("cluster-stances", "publisher"): ("Fjordposten", "Lunden Post"),
    ("contested", "publisher"): ("Evening Bell", "Lunden Post"),
    ("contested", "sources"): ("two", "one"),
    ("contested", "speaker"): ("Åsa Berg", "Delta Pact"),
    ("coverage-matrix", "source"): ("Evening Bell", "Lunden Post"),
    ("coverage-matrix", "state"): ("silent", "loud"),
    ("figures-over-time", "about"): ("Lunden", "Radio Ost"),
    ("figures-over-time", "publisher"): ("Nordwire", "Lunden Post"),
    ("figures-over-time", "since"): ("2031-05-02", "2031-06-01"),
    ("figures-over-time", "until"): ("2031-05-02", "2031-03-01"),
    ("framing", "language"): ("nb", "pl"),
    ("framing", "publisher"): ("Evening Bell", "Lunden Post"),
    ("framing-pairs", "publisher"): ("Lunden Kurier", "Evening Bell"),
    ("places-near", "within"): ("300", "3"),
    ("place-claims", "event"): ("Kill", "Agree"),
    ("place-claims", "publisher"): ("Evening Bell", "Lunden Post"),
    ("source-agreement", "publisher"): ("Nordwire", "Lunden Post"),
    ("claims-about", "speaker"): ("Åsa Berg", "Delta Pact"),
    ("compared-figures", "measure"): ("killed", "injured"),
    ("compared-figures", "relation"): ("apart", "same"),
    ("coverage", "publisher"): ("Nordwire", "Lunden Post"),
    ("documents", "publisher"): ("Fjordposten", "Lunden Post"),
    ("figures", "since"): ("2031-05-02", "2031-06-01"),
    ("figures", "until"): ("2031-05-02", "2031-03-01"),
    ("members-compared", "state"): ("listed", "ended"),
    ("named-together", "entity"): ("Norland", "Radio Ost"),
    ("offices", "language"): ("nb", "pl"),
    ("offices", "title"): ("stats", "admiral"),
    ("offices-compared", "state"): ("held then", "held at another time"),
    ("repeated-statements", "languages"): ("2", "3"),
    ("reporting-words", "speaker"): ("Delta Pact", "Radio Ost"),
    ("search-claims", "words"): ("TROOPS", "elephants"),
    ("search-text", "words"): ("troop", "elephants"),
    ("timeline", "since"): ("2031-05-02", "2031-06-01"),
    ("timeline", "until"): ("2031-05-02", "2031-03-01"),
    ("via-sources", "publisher"): ("Nordwire", "Fjordposten"),
    ("wikidata-links", "status"): ("nil", "unavailable"),
}
"""For parameters that are no column: a value with fewer rows or the same, and one without any."""

LEAST = ("1", "99")


def test_there_are_enough() -> None:
    assert len(catalogue()) >= 18


@QUERIES
def test_header_is_whole(query: Query) -> None:
    assert query.title[0].isupper()
    assert query.description.endswith(".")
    assert query.view in VIEWS
    assert {parameter.kind for parameter in query.parameters} <= set(KINDS)
    assert query.example, "a query shows how it is asked"
    assert set(query.example) <= {parameter.name for parameter in query.parameters}
    assert all(parameter.meaning for parameter in query.parameters)


@QUERIES
def test_query_has_an_answer(query: Query, view: View) -> None:
    assert answer(view, query)


@QUERIES
def test_parameters_are_projected(query: Query, view: View) -> None:
    assert {parameter.name for parameter in query.parameters} <= set(columns(view, query))
    assert query.hidden < set(columns(view, query))


@QUERIES
def test_network_has_two_ends_and_map_a_place(query: Query, view: View) -> None:
    shown = columns(view, query)
    if query.view == "network":
        assert [name.endswith("Name") for name in shown[:4]] == [False, True, False, True]
    if query.view == "map":
        assert shown[2] == "wkt"
    if query.view == "timeline":
        assert shown[:2] == ["date", "precision"]


def value_of(term: NamedNode | Literal | None) -> str:
    assert term is not None
    return str(term) if isinstance(term, NamedNode) else term.value


def distinct(rows: list[Row], name: str) -> set[str]:
    return {value_of(row[name]) for row in rows}


@PARAMETERS
def test_parameter_chooses_rows(query: Query, parameter: Parameter, view: View) -> None:
    every = answer(view, query)
    if parameter.is_column:
        for value in sorted(distinct(every, parameter.name)):
            rows = answer(view, query, **{parameter.name: value})
            assert distinct(rows, parameter.name) == {value}
            assert len(rows) == sum(value_of(row[parameter.name]) == value for row in every)
        return
    some, none = LEAST if parameter.name == "least" else FILTERED[query.name, parameter.name]
    assert 0 < len(answer(view, query, **{parameter.name: some})) <= len(every)
    assert answer(view, query, **{parameter.name: none}) == []


def test_empty_value_is_not_given(view: View) -> None:
    query = load("claims-by-speaker")
    assert answer(view, query, speaker="", language="  ") == answer(view, query)


def test_unknown_query_lists_the_known_ones() -> None:
    with pytest.raises(UnknownPluginError, match="claims-by-speaker"):
        load("claims-by-speeker")


def test_unknown_parameter_lists_the_known_ones(view: View) -> None:
    with pytest.raises(QueryRefused, match="'speeker'; known: speaker, language, stance"):
        answer(view, load("claims-by-speaker"), speeker="x")


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("#title: A\n#view: table", "description"),
        ("#title: A\n#description: B.\n#view: pie", "view of table"),
        ("#title: A\n#description: B.\n#view: table\n#param speaker entity", "parameter line"),
    ],
)
def test_incomplete_header_is_an_error(header: str, missing: str) -> None:
    with pytest.raises(QueryRefused, match=missing):
        read("x", header)


@QUERIES
def test_query_is_documented(query: Query) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"## {query.title}" in text
    assert f"`{query.name}`" in text
    assert all(f"`{parameter.name}`" in text for parameter in query.parameters)
