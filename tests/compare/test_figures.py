"""How two counts relate, by examples and by laws."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.compare.bounds import Bounds
from claimgraph.compare.counted import BROADER, Fit, class_fit
from claimgraph.compare.figures import Figure, Setting, read_amount, relate, relate_all
from claimgraph.extract.counting.amounts import find_amounts
from claimgraph.extract.counting.numbers import Number
from claimgraph.extract.counting.quantity import bounds
from claimgraph.model import Comparator, Measure, Scope, Span
from claimgraph.ontology import generate

SPAN = Span(0, 1)


def count(
    value: int, comparator: Comparator = "exactly", measure: Measure = "killed", counted: str = "person"
) -> Figure:
    low, high = bounds(Number(0, 1, value, value, value), comparator)
    return Figure(measure, counted, comparator, value, Bounds(low, high), SPAN)


COMPARATORS: tuple[Comparator, ...] = ("exactly", "at_least", "more_than", "at_most", "less_than", "almost", "about")
FIGURES = st.builds(
    lambda figure, scope, part: replace(figure, scope=scope, part=part),
    st.builds(
        count,
        st.integers(1, 40),
        st.sampled_from(COMPARATORS),
        st.sampled_from(cast("tuple[Measure, ...]", ("killed", "injured", "detained", "arrested", "other"))),
        st.sampled_from(("person", "child", "soldier", "activist")),
    ),
    st.sampled_from(cast("tuple[Scope | None, ...]", (None, "total", "increment", "local"))),
    st.booleans(),
)
SETTINGS = st.builds(
    Setting,
    place=st.sampled_from(cast("tuple[Fit, ...]", ("same", "within", "around", "apart"))),
    later=st.integers(-3, 3),
    one_voice=st.booleans(),
    one_time=st.booleans(),
    alike=st.booleans(),
)


@given(FIGURES, FIGURES, SETTINGS)
def test_seen_from_the_other_side_the_verdict_is_turned(left: Figure, right: Figure, setting: Setting) -> None:
    there, back = relate(left, right, setting), relate(right, left, setting.turned())
    assert back.relation == there.relation
    assert back.direction == there.turned().direction


@given(FIGURES, SETTINGS)
def test_a_count_agrees_with_itself_or_is_not_compared(figure: Figure, setting: Setting) -> None:
    assert relate(figure, figure, setting).relation in ("sameBound", "none")


@given(FIGURES, FIGURES, SETTINGS)
def test_counts_that_can_both_hold_are_never_called_different(left: Figure, right: Figure, setting: Setting) -> None:
    if left.bounds.overlaps(right.bounds):
        assert relate(left, right, setting).relation != "differentQuantity"


@given(FIGURES, FIGURES, SETTINGS)
def test_different_places_are_never_compared(left: Figure, right: Figure, setting: Setting) -> None:
    assert relate(left, right, replace(setting, place="apart")).relation == "none"


@given(FIGURES, FIGURES, SETTINGS)
def test_a_part_is_only_ever_held_against_a_smaller_whole(left: Figure, right: Figure, setting: Setting) -> None:
    part, whole = replace(left, scope="increment"), replace(right, scope="total")
    verdict = relate(part, whole, setting)
    assert verdict.relation in ("none", "differentQuantity")
    if verdict.relation == "differentQuantity":
        assert part.bounds.exceeds(whole.bounds)


def said(left: Figure, right: Figure, setting: Setting = Setting()) -> tuple[str, str]:  # noqa: B008 (frozen)
    verdict = relate(left, right, setting)
    assert verdict.reason
    return verdict.relation, verdict.direction


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (count(164), count(161, "at_least"), ("consistentQuantity", "both")),
        (count(164), count(164, "at_least"), ("consistentQuantity", "both")),
        (count(161, "at_least"), count(164, "at_least"), ("strongerBoundThan", "backward")),
        (count(2000, "more_than"), count(1000, "more_than"), ("strongerBoundThan", "forward")),
        (count(8000, "almost"), count(8000, "almost"), ("sameBound", "both")),
        (count(100, "about"), count(104), ("consistentQuantity", "both")),
        (count(12), count(19), ("differentQuantity", "both")),
        (count(280, "about"), count(300, "more_than"), ("differentQuantity", "both")),
        (count(3300, "about"), count(3000, "more_than"), ("consistentQuantity", "both")),
        (count(30, "more_than"), count(30, "at_most"), ("differentQuantity", "both")),
        (count(12), count(12, measure="injured"), ("none", "both")),
        (count(12, counted="soldier"), count(19, counted="civilian"), ("none", "both")),
        (count(3, counted="child"), count(12), ("none", "both")),
        (count(19, counted="child"), count(12), ("differentQuantity", "both")),
        (count(8000, "almost", "detained", "activist"), count(8000, "almost", "detained"), ("sameBound", "both")),
        (count(40, measure="detained"), count(12, measure="arrested"), ("differentQuantity", "both")),
        (count(40, measure="detained"), count(40, measure="arrested"), ("sameBound", "both")),
        (count(5, measure="other"), count(6, measure="other"), ("none", "both")),
    ],
)
def test_counts_of_one_day_relate(left: Figure, right: Figure, expected: tuple[str, str]) -> None:
    assert said(left, right) == expected


def test_a_later_count_of_the_same_voice_supersedes() -> None:
    later = Setting(later=1, one_voice=True)
    assert said(count(19), count(12), later) == ("supersedes", "forward")
    assert said(count(12), count(19), later) == ("supersedes", "forward")
    assert said(count(19), count(12), later.turned()) == ("supersedes", "backward")
    assert said(count(19), count(19), later) == ("sameBound", "both")


def test_a_higher_count_of_another_voice_is_growth_only_when_later() -> None:
    assert said(count(19), count(12), Setting(later=1)) == ("consistentQuantity", "both")
    assert said(count(12), count(19), Setting(later=1)) == ("differentQuantity", "both")
    assert said(count(19), count(12), Setting(later=0)) == ("differentQuantity", "both")
    crowd = count(19, measure="protesters"), count(12, measure="protesters")
    assert said(*crowd, Setting(later=1)) == ("differentQuantity", "both")


def test_a_vague_word_is_no_upper_bound() -> None:
    dozens = Figure("killed", "person", "vague", None, Bounds(20, 99), SPAN)
    assert said(dozens, count(164)) == ("none", "both")
    assert said(dozens, count(50)) == ("consistentQuantity", "both")
    assert said(dozens, count(3)) == ("differentQuantity", "both")


def test_one_place_is_part_of_the_country() -> None:
    assert said(count(103), count(164), Setting(place="within")) == ("none", "both")
    assert said(count(190), count(164), Setting(place="within")) == ("differentQuantity", "both")
    assert said(count(164), count(190), Setting(place="around")) == ("differentQuantity", "both")


def test_a_named_part_is_not_the_whole() -> None:
    part = replace(count(3), part=True)
    assert said(part, count(12)) == ("none", "both")
    assert said(part, count(3)) == ("none", "both")
    assert said(part, count(2)) == ("differentQuantity", "both")


def amount(text: str, lang: str = "en") -> Figure:
    (found,) = find_amounts(text, Span(0, len(text)), lang)
    return read_amount(found)


def test_amounts_of_one_unit_are_compared_where_the_claims_are_alike() -> None:
    alike = Setting(alike=True)
    assert said(amount("47 відсотків", "uk"), amount("47 per cent"), alike) == ("sameBound", "both")
    assert said(amount("mniej niż 45 procent", "pl"), amount("47%"), alike) == ("differentQuantity", "both")
    assert said(amount("over 40 millioner pesos", "nb"), amount("25 million pesos"), alike)[0] == "differentQuantity"
    assert said(amount("47%"), amount("45%"), replace(alike, later=1))[0] == "differentQuantity"
    assert said(amount("47%"), amount("47 hours"), alike) == ("none", "both")
    assert said(amount("47%"), amount("47%")) == ("none", "both")


def test_what_the_words_do_not_tell_is_compared_where_the_claims_are_alike() -> None:
    untold = count(1200, measure="other"), count(1500, "more_than", "protesters")
    assert said(*untold) == ("none", "both")
    assert said(*untold, Setting(alike=True)) == ("differentQuantity", "both")
    told = [count(9, measure="evacuated"), count(21, measure="other")]
    assert relate_all(told, [count(9, measure="missing")], Setting(alike=True)) == []


def test_a_figure_that_agrees_is_not_held_against_others() -> None:
    found = relate_all([count(12), count(4, measure="injured")], [count(12), count(5, measure="injured")])
    assert [(r.left, r.right, r.verdict.relation) for r in found] == [(0, 0, "sameBound"), (1, 1, "differentQuantity")]
    assert [r.verdict.relation for r in relate_all([count(5), count(7)], [count(7)])] == ["sameBound"]


def test_classes_are_those_of_the_vocabulary() -> None:
    graph = generate.load()
    pairs = graph.query(
        """SELECT ?narrow ?broad WHERE { ?n skos:inScheme cg:countedScheme ; skos:notation ?narrow ; skos:broader ?b .
        ?b skos:notation ?broad }"""
    )
    assert {str(narrow): str(broad) for narrow, broad in cast("list[tuple[object, object]]", list(pairs))} == BROADER


def test_a_narrower_class_lies_within_the_broader() -> None:
    assert class_fit("shop", "building", "buildings_damaged") == "within"
    assert class_fit("building", "shop", "buildings_damaged") == "around"
    assert class_fit("shop", "bank", "buildings_damaged") == "apart"
