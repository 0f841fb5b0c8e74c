"""Numbers in figures and words of four languages, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.counting.numbers import Number, find_numbers
from claimgraph.extract.lexicon import fold

VALUES = [
    ("en", "8,000", 8000),
    ("en", "1.5 million", 1500000),
    ("en", "twenty-five", 25),
    ("en", "a thousand", 1000),
    ("en", "two hundred and five", 205),
    ("en", "three dozen", 36),
    ("en", "twelve thousand four hundred", 12400),
    ("en", "half a million", 500000),
    ("uk", "8 тисяч", 8000),
    ("uk", "8 тис.", 8000),
    ("uk", "1 234 567", 1234567),
    ("uk", "двісті п’ятдесят", 250),
    ("uk", "дванадцяти", 12),
    ("uk", "троє", 3),
    ("uk", "дві тисячі тридцять", 2030),
    ("uk", "12-ти", 12),
    ("uk", "три десятки", 30),
    ("nb", "2.030", 2030),
    ("nb", "2 030", 2030),
    ("nb", "2\u00a0030", 2030),
    ("nb", "tre hundre", 300),
    ("nb", "trehundreogfemtisju", 357),
    ("nb", "tjuefem", 25),
    ("nb", "1,5 millioner", 1500000),
    ("pl", "2 030", 2030),
    ("pl", "2\u202f030", 2030),
    ("pl", "2 mln", 2000000),
    ("pl", "3,5 tysiąca", 3500),
    ("pl", "dwudziestu pięciu", 25),
    ("pl", "stu trzydziestu ośmiu", 138),
    ("pl", "dwóch", 2),
    ("pl", "sześćset", 600),
]

RANGES = [
    ("en", "from 5,000 to 6,000", 5000, 6000),
    ("en", "between five and six million", 5000000, 6000000),
    ("en", "5-6 thousand", 5000, 6000),
    ("en", "dozens", 20, 99),
    ("en", "tens of thousands", 20000, 99999),
    ("uk", "5–6 тисяч", 5000, 6000),
    ("uk", "від 30 до 40", 30, 40),
    ("uk", "дві-три тисячі", 2000, 3000),
    ("uk", "десятки тисяч", 20000, 99999),
    ("nb", "mellom 30 og 40", 30, 40),
    ("nb", "flere hundre", 200, 999),
    ("pl", "od 30 do 40", 30, 40),
    ("pl", "kilkaset", 200, 999),
    ("pl", "kilkanaście", 11, 19),
]

NOT_NUMBERS = [
    ("en", "10:30"),
    ("en", "10.01.2022"),
    ("en", "COVID-19"),
    ("en", "F-16"),
    ("en", "G7"),
    ("en", "54-year-old"),
    ("en", "$8,000"),
    ("en", "15%"),
    ("en", "tenure often"),
    ("nb", "Tito"),
    ("nb", "81-årige"),
    ("nb", "under 2. verdenskrig"),
    ("uk", "54-річна"),
    ("uk", "стоматолог"),
    ("pl", "54-letnia"),
    ("pl", "stulecie"),
]


def only(lang: str, text: str) -> Number:
    (number,) = find_numbers(fold(text), 0, len(text), lang)
    return number


@pytest.mark.parametrize(("lang", "text", "value"), VALUES)
def test_number_has_its_value_and_whole_span(lang: str, text: str, value: float) -> None:
    number = only(lang, text)
    assert (number.value, number.start, number.end) == (value, 0, len(text))


@pytest.mark.parametrize(("lang", "text", "lower", "upper"), RANGES)
def test_range_has_two_ends(lang: str, text: str, lower: float, upper: float) -> None:
    number = only(lang, text)
    assert (number.value, number.lower, number.upper) == (None, lower, upper)
    assert text[number.start : number.end] == text


@pytest.mark.parametrize(("lang", "text"), NOT_NUMBERS)
def test_figures_in_names_and_measures_are_no_numbers(lang: str, text: str) -> None:
    assert find_numbers(fold(text), 0, len(text), lang) == []


def test_words_that_do_not_add_up_are_two_numbers() -> None:
    text = "ten three"
    assert [n.value for n in find_numbers(text, 0, len(text), "en")] == [10, 3]


@given(
    st.text(alphabet="0123456789 .,-–%’'aoтиæ\u00a0\n") | st.text(max_size=40),
    st.sampled_from(["en", "uk", "nb", "pl"]),
)
def test_numbers_are_in_order_and_inside_the_text(text: str, lang: str) -> None:
    position = 0
    for number in find_numbers(fold(text), 0, len(text), lang):
        assert position <= number.start < number.end <= len(text)
        position = number.end


@given(st.integers(min_value=1000, max_value=9_999_999))
def test_grouped_figures_mean_what_plain_ones_mean(value: int) -> None:
    for lang, mark in (("en", ","), ("uk", " "), ("nb", "."), ("pl", "\u00a0")):
        assert only(lang, f"{value:,}".replace(",", mark)).value == value
