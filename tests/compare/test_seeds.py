"""What is known of five texts on one event: which of their figures and statements relate, and how (hand annotation)."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from claimgraph.annotate import annotate, resolved
from claimgraph.compare.rules import Relation, compare
from claimgraph.compare.side import Side, sides
from claimgraph.iri import Mint
from claimgraph.link.resolve import local_entities, resolve
from claimgraph.model import Document
from claimgraph.page import Page, World
from tests.shared import shared

Marked = dict[str, Any]
FIGURES = {
    "agrees": {"sameBound"},
    "weaker": {"strongerBoundThan", "consistentQuantity"},
    "compatible": {"strongerBoundThan", "consistentQuantity"},
}
CONFLICTS = {"a": "roleConflict", "b": "attributeConflict", "c": "rivalCause", "d": "inTension", "e": "differentTarget"}
ALIKE = {"coup-attempt", "under-control", "never-fire", "help-asked-of-russia", "armed-fighters-joined"}
AGAINST = {"differentQuantity", "oppositePolarity", "roleConflict", "attributeConflict"}


@cache
def known() -> Marked:
    found: Marked = json.loads(shared("gold/cross_document.json").read_text("utf-8"))
    return found


@cache
def counted() -> dict[str, Marked]:
    rows = [json.loads(line) for line in shared("gold/seeds.jsonl").read_text("utf-8").splitlines()]
    return {quantity["id"]: {**quantity, "doc": row["id"]} for row in rows for quantity in row["quantities"]}


@cache
def stated() -> list[Side]:
    paths = sorted(shared("seeds").glob("*.txt"))
    read = {path.stem: annotate(Document(path.stem, path.read_bytes().decode())) for path in paths}
    resolution = resolve((name, entity) for name, a in read.items() for entity in local_entities(a))
    world = World.of(Mint(), {entity.key: entity for entity in resolution.entities})
    return [side for name, a in read.items() for side in sides(Page(resolved(a, resolution), name, world))]


def at(mark: Marked) -> list[Side]:
    """Return what is stated on some marked words."""
    own = (side for side in stated() if side.document == mark["doc"])
    return [side for side in own if side.span.start < mark["end"] and mark["start"] < side.span.end]


def related(left: Marked, right: Marked) -> list[Relation]:
    """Return how what is stated on marked words relates."""
    pairs = [sorted((a, b), key=lambda side: side.id) for a in at(left) for b in at(right) if a.id != b.id]
    return [relation for one, other in pairs for relation in compare(one, other)]


def test_figures_relate_as_annotated() -> None:
    for row in known()["quantity_relations"]:
        for left, right in combinations(row["members"], 2):
            types = {relation.type for relation in related(counted()[left], counted()[right])}
            assert types & FIGURES[row["relation"]], (row["id"], types)
            assert not types & AGAINST, (row["id"], types)


@pytest.mark.parametrize(("case", "relation"), CONFLICTS.items())
def test_conflicts_are_found(case: str, relation: str) -> None:
    sides_of = next(row["sides"] for row in known()["conflicts"] if row["id"] == case)
    pairs = [(a, b) for one, other in combinations(sides_of, 2) for a in one for b in other]
    assert relation in {found.type for pair in pairs for found in related(*pair)}


def test_weaker_bound_is_no_conflict() -> None:
    left, right = next(row["sides"] for row in known()["conflicts"] if row["id"] == "f")
    assert not {found.type for a in left for b in right for found in related(a, b)} & AGAINST


@pytest.mark.parametrize("group", sorted(ALIKE))
def test_statements_that_are_the_same_are_found_across_texts(group: str) -> None:
    marks = next(row["members"] for row in known()["same_claim"] if row["id"] == group)
    pairs = [(a, b) for a, b in combinations(marks, 2) if a["doc"] != b["doc"] or group == "help-asked-of-russia"]
    assert any(found.type == "sameProposition" for pair in pairs for found in related(*pair))


def test_same_statements_are_not_held_to_contradict_each_other() -> None:
    for row in known()["same_claim"]:
        for left, right in combinations(row["members"], 2):
            assert not {found.type for found in related(left, right)} & AGAINST, row["id"]
