"""Short forms of bodies and people within one document: whom they mean."""

from __future__ import annotations

import pytest

from claimgraph.extract.naming.identity import identify
from claimgraph.extract.naming.name import Name
from claimgraph.model import Kind


def entities(text: str, lang: str, *marked: tuple[str, Kind]) -> list[str | None]:
    """Return the entities of names, each marked where it stands first after the one before."""
    names, start = list[Name](), 0
    for words, kind in marked:
        start = text.index(words, start)
        names.append(Name(start, start + len(words), kind, "test", lang))
        start += len(words)
    return [mention.entity for mention in identify(text, names)]


def are_one(text: str, lang: str, kind: Kind, *words: str) -> bool:
    return len(set(entities(text, lang, *((word, kind) for word in words)))) == 1


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("The Harbour Dredging Trust met. The HDT left.", "en", ("Harbour Dredging Trust", "HDT")),
        ("Das Rathaus (Amt für Häfen) und das Verkehrsamt Nord (ZXV).", "de", ("Verkehrsamt Nord", "ZXV")),
        (
            "Demokratyczna Partia Portowa (PHD) zyskała, PHD rośnie.",
            "pl",
            ("Demokratyczna Partia Portowa", "PHD", "PHD"),
        ),
        ("Komisja Portowa obraduje. Decyzję Komisji ogłoszono.", "pl", ("Komisja Portowa", "Komisji")),
        ("The Harbour Commission met. The Commission left.", "en", ("Harbour Commission", "Commission")),
        ("Совет портов заседал. Решение Совета ждут.", "ru", ("Совет портов", "Совета")),
    ],
)
def test_short_form_is_the_fuller_name_before_it(text: str, lang: str, words: tuple[str, ...]) -> None:
    assert are_one(text, lang, "ORG", *words)


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("The Harbour Dredging Trust met. The HDX left.", "en", ("Harbour Dredging Trust", "HDX")),
        ("Komisja Portowa obraduje. Rada milczy.", "pl", ("Komisja Portowa", "Rada")),
        ("Nord Stream 2 is built. Nord Stream is there.", "en", ("Nord Stream 2", "Nord Stream")),
    ],
)
def test_other_short_names_stay_apart(text: str, lang: str, words: tuple[str, ...]) -> None:
    assert not are_one(text, lang, "ORG", *words)


def test_nearest_of_several_fuller_names_counts() -> None:
    text = "Komisja Portowa obraduje. Komisja Śledcza też. Decyzję Komisji ogłoszono."
    found = entities(text, "pl", ("Komisja Portowa", "ORG"), ("Komisja Śledcza", "ORG"), ("Komisji", "ORG"))
    assert found[2] == found[1] != found[0]


@pytest.mark.parametrize("short", ["Мовчан", "Т.Мовчан", "Т. Мовчана", "Мовчану", "Тараса"])
def test_person_by_surname_first_letter_or_given_name(short: str) -> None:
    assert are_one(f"Тарас Мовчан прийшов. Сказав {short} так.", "uk", "PER", "Тарас Мовчан", short)


def test_first_letter_of_another_tells_two_people_apart() -> None:
    assert not are_one("Тарас Мовчан прийшов. Сказала О.Мовчан так.", "uk", "PER", "Тарас Мовчан", "О.Мовчан")
    found = entities(
        "Олег Мовчан і Тарас Мовчан. Т.Мовчан згоден.", "uk",
        ("Олег Мовчан", "PER"), ("Тарас Мовчан", "PER"), ("Т.Мовчан", "PER"),
    )  # fmt: skip
    assert found[2] == found[1]


def test_given_name_of_two_people_means_neither() -> None:
    found = entities(
        "Nora Lind and Nora Berg came. Nora spoke.", "en", ("Nora Lind", "PER"), ("Nora Berg", "PER"), ("Nora", "PER")
    )
    assert found[2] not in found[:2]
