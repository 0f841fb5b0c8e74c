from __future__ import annotations

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.columns import find_star, name_columns

BASE = "http://e/"


def columns(query: str) -> list[str]:
    found = ox.Store().query(name_columns(query, BASE, {}))
    assert isinstance(found, ox.QuerySolutions)
    return [variable.value for variable in found.variables]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("select distinct* { $s ?p ?o }", "s p o"),
        ("# SELECT ?x\nSELECT # *\n REDUCED # c\n * { ?s ?p ?o }", "s p o"),
        ("PREFIX select: <http://e/#*> SELECT * { ?z select:p ?o . ?a ?p ?z }", "z o a p"),
        ("SELECT * { { SELECT * { ?z ?p ?b } } ?z ?y ?x }", "z p b y x"),
        ("SELECT * { ?z ?b ?a FILTER NOT EXISTS { ?z ?c ?d } }", "z b a"),
        ("SELECT * { ?z ?b '?a' BIND(1 AS ?a) } ORDER BY ?z", "z b a"),
        ("SELECT * { ?z ?b 1 } VALUES ?a { 1 }", "z b a"),
        ("SELECT ?b ?a { ?a ?b ?c }", "b a"),
        ("SELECT (2 * 3 AS ?b) ?a { ?a ?p ?o }", "b a"),
    ],
)
def test_columns_come_in_the_order_of_the_query(query: str, names: str) -> None:
    assert columns(query) == names.split()


@pytest.mark.parametrize("query", ["ASK { ?b ?a * }", "CONSTRUCT { ?s ?p ?o } { SELECT * { ?s ?p ?o } }", "", "SELECT"])
def test_other_forms_are_left_alone(query: str) -> None:
    assert find_star(query) is None
    assert name_columns(query, BASE, {}) == query


@given(st.text(alphabet="SELECT *?ab{}()<>#'\"\\\n$.:", max_size=60))
def test_any_text_is_read(text: str) -> None:
    star = find_star(text)
    assert star is None or text[star] == "*"


def test_csv_has_the_columns_in_order(client: FlaskClient) -> None:
    query = "SELECT * { ?subject ?predicate ?object } LIMIT 1"
    text = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
    assert text.splitlines()[0] == "subject,predicate,object"
