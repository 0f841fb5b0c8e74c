from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from random import Random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.network import CORE, Actor, Network, Utterance, find_ties, measure, utterances
from claimgraph.network_files import WRITERS, to_csv, to_gexf, to_graphml, to_json

ROWS = [
    {"claim": "c1", "speaker": "ann", "tie": "about", "other": "bob"},
    {"claim": "c1", "speaker": "ann", "tie": "about", "other": "ann"},
    {"claim": "c1", "speaker": "ann", "tie": "about", "other": "eve"},
    {"claim": "c2", "speaker": "ann", "tie": "about", "other": "bob"},
    {"claim": "c2", "speaker": "ann", "tie": "addressee", "other": "radio"},
    {"claim": "c3", "speaker": "bob", "tie": "via", "other": "radio"},
    {"claim": "c4", "tie": "about", "other": "bob"},
    {"claim": "c4", "tie": "about", "other": "eve"},
]
ACTORS = {name: Actor(name, name.title(), "Person") for name in ("ann", "bob", "eve", "radio")}


def example(together: bool = False) -> Network:
    """Return the network of the rows above."""
    return measure(find_ties(utterances(ROWS), together), ACTORS)


def test_ties_carry_their_claims() -> None:
    ties = {(tie.source, tie.target, tie.kind): tie.claims for tie in find_ties(utterances(ROWS))}
    assert ties == {
        ("ann", "bob", "about"): ("c1", "c2"),
        ("ann", "eve", "about"): ("c1",),
        ("ann", "radio", "addressee"): ("c2",),
        ("bob", "radio", "via"): ("c3",),
    }


def test_claims_without_a_speaker_tie_only_those_named_together() -> None:
    together = {(t.source, t.target): t.claims for t in find_ties(utterances(ROWS), True) if t.kind == "together"}
    assert together == {("bob", "eve"): ("c1", "c4")}


def test_measures() -> None:
    nodes = {node.actor.iri: node for node in example().nodes}
    assert (nodes["ann"].degree, nodes["ann"].weight) == (3, 4)
    assert (nodes["bob"].degree, nodes["bob"].weight) == (2, 3)
    assert nodes["ann"].betweenness > nodes["eve"].betweenness == 0
    assert example().nodes[0].actor.iri == "ann"
    assert all(abs(node.x) <= 1 and abs(node.y) <= 1 for node in nodes.values())


def test_order_of_rows_changes_nothing() -> None:
    shuffled = ROWS[:]
    Random(1).shuffle(shuffled)
    backwards = dict(reversed(ACTORS.items()))
    other = measure(find_ties(utterances(shuffled)), backwards)
    assert [write(other) for _, write in WRITERS.values()] == [write(example()) for _, write in WRITERS.values()]


def test_ties_to_what_is_no_actor_are_left_out() -> None:
    network = measure(find_ties(utterances(ROWS)), {name: ACTORS[name] for name in ("ann", "bob")})
    assert [(tie.source, tie.target) for tie in network.ties] == [("ann", "bob")]


def test_neighbourhood_and_top() -> None:
    around = example().around("eve")
    assert {node.actor.iri for node in around.nodes} == {"ann", "eve"}
    top = example().top(2)
    assert [node.actor.iri for node in top.nodes] == ["ann", "bob"]
    assert [tie.kind for tie in top.ties] == ["about"]
    assert example().top(4, ("via",)).ties[0].claims == ("c3",)


def test_graphml_and_gexf_are_read_back() -> None:
    network = example()
    for written, read in ((to_graphml(network), nx.read_graphml), (to_gexf(network), nx.read_gexf)):
        graph = read(io.BytesIO(written))
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.ties))
        assert graph.nodes["ann"]["label"] == "Ann"
        claims = sorted(data["claims"] for _, _, data in graph.edges(data=True))
        assert claims == sorted(" ".join(tie.claims) for tie in network.ties)
    assert b"lastmodified" not in to_gexf(network)


def test_json_and_csv_hold_every_tie() -> None:
    network = example()
    data = json.loads(to_json(network))
    assert [node["key"] for node in data["nodes"]] == [node.actor.iri for node in network.nodes]
    assert [edge["attributes"]["claims"] for edge in data["edges"]] == [list(tie.claims) for tie in network.ties]
    rows = list(csv.DictReader(io.StringIO(to_csv(network).decode(), newline="")))
    assert next((row["source_label"], row["kind"], row["count"]) for row in rows) == ("Ann", "about", "2")


def test_labels_that_xml_cannot_hold() -> None:
    label = "a\x00b\x1b<&>"
    network = measure(find_ties(utterances(ROWS[:1])), {"ann": Actor("ann", label), "bob": Actor("bob", label)})
    graph = nx.read_graphml(io.BytesIO(to_graphml(network)))
    assert graph.nodes["ann"]["label"] == "a�b�<&>"


def test_empty_network() -> None:
    network = measure((), ACTORS)
    assert network == Network((), ())
    assert all(write(network) for _, write in WRITERS.values())


def test_parts_do_not_overlap_and_large_networks_have_places() -> None:
    rng = Random(3)
    names = [f"n{number:04}" for number in range(CORE + 150)]
    said = [Utterance(f"c{n}", rng.choice(names), (rng.choice(names),)) for n in range(600)]
    network = measure(find_ties(said), {name: Actor(name, name) for name in names})
    assert len(network.nodes) > CORE
    assert len({(node.x, node.y) for node in network.nodes}) > 0.95 * len(network.nodes)


names = st.sampled_from("abcdef")
kinds = st.sampled_from(["about", "addressee", "via"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), names, names, kinds), max_size=25))
def test_every_claim_with_two_actors_is_behind_a_tie(drawn: list[tuple[int, str, str, str]]) -> None:
    rows = [{"claim": f"c{n}{s}", "speaker": s, "tie": kind, "other": other} for n, s, other, kind in drawn]
    network = measure(find_ties(utterances(rows)), {name: Actor(name, name) for name in "abcdef"})
    expected = {(row["claim"], row["speaker"], row["other"]) for row in rows if row["speaker"] != row["other"]}
    assert {(claim, tie.source, tie.target) for tie in network.ties for claim in tie.claims} == expected
    assert sum(node.degree for node in network.nodes) == 2 * len({frozenset((s, o)) for _, s, o in expected})


IN_A_PROCESS = """
import sys
from random import Random
from claimgraph.network import Actor, Utterance, find_ties, measure
from claimgraph.network_files import to_json
rng = Random(7)
names = [f"https://x.example/{n}" for n in range(90)]
said = [Utterance(f"c{n}", rng.choice(names), (rng.choice(names), rng.choice(names))) for n in range(140)]
sys.stdout.buffer.write(to_json(measure(find_ties(said, True), {name: Actor(name, name) for name in names})))
"""


def test_every_process_makes_the_same_network() -> None:
    outputs = {
        subprocess.check_output([sys.executable, "-c", IN_A_PROCESS], env=os.environ | {"PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
