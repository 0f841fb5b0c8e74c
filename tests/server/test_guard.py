from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import QueryRefused
from claimgraph.server.guard import MAX_DEPTH, MalformedQuery, inspect

HARMLESS = [
    "SELECT * WHERE { ?service ?load ?o }",
    "SELECT * WHERE { ?s <http://e/service> 'SERVICE <x> {}' }",
    'SELECT * WHERE { ?s ?p """LOAD "quoted" SERVICE""" } # SERVICE <http://e/> {}',
    "PREFIX service: <http://e/> SELECT * WHERE { service:load ?p service:x }",
    "PREFIX ex: <http://e/> SELECT * WHERE { ex:service ?p 'x'@en-service }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?s<?o && ?o>?s) }",
    "SELECT * WHERE { ?s ?p 'it\\'s SERVICE' . ?s ?q \"a\\\"SERVICE\" }",
    "SELECT * WHERE { ?s <http://e/x#service> ?o . ?s <http://e/load> ?o }",
]
REFUSED = [
    "SELECT * WHERE { SERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o SERVICE\n<http://e/> {} }",
    "PREFIX e: <http://e/> SELECT * WHERE { SERVICEe:x { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE?x { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?a, ?b FILTER(?a<?b).SERVICE#>\n<http://e/> {} }",
    r"SELECT * WHERE { ?s <http://e/\u0041#x> ?o . SERVICE <http://e/> {} }",
    "SELECT * WHERE { ?s ?p '''a'b''c''' SERVICE <http://e/> {} }",
    "LOAD <http://e/>",
    "INSERT DATA { <http://e/> <http://e/> 1 } ; LOAD <http://e/>",
    "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
    "WITH <http://e/> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless_query_passes(query: str) -> None:
    ox.Store().query(query)
    assert inspect(query).form == "SELECT"


@pytest.mark.parametrize("query", REFUSED)
def test_query_that_could_open_a_connection_or_write_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        inspect(query)


def test_form_is_read_behind_prologue_and_comments() -> None:
    query = "# SELECT\nBASE <http://e/> PREFIX select: <http://e/> construct { ?s ?p ?o } where { ?s ?p ?o }"
    assert inspect(query).form == "CONSTRUCT"


def test_dataset_clause_is_seen_only_outside_braces() -> None:
    assert inspect("SELECT * FROM <http://e/g> { ?s ?p ?o }").has_dataset
    assert not inspect("SELECT * { ?s ?p ?from . ?from ?p 'FROM <g>' }").has_dataset


def test_deep_nesting_is_malformed() -> None:
    with pytest.raises(MalformedQuery):
        inspect("SELECT * WHERE " + "{" * (MAX_DEPTH + 1))


@given(st.text(alphabet="\"'<>#\\{}()?:aSERVICEservice \n", max_size=60))
def test_whatever_the_store_would_ask_elsewhere_is_refused(text: str) -> None:
    """A query with the keyword is either refused by the guard or not a SERVICE for the store's parser."""
    query = f"PREFIX a: <urn:a> SELECT * WHERE {{ {text} SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}"
    try:
        inspect(query)
    except QueryRefused:
        return
    try:
        list(ox.Store().query(query))  # type: ignore[arg-type]
    except SyntaxError:
        return
    except OSError as error:
        raise AssertionError(query) from error
