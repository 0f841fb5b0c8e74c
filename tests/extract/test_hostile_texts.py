"""Texts that nobody writes are read in good time and without a fault."""

from __future__ import annotations

from time import process_time

import pytest

from claimgraph.extract.calendar.dates import find_dates
from claimgraph.extract.counting.quantity import find_quantities
from claimgraph.extract.layout.metadata import read_metadata
from claimgraph.extract.layout.segment import segment
from claimgraph.extract.tokens import mask
from claimgraph.model import Document, PartialDate, Segment, Span

LENGTH = 60_000
SECONDS = 3.0
"""What takes time in the square of the length takes several times as long."""


def repeated(unit: str) -> str:
    return unit * (LENGTH // len(unit))


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "](", "a@", "—", "1.", "x.y@"])
def test_mask_takes_time_in_proportion_to_the_text(unit: str) -> None:
    start = process_time()
    assert len(mask(repeated(unit))) == LENGTH // len(unit) * len(unit)
    assert process_time() - start < SECONDS


def test_mask_blanks_addresses() -> None:
    assert mask("ann.b@news.example.com ) @ann www.x.y ](a/b)").split() == [")"]


@pytest.mark.parametrize("unit", [" ", "\t", "\u00a0", "Kim-", "- ", "a: "])
def test_segments_take_time_in_proportion_to_the_text(unit: str) -> None:
    segment("warm up")
    start = process_time()
    segment(f"a{repeated(unit)}b")
    assert process_time() - start < SECONDS


def test_list_of_a_thousand_numbers_is_read() -> None:
    text = "1 000 " * 1_000
    find_quantities(text, (Segment(Span(0, len(text)), "en", "body"),))


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("0001-01-01", "It began last Monday, yesterday, last month, 30 years ago."),
        ("9999-12-31", "It begins next Monday, tomorrow, next month, next year."),
    ],
)
def test_dates_outside_the_calendar_are_left_out(anchor: str, words: str) -> None:
    segments = (Segment(Span(0, len(words)), "en", "body"),)
    found = find_dates(words, segments, PartialDate(anchor, "day"))
    assert all(len(mention.date.value.split("-")[0]) == 4 and mention.date.value > "0001" for mention in found)


def test_address_that_is_none_is_no_date() -> None:
    document = Document("a", "He said so.", url="http://[::bad/2022/01/10/")
    found = read_metadata(document, segment(document.text))
    assert (found.published, found.publisher) == (None, None)
