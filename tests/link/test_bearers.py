"""Surnames alone: the only bearer, the one whom nearly all documents name, and nobody known."""

from __future__ import annotations

from claimgraph.link.local import LocalEntity, Spelling
from claimgraph.link.resolve import Resolution, resolve

Item = tuple[str, LocalEntity]


def person(document: str, words: str, lang: str = "en") -> Item:
    return document, LocalEntity(f"PER:{words}", "PER", (Spelling(words, lang, 1),))


def key(resolution: Resolution, document: str, words: str) -> str:
    return resolution.keys[document, f"PER:{words}"]


def test_surname_of_whom_nearly_all_documents_name_means_that_person() -> None:
    often = [person(f"a{number}", "Nora Lindqvist") for number in range(5)]
    found = resolve([*often, person("b", "Axel Lindqvist"), person("c", "Lindqvist")])
    assert key(found, "c", "Lindqvist") == key(found, "a0", "Nora Lindqvist")
    assert key(found, "b", "Axel Lindqvist") != key(found, "a0", "Nora Lindqvist")


def test_surname_of_two_who_are_named_alike_often_means_neither() -> None:
    both = [person(f"{given}{number}", f"{given} Lindqvist") for given in ("Nora", "Axel") for number in range(4)]
    found = resolve([*both, person("c", "Lindqvist")])
    full = {key(found, f"{given}0", f"{given} Lindqvist") for given in ("Nora", "Axel")}
    assert key(found, "c", "Lindqvist") not in full


def test_first_letter_tells_who_of_two_is_meant() -> None:
    found = resolve([person("a", "Nora Lindqvist"), person("b", "Axel Lindqvist"), person("c", "A. Lindqvist")])
    assert key(found, "c", "A. Lindqvist") == key(found, "b", "Axel Lindqvist")


def test_case_forms_of_a_surname_mean_the_person() -> None:
    found = resolve([person("a", "Тарас Мовчан", "uk"), person("b", "Мовчана", "uk"), person("c", "Movchan", "en")])
    assert key(found, "a", "Тарас Мовчан") == key(found, "b", "Мовчана") == key(found, "c", "Movchan")


def test_lone_name_is_one_only_beside_the_same_other_person() -> None:
    beside = [person("a", "Nora Lindqvist"), person("b", "Nora Lindqvist"), person("c", "Ida Berg")]
    found = resolve([*beside, *(person(document, "Zorvath") for document in "abc")])
    assert key(found, "a", "Zorvath") == key(found, "b", "Zorvath") != key(found, "c", "Zorvath")
