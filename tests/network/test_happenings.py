from __future__ import annotations

import pytest
from msgspec.structs import replace

from claimgraph.model import Stance
from claimgraph.network.edges import collect
from claimgraph.network.happenings import Sides, happening_finds, rules
from claimgraph.network.model import Evidence, edge_types
from claimgraph.network.reading import Material, Statement, Tie, Told
from claimgraph.ontology.terms import EVENT_ROLES, ROLES
from tests.network.example import ACTORS, PUBLICATIONS, claim

TIES = (Tie("holds-office-in", "ann", "eve", Evidence("s", "d1", "Ann of Eve")),)


def found(event: str, roles: dict[str, str], **said: str) -> set[tuple[str, str, str]]:
    told = Told(event, {role: (filler,) for role, filler in roles.items()})
    statement = Statement(claim("c1"), "ann", told=(told,), **said)  # type: ignore[arg-type]
    edges, _ = collect(happening_finds(Material(ACTORS, PUBLICATIONS, (statement,), TIES)))
    return {edge.key for edge in edges}


@pytest.mark.parametrize(
    ("event", "roles", "expected"),
    [
        ("Attack", {"agent": "bob", "target": "radio"}, {("ann", "bob", "accuses"), ("bob", "radio", "opposes")}),
        ("Kill", {"agent": "bob"}, {("ann", "bob", "accuses")}),
        ("Cause", {"cause": "bob"}, set()),
        ("Dismiss", {"agent": "bob", "patient": "radio"}, {("bob", "radio", "opposes")}),
        ("Sanction", {"agent": "bob", "target": "radio"}, {("bob", "radio", "opposes")}),
        ("RequestHelp", {"agent": "bob", "recipient": "radio"}, {("bob", "radio", "asks-help-of")}),
        ("GrantHelp", {"agent": "bob", "recipient": "radio"}, {("bob", "radio", "supports")}),
        ("Charge", {"agent": "bob", "patient": "radio"}, {("bob", "radio", "accuses")}),
        ("Meet", {"agent": "bob", "opponent": "radio"}, set()),
        ("Resign", {"agent": "bob"}, set()),
    ],
)
def test_roles_give_edges(event: str, roles: dict[str, str], expected: set[tuple[str, str, str]]) -> None:
    assert found(event, roles) == expected
    assert found(event, roles, polarity="neg") == found(event, roles, stance="denying") == set()


def test_acts_that_are_demanded_or_promised_are_none() -> None:
    attack, request = {"agent": "bob", "target": "radio"}, {"agent": "bob", "recipient": "radio"}
    assert ("bob", "radio", "opposes") not in found("Attack", attack, stance="directive")
    assert found("GrantHelp", request, stance="commissive") == set()
    assert found("RequestHelp", request, stance="commissive") == set()
    assert found("RequestHelp", request, stance="directive") == {("bob", "radio", "asks-help-of")}


def test_words_and_polarity_of_what_is_asserted_go_before_those_of_the_claim() -> None:
    words = replace(claim("a1"), claim="c1")
    told = Told("Sanction", {"agent": ("bob",), "target": ("radio",)}, "pos", words)
    denied = Told("GrantHelp", {"agent": ("bob",), "recipient": ("radio",)}, "neg", words)
    said = Statement(claim("c1"), "ann", polarity="neg", told=(told, denied))
    (find,) = happening_finds(Material(ACTORS, PUBLICATIONS, (said,)))
    assert (find.source, find.target, find.type, find.evidence) == ("bob", "radio", "opposes", words)


def test_demands_oppose() -> None:
    assert found("Resign", {"agent": "bob"}, stance="directive") == {("ann", "bob", "opposes")}
    assert found("Dismiss", {"patient": "bob"}, stance="directive") == {("ann", "bob", "opposes")}


def test_nobody_accuses_the_own_side() -> None:
    assert found("Attack", {"agent": "eve"}) == set()
    assert found("Attack", {"agent": "ann"}) == set()


def test_sides() -> None:
    places = (("eve", "land"), ("radio", "land"))
    pact = tuple(Tie("member-of", member, "pact", Evidence("m", "d1", "the pact")) for member in ("bob", "land"))
    sides = Sides(Material(ACTORS, PUBLICATIONS, (), (*TIES, *pact), places))
    assert sides.same("ann", "radio")
    assert not sides.same("ann", "bob")
    assert sides.same("bob", "pact")
    assert not sides.same("bob", "land")


def test_rules_name_what_there_is() -> None:
    stances = set(Stance.__args__)  # type: ignore[attr-defined]
    for rule in rules():
        assert rule.edge in edge_types()
        assert rule.stances <= stances
        assert rule.events <= EVENT_ROLES.keys()
        assert {rule.source, rule.target} <= {"speaker", *ROLES}
        assert rule.sides in ("", "different")
    assert len({rule.name for rule in rules()}) == len(rules())
