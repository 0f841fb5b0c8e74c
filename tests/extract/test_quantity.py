"""Counts in sentences of four languages, from a table."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.counting.numbers import Number
from claimgraph.extract.counting.quantity import bounds, find_quantities
from claimgraph.model import Comparator, Quantity, Role, Segment, Span

TABLE = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
CASES = [(lang, text, expected) for lang, cases in TABLE.items() for text, expected in cases.items()]


def read(lang: str, text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Segment(Span(0, len(text)), lang, "body")])


@pytest.mark.parametrize(("lang", "text", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_sentence_has_these_counts(lang: str, text: str, expected: list[list[object]]) -> None:
    found = [[q.span.of(text), q.measure, q.value or 0, q.comparator] for q in read(lang, text)]
    assert found == expected


BOUNDS: list[tuple[Comparator, int | None, int | None]] = [
    ("exactly", 8000, 8000),
    ("more_than", 8001, None),
    ("at_least", 8000, None),
    ("less_than", 0, 7999),
    ("at_most", 0, 8000),
    ("almost", 7200, 7999),
    ("about", 7200, 8800),
]


@pytest.mark.parametrize(("comparator", "lower", "upper"), BOUNDS)
def test_comparator_gives_closed_bounds(comparator: Comparator, lower: int | None, upper: int | None) -> None:
    assert bounds(Number(0, 4, 8000, 8000, 8000), comparator) == (lower, upper)


def test_range_keeps_both_ends_as_bounds() -> None:
    (quantity,) = read("en", "Between 5,000 and 6,000 people fled.")
    assert (quantity.value, quantity.lower, quantity.upper) == (5000, 5000, 6000)


COUNTED = [
    ("en", "Nine police officers were hurt.", "police"),
    ("en", "Two shops and a bank, 30 shops and banks, were looted.", "shop"),
    ("uk", "Загинули троє дітей.", "child"),
    ("nb", "To politifolk ble skadd.", "police"),
    ("pl", "Zginęło dwóch rannych żołnierzy.", "soldier"),
    ("pl", "Zatrzymano 20 pracowników policji.", "person"),
]


@pytest.mark.parametrize(("lang", "text", "concept"), COUNTED)
def test_counted_class_is_that_of_the_noun(lang: str, text: str, concept: str) -> None:
    assert read(lang, text)[0].counted == concept


@pytest.mark.parametrize("role", ["boilerplate", "metadata", "related", "byline"])
def test_numbers_that_are_no_news_are_left_out(role: Role) -> None:
    text = "Twelve people were killed."
    assert find_quantities(text, [Segment(Span(0, len(text)), "en", role)]) == ()


@pytest.mark.parametrize("before", ["🌊 ", "e\u0301\r\n", "İ", "\u00a0\u202f", "ﬁ "])
def test_offsets_are_code_points_of_the_stored_text(before: str) -> None:
    text = before + "At least 12 people were killed."
    (quantity,) = find_quantities(text, [Segment(Span(len(before), len(text)), "en", "body")])
    assert quantity.span.of(text) == "At least 12 people"


WORDS = (
    "12 five 2 030 killed people dozens of including more than , . – загинули 8 тис. осіб drept minst osób zginęło do"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14), st.sampled_from(["en", "uk", "nb", "pl"]))
def test_quantities_are_in_order_inside_the_text_and_bounded(words: list[str], lang: str) -> None:
    text = " ".join(words)
    position = 0
    for quantity in read(lang, text):
        assert position <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.lower is None or quantity.upper is None or quantity.lower <= quantity.upper
        position = quantity.span.start
