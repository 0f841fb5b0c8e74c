"""Measures of counts that the encoder read, beside those of the rules."""

from __future__ import annotations

import pytest

from claimgraph.encoder.reading import Count
from claimgraph.extract.counting.counted import measured
from claimgraph.extract.counting.quantity import Figure
from claimgraph.model import Quantity, Span

KNOWN = Figure(Quantity(Span(0, 9), "killed", 3, "exactly", 3, 3, ""))
OPEN = Figure(Quantity(Span(20, 29), "other", 5, "exactly", 5, 5, ""))
UNTOLD = Figure(Quantity(Span(20, 29), "other", 5, "exactly", 5, 5, ""), told=False)


def test_encoder_measures_only_what_the_rules_left_open() -> None:
    counts = [Count(Span(0, 9), "injured", "exactly", 0.0), Count(Span(22, 26), "rescued", "exactly", 0.0)]
    assert [q.measure for q in measured([KNOWN, OPEN], counts)] == ["killed", "rescued"]
    assert [q.measure for q in measured([KNOWN, OPEN], [])] == ["killed", "other"]


@pytest.mark.parametrize(("measure", "wanted"), [("rescued", ["killed", "rescued"]), ("other", ["killed"])])
def test_number_that_no_word_tells_of_counts_what_the_encoder_reads(measure: str, wanted: list[str]) -> None:
    counts = [Count(Span(22, 26), measure, "exactly", 0.0)]
    assert [q.measure for q in measured([KNOWN, UNTOLD], counts)] == wanted
    assert [q.measure for q in measured([KNOWN, UNTOLD], [])] == ["killed"]


@pytest.mark.parametrize(
    ("measure", "chance", "wanted"), [("injured", 0.99, "injured"), ("injured", 0.5, "killed"), ("other", 1, "killed")]
)
def test_encoder_that_is_sure_counts_more_than_the_rules(measure: str, chance: float, wanted: str) -> None:
    (found,) = measured([KNOWN], [Count(Span(0, 9), measure, "exactly", 0.0, chance)])
    assert found.measure == wanted


def test_what_a_noun_says_of_itself_stays() -> None:
    named = Figure(KNOWN.quantity, named=True)
    (found,) = measured([named], [Count(Span(0, 9), "injured", "exactly", 0.0, 1.0)])
    assert found.measure == "killed"
