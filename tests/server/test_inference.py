"""What follows from the graph, for queries that ask for it and for no others, over HTTP."""

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from claimgraph.inference.building import write
from claimgraph.store import current_release
from tests.server.conftest import running
from tests.server.sample import MINT

GRAPH = MINT.graph("inferred").value
AGENTS = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a <http://xmlns.com/foaf/0.1/Agent> }"


@pytest.fixture(scope="module")
def inferring(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("inferring") / "store"
    shutil.copytree(store, copy)
    write(current_release(copy))
    with running(copy) as address:
        yield address


def count(address: str, query: str, **parameters: str) -> int | str:
    asked = urlencode({"query": query, **parameters})
    request = urllib.request.Request(f"{address}/sparql?{asked}", headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return int(json.load(response)["results"]["bindings"][0]["n"]["value"])
    except urllib.error.HTTPError as error:
        with error:
            return f"{error.code} {error.read().decode()}"


def test_nothing_follows_unless_asked_for(inferring: str) -> None:
    assert count(inferring, AGENTS) == 0
    assert count(inferring, AGENTS, inference="false") == 0
    assert count(inferring, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}") == 0


@pytest.mark.parametrize("how", ["parameter", "dataset", "from", "both"])
def test_what_follows_is_asked_by_parameter_and_by_dataset(inferring: str, how: str) -> None:
    query, asked = AGENTS, {}
    if how in ("parameter", "both"):
        asked["inference"] = "true"
    if how == "both":
        asked["default-graph-uri"] = MINT.graph("entities").value
    if how == "dataset":
        asked["default-graph-uri"] = GRAPH
    if how == "from":
        query = AGENTS.replace(" {", f" FROM <{GRAPH}> {{", 1)
    found = count(inferring, query, **asked)
    assert isinstance(found, int)
    assert found > 3


def test_asked_and_inferred_join(inferring: str) -> None:
    query = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c cg:speaker ?x . ?x a cg:Actor }"
    assert (count(inferring, query), count(inferring, query, inference="true")) == (0, 3)


@pytest.mark.parametrize("wrong", ["yes", "", "TRUE"])
def test_a_wish_is_true_or_false(inferring: str, wrong: str) -> None:
    assert str(count(inferring, AGENTS, inference=wrong)).startswith("400 inference must be")


def test_from_names_the_graph_itself(inferring: str) -> None:
    query = AGENTS.replace(" {", " FROM <urn:x> {", 1)
    assert str(count(inferring, query, inference="true")).startswith("400 ")


def test_a_release_without_says_so(address: str) -> None:
    assert str(count(address, AGENTS, inference="true")).startswith("501 ")
    assert count(address, AGENTS) == 0


def test_the_description_tells_the_regime(inferring: str, address: str) -> None:
    def description(server: str) -> str:
        with urllib.request.urlopen(f"{server}/sparql", timeout=10) as response:
            text: str = response.read().decode()
            return text

    assert "ent:OWL-RDF-Based" in description(inferring)
    assert GRAPH in description(inferring)
    assert "ent:OWL-RDF-Based" not in description(address)


def test_the_graph_can_be_fetched(inferring: str) -> None:
    with urllib.request.urlopen(f"{inferring}/graphs?graph={GRAPH}", timeout=10) as response:
        assert b"Agent" in response.read()
