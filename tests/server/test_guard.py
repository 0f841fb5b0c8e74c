from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import QueryRefused
from claimgraph.server.guard import MAX_DEPTH, MalformedQuery, Outline, inspect, read_closely, read_over

HARMLESS = [
    "SELECT * WHERE { ?service ?load ?o }",
    "SELECT * WHERE { ?s <http://e/service> 'SERVICE <x> {}' }",
    'SELECT * WHERE { ?s ?p """LOAD "quoted" SERVICE""" } # SERVICE <http://e/> {}',
    "PREFIX service: <http://e/> SELECT * WHERE { service:load ?p service:x }",
    "PREFIX ex: <http://e/> SELECT * WHERE { ex:service ?p 'x'@en-service }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?s<?o && ?o>?s) }",
    "SELECT * WHERE { ?s ?p 'it\\'s SERVICE' . ?s ?q \"a\\\"SERVICE\" }",
    "SELECT * WHERE { ?s <http://e/x#service> ?o . ?s <http://e/load> ?o }",
    "PREFIX e: <http://e/> SELECT * WHERE { ?e\u0301service e:x\u00b7service ?o }",
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
    "SELECT * WHERE { ?s ?p trueSERVICE <http://e/> {} }",
    "SELECT * WHERE { ?s ?p FALSEservice<http://e/>{} }",
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


PIECES = [
    "?a", " ", "\n", ".", ";", ",", "{", "}", "(", ")", "[", "]", "<", ">", "#", "'", '"', "'''", '"""', "\\",
    "{}", "1", "-", "e1", "true", "@en", "^^", ":", ":x", "e:x", "_:b", "a", "<urn:a>", "FILTER", "UNION", "OPTIONAL",
    "GRAPH", "SERVICE", "service", "<http://127.0.0.1:1/>", "{?b ?c ?d}",
]  # fmt: skip
PROLOGUE = "PREFIX : <http://127.0.0.1:1/> PREFIX e: <http://127.0.0.1:1/> SELECT * WHERE {"


def asks_elsewhere(query: str) -> bool:
    """Tell whether the store would open a connection; nobody listens at port 1."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(1), ox.NamedNode("urn:g")))
    try:
        list(store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
    except (SyntaxError, RuntimeError, ValueError):
        return False
    except OSError:
        return True
    return False


@pytest.mark.parametrize(
    "before", ["", "?a ?b 1.", "?a ?b ?c.", "{}.", "?a ?b 'x'@en.", "?a ?b true.", "?a ?b 1.0e1", "{}", "?a ?b true"]
)
@pytest.mark.parametrize("glued", ["SERVICE:x{?d ?e ?f}", "SERVICE<http://127.0.0.1:1/>{?d ?e ?f}", "service e:x{}"])
def test_keyword_glued_to_its_neighbours_is_refused(before: str, glued: str) -> None:
    with pytest.raises(QueryRefused):
        inspect(f"{PROLOGUE}{before}{glued}}}")


@settings(deadline=None, max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.sampled_from([" SERVICE :x {}", "SERVICE:x{}", "SERVICE<http://127.0.0.1:1/>{}"]),
)
def test_whatever_the_store_would_ask_elsewhere_is_refused(pieces: list[str], service: str) -> None:
    query = f"{PROLOGUE}{''.join(pieces)}{service}}}"
    try:
        inspect(query)
    except QueryRefused:
        return
    assert not asks_elsewhere(query)


def test_a_service_by_itself_would_be_asked() -> None:
    """The check above can see a connection."""
    assert asks_elsewhere(f"{PROLOGUE} SERVICE :x {{}} }}")


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "SELECT", "FROM", "INSERT", "x.y", "1.5", "\u0661"]), max_size=30))
def test_quick_look_sees_what_the_close_one_sees(pieces: list[str]) -> None:
    query = "".join(piece for piece in pieces if "service" not in piece.lower())

    def seen(read: Callable[[str], Outline]) -> Outline | str:
        try:
            return read(query)
        except QueryRefused as error:
            return str(error)

    assert seen(read_over) == seen(read_closely)


LONG = 200_000


@pytest.mark.parametrize(
    "unit", ["1", "-", "a-", "a.", "'\\", '"\\', "<a:", "''", "'''\\", "a:", "?", "#", "@", "(", "\u00b2", "x\u0661-"]
)
def test_first_look_takes_time_in_proportion(unit: str) -> None:
    started = time.process_time()
    with suppress(QueryRefused):
        inspect("ASK {" + unit * (LONG // len(unit)) + "}")
    with suppress(QueryRefused):
        inspect("ASK { ?s ?p <a:" + unit * (LONG // len(unit)) + "load" * (LONG // 4) + "> }")
    assert time.process_time() - started < 5  # what grows with the square takes minutes
