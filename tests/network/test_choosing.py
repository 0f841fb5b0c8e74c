from __future__ import annotations

import pytest

from claimgraph.network.choosing import Choice, find_actor
from claimgraph.network.model import Network
from tests.network.example import make


def keys(network: Network) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in network.edges}


def test_neighbourhood_and_top() -> None:
    around = Choice(focus="Eve").of(make())
    assert {node.actor.iri for node in around.nodes} == {"ann", "bob", "eve"}
    assert {edge.type for edge in around.edges} == {"speaks-about", "member-of"}
    top = Choice(top=2).of(make())
    assert [node.actor.iri for node in top.nodes] == ["ann", "bob"]
    assert [edge.type for edge in top.edges] == ["speaks-about"]


def test_types() -> None:
    assert keys(Choice(types=("appears-with",)).of(make())) == {("bob", "eve")}
    assert "appears-with" not in {edge.type for edge in Choice().of(make()).edges}


@pytest.mark.parametrize(
    ("choice", "claims"),
    [
        (Choice(first="2031-06"), {"c2", "c3"}),
        (Choice(last="2031-05-03"), {"c1"}),
        (Choice(first="2031", last="2031"), {"c1", "c2", "c3"}),
        (Choice(languages=("uk",)), {"c2"}),
        (Choice(events=("Attack",)), {"c2"}),
        (Choice(sources=("POST",)), {"c1", "c2", "c3"}),
        (Choice(sources=("other",)), set()),
    ],
)
def test_grounds_are_thinned(choice: Choice, claims: set[str]) -> None:
    part = choice.of(make())
    assert {claim for edge in part.edges for claim in part.claims(edge)} == claims
    assert all(node.degree for node in part.nodes)


def test_weights_are_those_of_what_is_chosen_and_places_stay() -> None:
    whole = {node.actor.iri: node for node in make().nodes}
    part = {node.actor.iri: node for node in Choice(languages=("uk",)).of(make()).nodes}
    assert (part["ann"].weight, whole["ann"].weight) == (3, 7)
    assert (part["ann"].x, part["ann"].y) == (whole["ann"].x, whole["ann"].y)
    assert part["ann"].betweenness == whole["ann"].betweenness


def test_kinds_of_actors() -> None:
    assert keys(Choice(kinds=("person",)).of(make())) == {("ann", "bob")}


def test_actors_are_found_by_any_name() -> None:
    nodes = make().nodes
    assert [find_actor(nodes, name) for name in ("АННА", "ann", "radio", "nobody")] == ["ann", "ann", "radio", None]
    assert Choice(focus="nobody").of(make()) == Network((), (), make().evidence, make().publications)
