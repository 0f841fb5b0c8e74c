"""Parameters written into a query: it gives what the store gives with the same values bound, whatever they hold."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.binding import with_values
from claimgraph.errors import QueryRefused

Term = ox.NamedNode | ox.Literal
NAMES = ("x", "y")
QUERIES = [
    "SELECT ?s ?x { ?s <urn:p> ?x }",
    "SELECT * { ?s ?p ?x } # ?y",
    "SELECT ?s ?x { ?s ?p ?o FILTER(?o = ?x || STR(?o) < STR(?x)) } ORDER BY ?s ?x",
    "SELECT ?s ?x { ?s ?p ?o FILTER(CONTAINS(STR(?o), STR($x))) }",
    "SELECT ?s ?x { ?s ?p ?o OPTIONAL { ?s <urn:q> ?x } }",
    "SELECT ?o (COUNT(?s) AS ?n) ?x { ?s ?p ?o, ?x } GROUP BY ?o ?x HAVING(COUNT(?s) > 0)",
    "SELECT ?s ?x ?n { ?s ?p ?x { SELECT ?x (COUNT(*) AS ?n) { ?any <urn:p> ?x } GROUP BY ?x } }",
    "SELECT ?s ?x ?n { ?s ?p ?x { SELECT (COUNT(*) AS ?n) { ?any <urn:p> ?x } } }",
    "SELECT ?s ?x { ?s ?p ?o { SELECT * { ?s <urn:p> ?x } } FILTER EXISTS { ?s ?p ?x } }",
    "SELECT ?s ?x { { ?s <urn:p> ?x } UNION { ?s <urn:q> ?o . FILTER(?o != ?x) } }",
    "SELECT ?s (EXISTS { ?s ?p ?x } AS ?e) ?x { ?s ?p ?o }",
    "SELECT ?s ?x ?y { GRAPH ?g { ?s ?p ?x , ?y } }",
    'SELECT ?s ?y { ?s ?p \'line ?x\' , """?x \'"?y""" , ?y }',
    "SELECT ?s ?x { ?s ?p ?o FILTER(?x-1 < 5) }",
    "SELECT ?s ?x ?y { ?s ?p ?o FILTER(?o IN (?x, ?y)) }",
]
"""The store takes values for variables in the outermost SELECT alone."""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    objects: list[Term] = [
        ox.Literal("a"),
        ox.Literal("'b\"\\\n"),
        ox.Literal(5),
        ox.Literal("line ?x"),
        ox.NamedNode("urn:o"),
    ]
    subjects = [ox.NamedNode(f"urn:s{number}") for number in range(3)]
    graph, store = ox.NamedNode("urn:g"), ox.Store()
    store.extend(
        ox.Quad(subject, ox.NamedNode(f"urn:{'pq'[(at + number) % 2]}"), found, graph)
        for number, subject in enumerate(subjects)
        for at, found in enumerate(objects)
    )
    return store


def rows(store: ox.Store, query: str, values: dict[ox.Variable, Term] | None = None) -> object:
    found = store.query(query, substitutions=values or {}, use_default_graph_as_union=True)  # type: ignore[arg-type]
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    return sorted([str({v.value: str(row[v]) for v in found.variables}) for row in found])


TERMS = st.one_of(
    st.sampled_from([ox.Literal("a"), ox.Literal("'b\"\\\n"), ox.Literal(5), ox.NamedNode("urn:o"), ox.Literal("x")]),
    st.text(st.characters(exclude_categories=["Cs"])).map(ox.Literal),
    st.text("a>} \"'\\{<#?x\n", max_size=12).map(lambda words: ox.Literal(words, language="en")),
)


@given(st.sampled_from(QUERIES), st.dictionaries(st.sampled_from(NAMES), TERMS, max_size=2))
def test_values_in_the_text_are_values_that_are_bound(store: ox.Store, query: str, values: dict[str, Term]) -> None:
    shown = query.partition("{")[0] + "?x" * ("*" in query.partition("{")[0])
    bound = {ox.Variable(name): term for name, term in values.items() if f"?{name}" in shown}
    assert rows(store, with_values(query, bound)) == rows(store, query, bound)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o BIND(1 AS ?x) }",
        "SELECT (COUNT(*) AS ?x) { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?x VALUES ?x { 1 } }",
        "SELECT ?s { ?s ?p ?x VALUES (?s ?x) { (<urn:a> 1) } }",
        "SELECT ?s { ?s ?p ?o MINUS { ?s ?p ?x } }",
        "CONSTRUCT { ?s ?p ?x } { ?s ?p ?x }",
        "SELECT ?x",
        "SELECT ?x { { ?s ?p ?x }",
    ],
)
def test_what_the_text_cannot_say_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        with_values(query, {ox.Variable("x"): ox.Literal(1)})


def test_a_parameter_is_bound() -> None:
    assert with_values("ASK { FILTER(!BOUND(?x)) }", {ox.Variable("x"): ox.Literal(1)}) == "ASK { FILTER(!true) }"


def test_values_stay_terms() -> None:
    """Nothing that a value holds ends the term that it is."""
    hostile = "\" } ; SERVICE <http://e/> { ?s ?p '''\\"
    query = with_values("SELECT ?s { ?s ?p ?x }", {ox.Variable("x"): ox.Literal(hostile)})
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(hostile)))
    assert rows(store, query) == ["{'s': '<urn:s>'}"]
