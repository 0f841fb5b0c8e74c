"""Measured amounts: percentages, money, time, distance."""

from __future__ import annotations

import pytest

from claimgraph.extract.counting.amounts import find_amounts
from claimgraph.lang import codes, language
from claimgraph.model import Span


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "Losses came to $3.5 million, or 12% of sales.",
            [("$3.5 million", "dollar", 3.5e6), ("12%", "percent", 12)],
        ),
        ("en", "It lasted more than five hours.", [("more than five hours", "hour", 5)]),
        ("en", "Twelve people died in the 2019 election.", []),
        ("nb", "41 prosent av velgerne møtte fram.", [("41 prosent", "percent", 41)]),
        ("nb", "Beløpet steg til 41 millioner pesos.", [("41 millioner pesos", "peso", 41e6)]),
        ("pl", "Przyjął 30 milionów peso.", [("30 milionów peso", "peso", 30e6)]),
        ("pl", "Do urn poszło mniej niż 45 procent.", [("mniej niż 45 procent", "percent", 45)]),
        ("uk", "Стрілянина тривала близько двох годин.", [("близько двох годин", "hour", 2)]),
        ("uk", "Збитки сягнули 2,5 млн грн.", [("2,5 млн грн", "hryvnia", 2.5e6)]),
        ("ru", "Ущерб составил 3 млрд рублей.", [("3 млрд рублей", "ruble", 3e9)]),
        ("cs", "Škoda dosáhla 5 milionů korun.", [("5 milionů korun", "koruna", 5e6)]),
        ("de", "Die Preise stiegen um 7,5 Prozent.", [("7,5 Prozent", "percent", 7.5)]),
    ],
)
def test_amounts_have_units_of_one_name(lang: str, text: str, expected: list[tuple[str, str, float]]) -> None:
    found = find_amounts(text, Span(0, len(text)), lang)
    assert [(amount.span.of(text), amount.unit, amount.value) for amount in found] == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Nobody came. Turnout was about 40%."
    (amount,) = find_amounts(text, Span(13, len(text)), "en")
    assert amount.span.of(text) == "about 40%"
    assert (amount.lower, amount.upper) == (36.0, 44.0)


def test_languages_name_the_commonest_units_alike() -> None:
    for lang in codes():
        assert {"percent", "hour", "day", "kilometre", "dollar", "euro"} <= language(lang).counting.amounts.keys()
