"""Dates of four languages, absolute and resolved against an anchor."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.calendar.dates import find_dates
from claimgraph.model import PartialDate, Segment, Span

MONDAY = PartialDate("2022-01-10", "day")
JANUARY = PartialDate("2022-01", "month")

# language, text, words of the date, date against Monday 10 January 2022
RESOLVED = [
    ("en", "It began on January 10, 2022.", "January 10, 2022", "2022-01-10"),
    ("en", "It began on 10 January 2022.", "10 January 2022", "2022-01-10"),
    ("en", "It began on the 3rd of May, 2019.", "3rd of May, 2019", "2019-05-03"),
    ("en", "It began on Jan. 5.", "Jan. 5", "2022-01-05"),
    ("en", "It will last until Jan. 19.", "Jan. 19", "2022-01-19"),
    ("en", "It began on December 16.", "December 16", "2021-12-16"),
    ("en", "It began on 1/9/2022.", "1/9/2022", "2022-01-09"),
    ("en", "It began on 25/12/2021.", "25/12/2021", "2021-12-25"),
    ("en", "It began on 2022-01-10.", "2022-01-10", "2022-01-10"),
    ("en", "It began in December.", "December", "2021-12"),
    ("en", "It began in March 2020.", "March 2020", "2020-03"),
    ("en", "It began in 2019.", "2019", "2019"),
    ("en", "It began on Monday.", "Monday", "2022-01-10"),
    ("en", "It began last Monday.", "last Monday", "2022-01-03"),
    ("en", "It began on Friday.", "Friday", "2022-01-07"),
    ("en", "It begins next Friday.", "next Friday", "2022-01-14"),
    ("en", "The board is expected to meet on Friday.", "Friday", "2022-01-14"),
    ("en", "It will not say what began. It began on Friday.", "Friday", "2022-01-07"),
    ("nb", "På fredag skal retten møtes.", "fredag", "2022-01-14"),
    ("nb", "Hun skal ha rømt fredag.", "fredag", "2022-01-07"),
    ("uk", "Суд розгляне справу у п’ятницю.", "п’ятницю", "2022-01-14"),
    ("pl", "Sąd ma zebrać się w piątek.", "piątek", "2022-01-14"),
    ("uk", "Він сказав на брифінгу в п’ятницю.", "п’ятницю", "2022-01-07"),
    ("uk", "Засідання перенесли на п’ятницю.", "п’ятницю", "2022-01-14"),
    ("en", "He was arrested by police on Friday.", "Friday", "2022-01-07"),
    ("en", "It must be done by Friday.", "Friday", "2022-01-14"),
    ("en", "It began yesterday.", "yesterday", "2022-01-09"),
    ("en", "It began two days ago.", "two days ago", "2022-01-08"),
    ("en", "It began last month.", "last month", "2021-12"),
    ("en", "It began 30 years ago.", "30 years ago", "1992"),
    ("en", "It began last week.", "last week", "2022-01"),
    ("uk", "Це сталося 10 січня 2022 року.", "10 січня 2022 року", "2022-01-10"),
    ("uk", "Це сталося 10.01.2022.", "10.01.2022", "2022-01-10"),
    ("uk", "Це сталося 5 січня.", "5 січня", "2022-01-05"),
    ("uk", "Це сталося у грудні.", "грудні", "2021-12"),
    ("uk", "Це сталося у 2019 році.", "2019 році", "2019"),
    ("uk", "Це сталося у п’ятницю.", "п’ятницю", "2022-01-07"),
    ("uk", "Це сталося минулої п’ятниці.", "минулої п’ятниці", "2022-01-07"),
    ("uk", "Це сталося вчора.", "вчора", "2022-01-09"),
    ("uk", "Це сталося три дні тому.", "три дні тому", "2022-01-07"),
    ("uk", "Це сталося торік.", "торік", "2021"),
    ("nb", "Det skjedde 10. januar 2022.", "10. januar 2022", "2022-01-10"),
    ("nb", "Det skjedde 5. januar.", "5. januar", "2022-01-05"),
    ("nb", "Det skjedde i desember.", "desember", "2021-12"),
    ("nb", "Det skjedde i 2019.", "2019", "2019"),
    ("nb", "Det skjedde søndag kveld.", "søndag", "2022-01-09"),
    ("nb", "Det skjedde forrige fredag.", "forrige fredag", "2022-01-07"),
    ("nb", "Det skjedde i går.", "i går", "2022-01-09"),
    ("nb", "Det skjedde for to dager siden.", "for to dager siden", "2022-01-08"),
    ("nb", "Det skjedde i fjor.", "i fjor", "2021"),
    ("pl", "To było 10 stycznia 2022 r. w nocy.", "10 stycznia 2022 r.", "2022-01-10"),
    ("pl", "To było 5 stycznia.", "5 stycznia", "2022-01-05"),
    ("pl", "To było w grudniu.", "grudniu", "2021-12"),
    ("pl", "To było w 2019 roku.", "2019 roku", "2019"),
    ("pl", "To było w piątek.", "piątek", "2022-01-07"),
    ("pl", "To było w ubiegły piątek.", "ubiegły piątek", "2022-01-07"),
    ("pl", "To było wczoraj.", "wczoraj", "2022-01-09"),
    ("pl", "To było dwa dni temu.", "dwa dni temu", "2022-01-08"),
    ("pl", "To było w ubiegłym tygodniu.", "w ubiegłym tygodniu", "2022-01"),
]

NO_DATES = [
    ("en", "It may be that 10 people march in front."),
    ("en", "It has 2019 seats and costs 3.5 euros."),
    ("en", "The 31 April 2021 is no day."),
    ("uk", "Там було 2000 людей."),
    ("nb", "Over 2000 er skadet."),
    ("pl", "Było tam 2000 osób."),
]


def read(lang: str, text: str, anchor: PartialDate | None) -> list[tuple[str, str]]:
    found = find_dates(text, [Segment(Span(0, len(text)), lang, "body")], anchor)
    return [(d.span.of(text), d.date.value) for d in found]


@pytest.mark.parametrize(("lang", "text", "words", "value"), RESOLVED)
def test_date_is_resolved_against_the_document_date(lang: str, text: str, words: str, value: str) -> None:
    assert read(lang, text, MONDAY) == [(words, value)]


@pytest.mark.parametrize(("lang", "text"), NO_DATES)
def test_counts_and_modal_verbs_are_no_dates(lang: str, text: str) -> None:
    assert read(lang, text, MONDAY) == []


@pytest.mark.parametrize("text", ["It began on Friday.", "It began yesterday.", "It began two days ago."])
def test_anchor_without_a_day_gives_month_precision(text: str) -> None:
    assert [value for _, value in read("en", text, JANUARY)] == ["2022-01"]


def test_without_an_anchor_only_dates_with_a_year_are_read() -> None:
    text = "On Monday, January 10, 2022, he recalled 16 December and last year."
    assert read("en", text, None) == [("January 10, 2022", "2022-01-10")]


def test_week_over_two_months_is_left_out() -> None:
    assert read("en", "It began last week.", PartialDate("2022-02-09", "day")) == []


def test_roles_that_are_no_news_are_left_out() -> None:
    text = "It began in 2019."
    assert find_dates(text, [Segment(Span(0, len(text)), "en", "related")], MONDAY) == ()


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 1, 1)), st.integers(0, 6))
def test_weekday_is_within_the_week_up_to_the_anchor(day: date, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    ((_, value),) = read("en", f"It began on {name}.", PartialDate(day.isoformat(), "day"))
    found = date.fromisoformat(value)
    assert found.weekday() == weekday
    assert timedelta(0) <= day - found < timedelta(days=7)


@given(st.text(max_size=60), st.sampled_from(["en", "uk", "nb", "pl"]))
def test_dates_are_in_order_and_inside_the_text(text: str, lang: str) -> None:
    position = 0
    for found in find_dates(text, [Segment(Span(0, len(text)), lang, "body")], MONDAY):
        assert position <= found.span.start < found.span.end <= len(text)
        position = found.span.end
