"""Tests of what the rules on statements find and must not find."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from claimgraph.compare.bounds import Bounds
from claimgraph.compare.figures import Figure
from claimgraph.compare.likeness import evidence, likeness
from claimgraph.compare.rules import Relation, compare
from claimgraph.compare.side import Side
from claimgraph.compare.wording import Wording
from claimgraph.extract.counting.numbers import Number
from claimgraph.extract.counting.quantity import bounds
from claimgraph.model import Comparator
from tests.compare.papers import side

WORDS = Wording(("bridg", "march"), ("bridge", "close", "flood"), ())
LEFT = replace(
    side("a", 0, 1), wording=WORDS, lang="en", speaker="mayor", publisher="org-harbour-post-1f", published="2024-01-05"
)
RIGHT = replace(LEFT, claim="doc/b/claim/0-8", document="b", lang="uk", publisher="echo", speaker="driver")
OTHER: dict[str, Any] = {"wording": Wording((), ("harvest", "price"), ()), "events": (), "entities": ("union",)}
"""Another matter of the same story."""


def found(left: Side, right: Side) -> list[Relation]:
    return compare(left, right)


def types(left: Side, right: Side) -> list[str]:
    return [relation.type for relation in found(left, right)]


def test_likeness_does_not_depend_on_the_order_of_sides() -> None:
    other = replace(RIGHT, wording=Wording(("road",), ("flood",), (7.0,)))
    assert likeness(LEFT, other) == likeness(other, LEFT)
    assert all(0 <= value <= 1 for value in evidence(LEFT, other).values())


def test_other_numbers_make_statements_less_alike_but_not_their_matter() -> None:
    left, right = (replace(s, wording=Wording(*WORDS_OF, (n,))) for s, n in ((LEFT, 3.0), (RIGHT, 8.0)))
    assert likeness(left, right)[0] < likeness(LEFT, RIGHT)[0]
    assert likeness(left, right)[1] == likeness(LEFT, RIGHT)[1]


WORDS_OF = (WORDS.stems, WORDS.concepts)


def test_like_statements_are_the_same() -> None:
    assert types(LEFT, RIGHT) == ["sameProposition"]


@pytest.mark.parametrize("polarity", ["pos", "neg"])
@pytest.mark.parametrize("change", [{"story": ("flood", "union")}, OTHER])
def test_other_stories_and_other_matters_are_neither_the_same_nor_opposite(
    change: dict[str, Any], polarity: str
) -> None:
    assert types(LEFT, replace(RIGHT, polarity=polarity, **change)) == []


def test_a_denial_by_another_voice_is_opposite() -> None:
    denial = replace(RIGHT, polarity="neg")
    assert types(LEFT, denial) == ["oppositePolarity"]
    assert types(replace(LEFT, dates=("2024-01-03",)), replace(denial, dates=("2024-01-04",))) == []
    assert types(LEFT, replace(denial, place="town-7")) == []


def test_words_of_opposite_meaning_turn_polarity_round() -> None:
    opened = Wording(WORDS.stems, ("-close", "bridge", "flood"), ())
    assert types(LEFT, replace(RIGHT, wording=opened)) == []  # words alone are too weak to make a contradiction
    assert types(LEFT, replace(RIGHT, wording=opened, polarity="neg")) == ["sameProposition"]


def test_the_same_voice_supersedes_itself_later_and_never_denies_itself() -> None:
    turned = replace(RIGHT, polarity="neg", speaker="mayor")
    assert types(LEFT, turned) == []
    (later,) = found(LEFT, replace(turned, published="2024-01-08"))
    assert (later.type, later.left[0]) == ("supersedes", turned.claim)


def test_a_demand_is_neither_the_same_as_what_came_nor_against_it() -> None:
    wanted = replace(RIGHT, stance="directive")
    assert types(LEFT, wanted) == types(LEFT, replace(wanted, polarity="neg")) == []


@pytest.mark.parametrize("cited", ["org-harbour-post-1f", "org-harbourze-77"])
def test_words_quoted_from_another_publisher_are_translated(cited: str) -> None:
    left, right = replace(LEFT, quoted=True), replace(RIGHT, quoted=True, cited=(cited,))
    (copied,) = found(left, right)
    assert (copied.type, copied.left[0], copied.right[0]) == ("translates", right.claim, left.claim)


@pytest.mark.parametrize("change", [{"cited": ()}, {"cited": ("org-daily-echo",)}, {"lang": "en"}, {"quoted": False}])
def test_words_are_not_translated_without_source_quotation_and_other_language(change: dict[str, Any]) -> None:
    right = replace(RIGHT, **{"quoted": True, "cited": ("org-harbour-post-1f",), **change})
    assert types(replace(LEFT, quoted=True), right) == ["sameProposition"]


def test_one_statement_in_two_languages_of_a_document_is_translated() -> None:
    again = replace(RIGHT, document=LEFT.document)
    assert types(LEFT, again) == ["translates"]
    assert types(LEFT, replace(again, lang=LEFT.lang)) == ["sameProposition"]
    assert types(LEFT, replace(again, **OTHER)) == []


def counted(one: Side, value: int, comparator: Comparator = "exactly") -> Side:
    """Return a statement with a count of those killed."""
    low, high = bounds(Number(0, 1, value, value, value), comparator)
    figure = Figure("killed", "person", comparator, value, Bounds(low, high), one.span)
    return replace(one, figures=(figure,))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (counted(LEFT, 12), counted(RIGHT, 12), ["sameBound"]),
        (counted(LEFT, 12), counted(replace(RIGHT, place="town-7"), 12), []),
        (counted(LEFT, 20, "more_than"), counted(RIGHT, 10, "more_than"), ["strongerBoundThan"]),
        (counted(LEFT, 20, "more_than"), counted(RIGHT, 10, "less_than"), ["differentQuantity"]),
        (counted(LEFT, 12), counted(RIGHT, 10, "more_than"), ["consistentQuantity"]),
        (counted(LEFT, 12), counted(replace(RIGHT, **OTHER), 10, "more_than"), []),
        (counted(LEFT, 12), counted(RIGHT, 19), ["differentQuantity"]),
        (counted(LEFT, 12), counted(replace(RIGHT, **OTHER), 19), []),
        (counted(LEFT, 12), counted(replace(RIGHT, story=("harvest",)), 19), []),
        (counted(LEFT, 12), counted(replace(RIGHT, speaker="mayor"), 19), []),
        (counted(LEFT, 12), counted(replace(RIGHT, speaker="mayor", published="2024-01-08"), 19), ["supersedes"]),
        (counted(LEFT, 12), counted(replace(RIGHT, published="2024-01-08"), 19), ["consistentQuantity"]),
    ],
)
def test_counts_relate_where_the_statements_do(left: Side, right: Side, expected: list[str]) -> None:
    assert types(left, right) == expected
