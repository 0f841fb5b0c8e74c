"""One key for the spellings of a name in several languages and scripts."""

from __future__ import annotations

import pytest

from claimgraph.link.fold import fold, plain


@pytest.mark.parametrize(
    "spellings",
    [
        {"uk": "Сергій Шойгу", "pl": "Serhij Szojhu"},
        {"uk": "Лукашенко", "nb": "Lukasjenko", "en": "Lukashenko"},
        {"en": "Zhaparov", "nb": "Zjaparov", "uk": "Жапаров", "pl": "Żaparow"},
        {"en": "Khodorkovsky", "pl": "Chodorkowski", "nb": "Khodorkovskij", "uk": "Ходорковський"},
        {"en": "Yushchenko", "pl": "Juszczenko", "uk": "Ющенко"},
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: dict[str, str]) -> None:
    assert len({fold(words, lang) for lang, words in spellings.items()}) == 1


@pytest.mark.parametrize(("one", "other"), [("Putin", "Rutin"), ("Minsk", "Mińsko"), ("Iran", "Iraq")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one, "pl") != fold(other, "pl")


def test_plain_letters_keep_the_spelling() -> None:
    assert plain("Støre") == "store"
    assert plain("Jean-Claude  O’Neill") == "jean claude oneill"
