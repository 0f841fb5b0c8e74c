"""Case forms of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.link.inflection import bases, forms, person_forms


@pytest.mark.parametrize(
    ("lang", "name", "inflected"),
    [
        ("uk", "Велика Британія", "Великій Британії"),
        ("uk", "Сполучені Штати", "Сполучених Штатах"),
        ("uk", "Рига", "Ризі"),
        ("uk", "Львів", "Львові"),
        ("pl", "Korea Północna", "Koreą Północną"),
        ("pl", "Stany Zjednoczone", "Stanów Zjednoczonych"),
        ("pl", "Bośnia i Hercegowina", "Bośni i Hercegowinie"),
        ("pl", "Rada Europy", "Radzie Europy"),
        ("nb", "Sverige", "Sveriges"),
    ],
)
def test_case_form_of_a_name(lang: str, name: str, inflected: str) -> None:
    assert inflected in forms(name, lang)


@pytest.mark.parametrize(
    ("lang", "name", "inflected"),
    [
        ("uk", "Жан-Клод Юнкер", "Жаном-Клодом Юнкером"),
        ("uk", "Тереза Мей", "Терези Мей"),
        ("pl", "Andrzej Duda", "Andrzejem Dudą"),
        ("pl", "Angela Merkel", "Angeli Merkel"),
    ],
)
def test_case_form_of_a_person(lang: str, name: str, inflected: str) -> None:
    assert inflected in person_forms(name, lang)


def test_word_of_many_hyphens_is_left_as_it_is() -> None:
    word = "Kim-" * 7500
    assert bases(word, "en") == {word}


def test_english_has_no_case_forms() -> None:
    assert forms("Great Britain", "en") == {"Great Britain"}


@given(
    st.sampled_from(["uk", "pl", "nb", "en"]),
    st.sampled_from(["Литва", "Харків", "Мельник", "Rosja", "Kraków", "Kowalski", "Nowak", "Berg", "Hansen"]),
)
def test_base_is_found_again_from_every_form(lang: str, word: str) -> None:
    assert all(word in bases(form, lang) for form in person_forms(word, lang))
