"""The update evaluation tests of the W3C over a real socket: one server, emptied and filled by each request first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph as ox
import pytest

from claimgraph.store import writing
from tests.server.w3c import LISTED, MF, ROOT, TYPE, Outcome, Suite, graph_of, objects, term
from tests.server.writable import WRITABLE, Site, writable
from tests.shared import shared

UT = "http://www.w3.org/2009/sparql/tests/test-update#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
NAMED = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True)
class State:
    """What a store holds: quads, and graphs that may be empty."""

    quads: tuple[ox.Quad, ...]
    graphs: frozenset[str]

    def text(self) -> str:
        """Return the update that makes an empty store hold this."""
        named: dict[ox.NamedNode | ox.DefaultGraph, list[str]] = {ox.NamedNode(name): [] for name in self.graphs}
        for quad in self.quads:
            assert isinstance(quad.graph_name, ox.NamedNode | ox.DefaultGraph)
            named.setdefault(quad.graph_name, []).append(f"{quad.triple} .")
        parts = [
            " ".join(lines) if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ {' '.join(lines)} }}"
            for graph, lines in named.items()
        ]
        made = "".join(f" ; CREATE SILENT GRAPH <{name}>" for name in sorted(self.graphs))
        return f"DROP ALL{made} ; INSERT DATA {{ {' '.join(parts)} }}"


@dataclass(frozen=True)
class Case:
    """One test: its name (suite/folder/name), its update and the base of that, and the store before and after."""

    name: str
    base: str
    update: str
    before: State
    after: State


def cases(suite: Suite) -> Iterator[Case]:
    """Yield all tests."""
    for path in sorted(suite.folder.glob("sparql1[12]/*/manifest.ttl")):
        manifest = ox.Store()
        manifest.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=suite.iri(path))
        found = {quad.subject for quad in manifest.quads_for_pattern(None, TYPE, term(f"{MF}UpdateEvaluationTest"))}
        for test in sorted((test for test in found if isinstance(test, ox.NamedNode)), key=str):
            (action,), (result,) = objects(manifest, test, f"{MF}action"), objects(manifest, test, f"{MF}result")
            (request,) = objects(manifest, action, f"{UT}request")
            text = suite.path(request.value).read_text(encoding="utf-8")
            name = f"{path.parent.parent.name}/{path.parent.name}/{test.value.rpartition('#')[2]}"
            states = [state(suite, manifest, node) for node in (action, result)]
            yield Case(name, request.value, text, *states)


def state(suite: Suite, manifest: ox.Store, node: Any) -> State:
    """Return what a test says of the store before or after."""
    quads = [q for data in objects(manifest, node, f"{UT}data") for q in suite.quads(data.value, ox.DefaultGraph())]
    graphs = set()
    for part in objects(manifest, node, f"{UT}graphData"):
        (file,), (label,) = objects(manifest, part, f"{UT}graph"), objects(manifest, part, LABEL)
        graphs.add(label.value)
        quads += suite.quads(file.value, ox.NamedNode(label.value))
    return State(tuple(quads), frozenset(graphs))


def held(site: Site) -> Outcome:
    """Return what the server holds, asked of it by query and as a graph."""
    found = site.ask("POST", "/sparql", NAMED, Content_Type="application/sparql-query", Accept="application/json")
    default = site.ask("GET", "/graphs?default", Accept="application/n-triples")
    assert (found.status, default.status) == (200, 200)
    rows = ox.parse_query_results(found.body, ox.QueryResultsFormat.JSON)
    assert isinstance(rows, ox.QuerySolutions)
    named = [ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows]
    return graph_of([*named, *ox.parse(default.body, ox.RdfFormat.N_TRIPLES)])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("w3c") / "store"
    with writing(store) as writer:
        writer.publish({"base": ROOT, "quads": 0}, keep=1)
    # Each test makes a release, which every worker opens.
    with writable(store, replace(WRITABLE, workers=1, fast_workers=1, keep_releases=1)) as site:
        yield site


def failures(site: Site, found: Iterable[Case]) -> Iterator[str]:
    """Yield the tests that fail."""
    for case in found:
        # In one request, as operations one after the other: half the releases.
        status = site.update(f"BASE <{case.base}>\n{case.before.text()} ;\n{case.update}").status
        if status != 200 or held(site) != graph_of(case.after.quads):
            yield case.name


def test_evaluation_of_updates(site: Site) -> None:
    found = list(cases(Suite(shared("conformance"))))
    assert set(failures(site, found)) == LISTED & {case.name for case in found}
    assert len(found) == 97  # 94 of SPARQL 1.1
