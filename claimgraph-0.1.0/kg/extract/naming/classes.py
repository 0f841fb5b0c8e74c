"""Classes of words that stand in, before or instead of names: given names, titles, peoples and others."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from claimgraph.lang import language
from claimgraph.link.inflection import forms, person_forms

WordClass = Literal["given", "title", "head", "place", "people", "other", ""]

_GIVEN_NAMES = {
    "Latn": ("given_names_latin.txt", "given_names_hand.txt"),
    "Cyrl": ("given_names_cyrillic.txt",),
}


@cache
def given_names(lang: str) -> frozenset[str]:
    """Return common given names in the script of a language, in all their case forms."""
    folder = files("claimgraph.link") / "data"
    tables = _GIVEN_NAMES[language(lang).script]
    names = [name for table in tables for name in (folder / table).read_text(encoding="utf-8").split()]
    return frozenset(form for name in names for form in person_forms(name, lang))


@cache
def _listed(lang: str) -> dict[str, WordClass]:
    naming = language(lang).naming
    tables: tuple[tuple[WordClass, tuple[str, ...]], ...] = (
        ("place", naming.places), ("head", naming.heads), ("title", naming.titles),
    )  # fmt: skip
    return {form: name for name, words in tables for word in words for form in forms(word, lang)}


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    naming = language(lang).naming
    weekdays = [pattern for patterns in language(lang).calendar.weekdays for pattern in patterns]
    return _whole_words(naming.peoples), _whole_words((*naming.others, *weekdays))


def _whole_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)


def is_foreign(words: str, lang: str) -> bool:
    """Tell whether words are in Latin letters within a text that isn't."""
    return words.isascii() and language(lang).script != "Latn"


@lru_cache(maxsize=1 << 16)
def word_class(word: str, lang: str) -> WordClass:
    """Return what kind of word this is, or an empty string.

    >>> word_class("Олександра", "uk"), word_class("minister", "nb"), word_class("Kazakh", "en")
    ('given', 'title', 'people')
    """
    peoples, others = _patterns(lang)
    if peoples.fullmatch(word):
        return "people"
    if others.fullmatch(word):
        return "other"
    if word in given_names(lang):
        return "given"
    return _listed(lang).get(word.lower(), "")
