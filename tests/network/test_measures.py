from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.network.choosing import Choice
from claimgraph.network.edges import Find, collect
from claimgraph.network.files import WRITERS
from claimgraph.network.layout import CORE
from claimgraph.network.measures import measure, page_rank
from claimgraph.network.model import Actor, Edge, Evidence, Ground, Network, edge_types
from tests.network.example import ACTORS, STATEMENTS, make


def about(number: int | str, source: str, target: str, kind: str = "speaks-about") -> Find:
    return Find(source, target, kind, "rule", Evidence(f"c{number}", "d", "words", claim=f"c{number}"))


def of(finds: list[Find], names: list[str]) -> Network:
    edges, evidence = collect(finds)
    return measure(edges, {name: Actor(name, name) for name in names}, evidence)


def test_edges_carry_their_evidence() -> None:
    found = {edge.key: edge.evidence for edge in make().edges}
    assert found == {
        ("ann", "bob", "speaks-about"): ("c1", "c2"),
        ("ann", "eve", "speaks-about"): ("c1",),
        ("ann", "fair", "speaks-about"): ("c1",),
        ("ann", "radio", "speaks-to"): ("c2",),
        ("bob", "eve", "appears-with"): ("c1", "c4"),
        ("bob", "eve", "member-of"): ("s1",),
        ("post", "ann", "quotes"): ("c1", "c2"),
        ("post", "radio", "quotes"): ("c3",),
        ("radio", "bob", "quotes"): ("c3",),
    }
    network = make()
    edge = network.find("ann", "bob", "speaks-about")
    assert edge is not None
    assert [(e.words, network.publication(e).date) for e in network.behind(edge)] == [
        ("words of c1", "2031-05-03"), ("words of c2", "2031-06"),
    ]  # fmt: skip


def test_measures() -> None:
    nodes = {node.actor.iri: node for node in make().nodes}
    assert (nodes["ann"].degree, nodes["ann"].weight) == (5, 7)
    assert nodes["ann"].betweenness > nodes["eve"].betweenness == 0
    assert make().nodes[0].actor.iri == "ann"
    assert all(abs(node.x) <= 1 and abs(node.y) <= 1 for node in nodes.values())
    assert sum(node.pagerank for node in nodes.values()) == pytest.approx(1, abs=1e-4)


def test_page_rank_is_that_of_the_formula() -> None:
    weighed = (("a", "b", "12"), ("b", "a", "3"), ("b", "c", "4"))
    edges = [Edge(one, other, "quotes", tuple(Ground(n, "") for n in numbers)) for one, other, numbers in weighed]
    rank = page_rank(edges, list("abc"))
    base = 0.15 / 3
    passed = 0.85 * rank["c"] / 3
    assert rank["a"] == pytest.approx(base + passed + 0.85 * rank["b"] / 2, abs=1e-6)
    assert rank["b"] == pytest.approx(base + passed + 0.85 * rank["a"], abs=1e-6)


def test_order_of_statements_changes_nothing() -> None:
    shuffled = list(STATEMENTS)
    Random(1).shuffle(shuffled)
    other = make(shuffled)
    assert [write(other, ()) for _, write in WRITERS.values()] == [write(make(), ()) for _, write in WRITERS.values()]


def test_edges_to_what_is_no_actor_are_left_out() -> None:
    edges, evidence = collect([about(1, "ann", "bob"), about(2, "ann", "nobody")])
    network = measure(edges, ACTORS, evidence)
    assert [edge.key for edge in network.edges] == [("ann", "bob", "speaks-about")]
    assert list(network.evidence) == ["c1"]


def test_naming_together_weighs_but_draws_nobody_together() -> None:
    finds = [about(1, "a", "b"), about(2, "c", "d"), *(about(n, "b", "c", "appears-with") for n in range(3, 9))]
    nodes = {node.actor.iri: node for node in of(finds, list("abcd")).nodes}
    assert nodes["b"].weight == 7
    assert nodes["a"].community == nodes["b"].community != nodes["c"].community
    assert nodes["b"].betweenness == 0


def test_empty_network() -> None:
    network = measure((), ACTORS)
    assert network == Network()
    assert all(write(network, ()) for _, write in WRITERS.values())


def test_parts_do_not_overlap_and_large_networks_have_places() -> None:
    rng = Random(3)
    names = [f"n{number:04}" for number in range(CORE + 150)]
    network = of([about(n, rng.choice(names), rng.choice(names)) for n in range(600)], names)
    assert len(network.nodes) > CORE
    assert len({(node.x, node.y) for node in network.nodes}) > 0.95 * len(network.nodes)


def test_betweenness_agrees_with_networkx_on_a_path() -> None:
    network = of([about(1, "a", "b"), about(2, "b", "c"), about(3, "c", "d")], list("abcd"))
    expected = nx.betweenness_centrality(nx.path_graph(4))
    assert {n.actor.iri: n.betweenness for n in network.nodes} == {
        name: round(expected[number], 6) for number, name in enumerate("abcd")
    }


names = st.sampled_from("abcdef")
kinds = st.sampled_from(list(edge_types()))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), names, names, kinds), max_size=25))
def test_every_find_between_two_actors_is_behind_an_edge(drawn: list[tuple[int, str, str, str]]) -> None:
    network = of([about(f"{n}{s}", s, o, kind) for n, s, o, kind in drawn], list("abcdef"))
    expected = {(f"c{n}{s}", s, o, kind) for n, s, o, kind in drawn if s != o}
    assert {(c, e.source, e.target, e.type) for e in network.edges for c in network.claims(e)} == expected
    assert sum(node.degree for node in network.nodes) == 2 * len({frozenset((s, o)) for _, s, o, _ in expected})
    assert Choice(types=edge_types()).of(network) == network


IN_A_PROCESS = """
import sys
from random import Random
from tests.network.test_measures import about, of
from claimgraph.network.files import to_graphology, to_svg
rng = Random(7)
names = [f"https://x.example/{n}" for n in range(90)]
network = of([about(n, rng.choice(names), rng.choice(names)) for n in range(140)], names)
sys.stdout.buffer.write(to_graphology(network) + to_svg(network))
"""


def test_every_process_makes_the_same_network() -> None:
    outputs = {
        subprocess.check_output([sys.executable, "-c", IN_A_PROCESS], env=os.environ | {"PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
