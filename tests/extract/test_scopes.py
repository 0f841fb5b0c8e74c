"""Totals, what one period adds, one place's share, and parts of a count."""

from __future__ import annotations

import pytest

from claimgraph.extract.counting.quantity import find_quantities
from claimgraph.model import Quantity, Segment, Span


def read(lang: str, text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Segment(Span(0, len(text)), lang, "body")])


@pytest.mark.parametrize(
    ("lang", "text", "scopes"),
    [
        ("en", "Seven people were killed on Tuesday alone, bringing the death toll to 47.", ["increment", "total"]),
        ("en", "Another 12 people were injured in the past 24 hours.", ["increment"]),
        ("en", "Two more bodies were found on Friday.", ["increment"]),
        ("en", "Twelve people were killed and another 30 injured.", [None, None]),
        ("en", "At least 103 people died in Almaty alone.", ["local"]),
        ("en", "The hospital had taken in 20 wounded.", ["local"]),
        ("en", "The town took in 20 families.", []),
        ("en", "Since the start of the war 900 civilians have been killed.", ["total"]),
        ("en", "Twelve people died a day after the attack.", [None]),
        ("nb", "Bare tirsdag ble sju personer drept, og dødstallet er dermed oppe i 47.", ["increment", "total"]),
        ("nb", "I Almaty alene døde minst 103 mennesker.", ["local"]),
        ("nb", "Det siste døgnet er 12 personer såret.", ["increment"]),
        ("nb", "Siden krigen startet er 900 sivile drept.", ["total"]),
        ("pl", "Tylko we wtorek zginęło siedem osób, a liczba ofiar wzrosła do 47.", ["increment", "total"]),
        ("pl", "W samym Ałmaty zginęły co najmniej 103 osoby.", ["local"]),
        ("pl", "W ciągu ostatniej doby rannych zostało 12 osób.", ["increment"]),
        (
            "uk",
            "Лише у вівторок загинуло семеро людей, а загальна кількість жертв зросла до 47.",
            ["increment", "total"],
        ),
        ("uk", "Тільки в Алмати загинули щонайменше 103 людини.", ["local"]),
        ("uk", "За минулу добу поранено 12 осіб.", ["increment"]),
        ("uk", "Загинуло троє людей, ще вісімнадцятьох поранено.", [None, None]),
        ("ru", "Только во вторник погибли семь человек.", ["increment"]),
        ("cs", "Za posledních 24 hodin bylo zraněno 12 lidí.", ["increment"]),
        ("de", "Allein am Dienstag wurden sieben Menschen getötet.", ["increment"]),
    ],
)
def test_words_tell_the_scope(lang: str, text: str, scopes: list[str | None]) -> None:
    assert [quantity.scope for quantity in read(lang, text) if quantity.measure != "other"] == scopes


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("en", "The blast killed 19 people, including three children.", [False, True]),
        ("en", "Two of the dead were children.", [True]),
        ("en", "Three of the wounded soldiers later died.", [False]),
        ("nb", "19 mennesker ble drept, deriblant tre barn.", [False, True]),
        ("nb", "Fire av de døde er barn.", [True]),
        ("pl", "Zginęło 19 osób, w tym troje dzieci.", [False, True]),
        ("uk", "Загинуло 19 людей, у тому числі троє дітей.", [False, True]),
        ("uk", "Серед загиблих троє дітей.", [True]),
        ("pl", "Pięćdziesięciu ośmiu rannych to funkcjonariusze.", [True]),
        ("nb", "Tolv av dem ble pågrepet.", [False]),
        ("nb", "Førti ble pågrepet, tolv av dem er barn.", [False, True]),
    ],
)
def test_parts_are_told_from_wholes(lang: str, text: str, parts: list[bool]) -> None:
    assert [quantity.part for quantity in read(lang, text)] == parts


def test_those_let_go_are_not_those_held() -> None:
    assert [q.measure for q in read("en", "Forty-one people were detained.")] == ["detained"]
    assert [q.measure for q in read("en", "27 of the detainees were freed on bail.")] == ["other"]
    assert [q.measure for q in read("nb", "27 av dem som ble pågrepet, er alt sluppet fri.")] == ["other"]
    assert [q.measure for q in read("en", "Twelve people were detained and released.")] == ["detained"]


def test_a_part_has_the_class_that_it_is_said_to_be() -> None:
    assert [q.counted for q in read("nb", "Fire av de døde er barn.")] == ["child"]
    assert [q.counted for q in read("en", "Two of the dead were soldiers.")] == ["soldier"]
