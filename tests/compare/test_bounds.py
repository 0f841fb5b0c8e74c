"""Closed intervals: laws that hold for all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.compare.bounds import Bounds

_ENDS = st.integers(0, 60)


@st.composite
def intervals(draw: st.DrawFn) -> Bounds:
    low, high = sorted((draw(_ENDS), draw(_ENDS)))
    return Bounds(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])))


@given(intervals(), intervals())
def test_overlap_is_symmetric_and_excludes_exceeding(left: Bounds, right: Bounds) -> None:
    assert left.overlaps(right) == right.overlaps(left)
    assert left.overlaps(right) != (left.exceeds(right) or right.exceeds(left))


@given(intervals(), intervals())
def test_mutual_containment_is_equality(left: Bounds, right: Bounds) -> None:
    assert (left.contains(right) and right.contains(left)) == left.equals(right)


@given(intervals(), intervals(), st.integers(0, 80))
def test_what_fits_the_contained_fits_the_container(left: Bounds, right: Bounds, value: int) -> None:
    point = Bounds(value, value)
    if left.contains(right) and right.contains(point):
        assert left.contains(point)


@given(intervals(), intervals())
def test_only_one_of_two_is_tighter(left: Bounds, right: Bounds) -> None:
    assert not (left.is_tighter(right) and right.is_tighter(left))
    if left.is_tighter(right):
        assert left.overlaps(right)


def test_nought_is_no_lower_bound() -> None:
    assert Bounds(0, 9).equals(Bounds(None, 9))
    assert Bounds(0, 9).open_side == "below"
    assert Bounds(0, 0).open_side is None


def test_more_than_two_thousand_is_tighter_than_more_than_one_thousand() -> None:
    assert Bounds(2001, None).is_tighter(Bounds(1001, None))
    assert not Bounds(1001, None).is_tighter(Bounds(2001, None))
    assert not Bounds(2001, 2001).is_tighter(Bounds(1001, None))
