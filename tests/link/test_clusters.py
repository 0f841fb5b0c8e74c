"""Names that are one entity, and names that are not: of people, of bodies, in several languages and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

import pytest

from claimgraph.link.local import LocalEntity, Spelling
from claimgraph.link.resolve import Resolution, resolve
from claimgraph.model import Kind

Named = tuple[str, str]
"""Words and their language."""


def run(*documents: tuple[Kind, Named], countries: Mapping[int, tuple[str, ...]] | None = None) -> list[str]:
    """Return the keys of entities, each named in a document of its own."""
    items = [
        (f"{number:03}", LocalEntity("x", kind, (Spelling(*name, 1),), (countries or {}).get(number, ())))
        for number, (kind, name) in enumerate(documents)
    ]
    resolution = resolve(items)
    return [resolution.keys[document, "x"] for document, _ in items]


def are_one(*documents: tuple[Kind, Named], countries: Mapping[int, tuple[str, ...]] | None = None) -> bool:
    return len(set(run(*documents, countries=countries))) == 1


def people(*names: Named) -> bool:
    return are_one(*(("PER", name) for name in names))


@pytest.mark.parametrize(
    "names",
    [
        [("Marek Zubrowski", "pl"), ("Markiem Zubrowskim", "pl"), ("Marka Zubrowskiego", "pl")],
        [("Guya Vanhofstadta", "pl"), ("Guyem Vanhofstadtem", "pl")],
        [("Дарон Бенкс", "uk"), ("Darron Banks", "en")],
        [("Майк Пеннс", "ru"), ("Mike Pence-Holt", "en"), ("Майк Пеннс-Холт", "ru")][1:],
        [("Nancy Pelosa", "en"), ("Ненсі Пелоса", "uk"), ("Нэнси Пелоса", "ru")],
        [("Dieter Kampf", "de"), ("Дітер Кампф", "uk")],
        [("Ann Kelly Moore", "en"), ("Ann Moore", "en")],
    ],
)
def test_person_in_case_forms_scripts_and_with_middle_names(names: list[Named]) -> None:
    assert people(*names)


@pytest.mark.parametrize(
    "names",
    [
        [("Maria Novak", "en"), ("Marta Novak", "en")],
        [("Paul Redwood", "en"), ("Paula Redwood", "en")],
        [("Олег Морін", "uk"), ("Olga Morin", "en")],
        [("Ann Kelly Moore", "en"), ("Ann Jane Moore", "en")],
        [("Daron Banks", "en"), ("Darla Banks", "en")],
        [("Peter Holmberg", "en"), ("Peter Hallberg", "en")],
        [("Peter Hansen", "nb"), ("Peter Hanson", "en")],
    ],
)
def test_different_people_of_one_surname_or_of_like_names_stay_apart(names: list[Named]) -> None:
    assert len(set(run(*(("PER", name) for name in names)))) == len(names)


def test_rare_misspelling_joins_the_name_that_is_frequent() -> None:
    right: tuple[Kind, Named] = ("PER", ("Guenther Oettinger", "en"))
    other: tuple[Kind, Named] = ("PER", ("Guenther Oettenberg", "en"))
    assert len(set(run(right, right, right, other))) == 2
    assert are_one(right, right, right, ("PER", ("Guenther Oettingar", "en")))
    assert not are_one(right, ("PER", ("Guenther Oettingar", "en")))


def test_entity_is_named_as_most_texts_name_it() -> None:
    names: list[tuple[Kind, Named]] = [("PER", ("Guenther Oettinger", "en"))] * 3
    assert run(*names, ("PER", ("Guenther Oetinger", "en")))[0].startswith("per-guenther-oettinger-")


def test_frequent_names_that_differ_by_a_letter_are_two() -> None:
    names: list[tuple[Kind, Named]] = [("PER", ("Tomas Lindmark", "en")), ("PER", ("Tomas Lindbark", "en"))] * 3
    assert len(set(run(*names))) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Верховный суд Пакистана", "ru"), ("pakistański Sąd Najwyższy", "pl")),
        (("МИД Швеции", "ru"), ("Swedish foreign ministry", "en")),
        (("norsk politi", "nb"), ("норвезька поліція", "uk")),
        (("парламент Швеції", "uk"), ("szwedzki parlament", "pl")),
    ],
)
def test_body_of_a_country_is_one_in_all_languages(left: Named, right: Named) -> None:
    assert are_one(("ORG", left), ("ORG", right))


def test_body_without_country_is_that_of_the_document() -> None:
    bodies: list[tuple[Kind, Named]] = [("ORG", ("Верховный суд Пакистана", "ru")), ("ORG", ("Верховного суда", "ru"))]
    assert are_one(*bodies, countries={1: ("pakistan",)})
    assert not are_one(*bodies, countries={1: ("sweden",)})


def test_name_of_its_own_is_one_whatever_countries_are_near() -> None:
    group: tuple[Kind, Named] = ("ORG", ("Grupa Limborska", "pl"))
    assert are_one(group, group, countries={0: ("poland",), 1: ("hungary",)})


def with_short(document: str, *names: str) -> tuple[str, LocalEntity]:
    return document, LocalEntity("x", "ORG", tuple(Spelling(words, "en", 1) for words in names))


def keys(*items: tuple[str, LocalEntity]) -> list[str]:
    resolution: Resolution = resolve(items)
    return [resolution.keys[document, "x"] for document, _ in items]


def test_acronym_alone_means_the_only_body_that_has_it() -> None:
    full = with_short("a", "Harbour Dredging Trust", "HDTX")
    assert len(set(keys(full, with_short("b", "HDTX")))) == 1


def test_acronym_of_two_bodies_means_neither_alone() -> None:
    first, second = with_short("a", "Harbour Dredging Trust", "HDTX"), with_short("b", "Hill Donkey Track", "HDTX")
    found = keys(first, second, with_short("c", "HDTX"))
    assert len(set(found)) == 3


def test_time_grows_with_the_number_of_names() -> None:
    def seconds(count: int) -> float:
        names: list[tuple[Kind, Named]] = [
            ("PER", (f"{_word(number)} {_word(number * 7 + 3)}", "pl")) for number in range(count)
        ]
        start = perf_counter()
        run(*names)
        return perf_counter() - start

    seconds(200)
    assert seconds(2000) < 25 * seconds(200) + 1


def _word(number: int) -> str:
    letters = "bdklmnprstvz"
    word = ""
    for _ in range(4):
        number, rest = divmod(number, len(letters))
        word += letters[rest] + "aeo"[rest % 3]
    return word.capitalize()


def test_person_of_a_record_is_known_by_sound_in_another_script() -> None:
    assert run(("PER", ("Майклом Гоувом", "uk")), ("PER", ("Michael Gove", "en"))) == ["michael-gove"] * 2


def test_person_who_only_shares_the_surname_of_a_record_is_another() -> None:
    assert run(("PER", ("Мартін Гоув", "uk")))[0] != "michael-gove"
