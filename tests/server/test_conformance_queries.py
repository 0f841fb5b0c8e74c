"""The query suites of the W3C over a real socket: evaluation and syntax of SPARQL 1.1 and 1.2.

All data is published at once, each file in its graph; a test names its dataset by the protocol. Left out: entailment,
which the server does not offer.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox
import pytest

from claimgraph.errors import QueryRefused
from claimgraph.server.guard import inspect
from claimgraph.store import writing
from tests.server.conftest import running
from tests.server.w3c import (
    BAD,
    EMPTY,
    EVALUATION,
    GOOD,
    LISTED,
    OURS,
    RESULTS,
    ROOT,
    Case,
    Outcome,
    Suite,
    graph_of,
    read_result,
)
from tests.shared import shared

OUT, UPDATES = frozenset(["entailment"]), frozenset(["delete-insert"])
MEDIA = {
    ".srx": "application/sparql-results+xml",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srj": "application/sparql-results+json",
}


@pytest.fixture(scope="module")
def suite() -> Suite:
    return Suite(shared("conformance"))


@pytest.fixture(scope="module")
def connection(suite: Suite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[http.client.HTTPConnection]:
    store = tmp_path_factory.mktemp("w3c") / "store"
    with writing(store) as writer:
        for name in {name for case in suite.cases(EVALUATION, OUT) for name in (*case.data, *case.named)}:
            graph = ox.NamedNode(name)
            writer.replace(graph, suite.quads(name, graph))
        writer.publish({}, keep=1)
    with running(store) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        yield connection
        connection.close()


def ask(connection: http.client.HTTPConnection, case: Case, suite: Suite) -> tuple[int, str, bytes]:
    """Send the query of a test with its dataset; return status, media type and body."""
    named = [*case.named, *sorted(graphs_inside(suite, case))]
    fields = [("default-graph-uri", name) for name in case.data or [EMPTY]]
    fields += [("named-graph-uri", name) for name in named]
    if has_dataset(case.query):
        fields = []
    accept = MEDIA.get(case.result.suffix if case.result else "", "application/sparql-results+json, text/turtle;q=0.9")
    headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
    connection.request("POST", f"/sparql?{urlencode(fields)}", case.query.encode(), headers)
    response = connection.getresponse()
    return response.status, response.headers.get_content_type(), response.read()


def graphs_inside(suite: Suite, case: Case) -> set[str]:
    """Return the graphs that the data of a test names itself."""
    files = [name for name in case.data if suite.path(name).suffix in (".trig", ".nq")]
    quads = (quad for name in files for quad in suite.quads(name, ox.DefaultGraph()))
    return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}


def has_dataset(query: str) -> bool:
    """Tell whether a query names its dataset itself."""
    try:
        return inspect(query).has_dataset
    except QueryRefused:
        return False


def over_http(connection: http.client.HTTPConnection, case: Case, suite: Suite) -> Outcome:
    """Return what a query gives over HTTP; the status where it is none."""
    status, media, body = ask(connection, case, suite)
    if status != 200:
        return status
    suffix = next((suffix for suffix, name in MEDIA.items() if name == media), ".ttl")
    return read_result(body, suffix, ROOT)


def in_process(case: Case, suite: Suite) -> Outcome:
    """Return what a query gives in a store of its own."""
    store = ox.Store()
    store.extend(quad for name in case.data for quad in suite.quads(name, ox.DefaultGraph()))
    store.extend(quad for name in case.named for quad in suite.quads(name, ox.NamedNode(name)))
    try:
        found = store.query(case.query)
    except SyntaxError:
        return 400
    if isinstance(found, ox.QueryTriples):
        return graph_of(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    suffix = case.result.suffix if case.result and case.result.suffix in RESULTS else ".srj"
    return read_result(found.serialize(format=RESULTS[suffix]) or b"", suffix, ROOT)


def expected(case: Case, suite: Suite) -> Outcome:
    assert case.result is not None
    return read_result(case.result.read_bytes(), case.result.suffix, suite.iri(case.result))


def test_evaluation(suite: Suite, connection: http.client.HTTPConnection) -> None:
    cases = suite.cases(EVALUATION, OUT)
    failed = {case.name for case in cases if over_http(connection, case, suite) != expected(case, suite)}
    assert failed == LISTED & {case.name for case in cases}
    assert len(cases) >= 300


def test_no_failure_but_the_refused_is_ours(suite: Suite) -> None:
    """What fails over HTTP fails in the store alone too, and so does nothing more but what the server repairs."""
    cases = [case for case in suite.cases(EVALUATION, OUT) if case.name not in OURS]
    failed = {case.name for case in cases if in_process(case, suite) != expected(case, suite)}
    assert LISTED & {case.name for case in cases} <= failed


def test_syntax(suite: Suite, connection: http.client.HTTPConnection) -> None:
    good, bad = suite.cases(GOOD), suite.cases(BAD, UPDATES)
    failed = {case.name for case in good if ask(connection, case, suite)[0] != 200}
    failed |= {case.name for case in bad if ask(connection, case, suite)[0] != 400}
    assert failed == LISTED & {case.name for case in (*good, *bad)}
    assert len(good) > 150
    assert len(bad) > 100
