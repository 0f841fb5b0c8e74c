"""Words for countries: their adjectives, their inhabitants, and their own names in any case."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from claimgraph.lang import codes
from claimgraph.link.inflection import forms
from claimgraph.link.known import known

_ENDING = r"\w{0,4}"
_MOST_WORDS = 4
_PARTS = ("region", "country")
"""Sorts of places that a body may belong to."""


@cache
def _table() -> tuple[dict[str, str], ...]:
    content = (files("claimgraph.link") / "data" / "peoples.tsv").read_text(encoding="utf-8")
    heads, *lines = (line.split("\t") for line in content.splitlines() if not line.startswith("#"))
    return tuple(dict(zip(heads, line, strict=True)) for line in lines)


@cache
def _words(lang: str, part: int) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern with a group for each record: of adjectives (0) or of inhabitants (1)."""
    cells = [(row["key"], row.get(lang, "/").partition("/")[::2][part]) for row in _table()]
    listed = [(key, cell) for key, cell in cells if cell]
    pattern = "|".join(f"((?:{cell}){_ENDING})" for _, cell in listed)
    return re.compile(pattern or "(?!)"), tuple(key for key, _ in listed)


def _of(word: str, lang: str, part: int) -> str | None:
    pattern, keys = _words(lang, part)
    match = pattern.fullmatch(word.lower())
    return keys[match.lastindex - 1] if match and match.lastindex else None


@lru_cache(maxsize=1 << 14)
def country_of_adjective(word: str, lang: str) -> str | None:
    """Return the key of the country whose adjective a word is.

    >>> country_of_adjective("brytyjskiego", "pl")
    'united-kingdom'
    """
    return _of(word, lang, 0)


@lru_cache(maxsize=1 << 14)
def country_of_people(word: str, lang: str) -> str | None:
    """Return the key of the country whose inhabitants a word names.

    >>> country_of_people("Amerykanów", "pl")
    'united-states'
    """
    return _of(word, lang, 1)


@cache
def _names(lang: str) -> dict[tuple[str, ...], str]:
    places = [record for record in known().values() if record.sort in _PARTS and record.kind == "LOC"]
    listed = [(record, name) for record in places for name in record.names.get(lang, ()) if record.sort == "country"]
    listed += [(r, name) for r in places for name in r.names.get(lang, ()) if r.sort == "region" and r.key in _keys()]
    return {
        tuple(form.lower().split()): record.key
        for record, name in listed
        for form in (forms(name, lang) if lang in codes() else (name,))
    }


@cache
def _keys() -> frozenset[str]:
    return frozenset(row["key"] for row in _table())


@lru_cache(maxsize=1 << 14)
def without_country(words: str, lang: str) -> tuple[str, str | None]:
    """Return the words of a body's name that name no country, and the country that the others name.

    >>> without_country("Верховного суда Пакистана", "ru"), without_country("brytyjski parlament", "pl")
    (('Верховного суда', 'pakistan'), ('parlament', 'united-kingdom'))
    """
    parts, rest, found = words.split(), list[str](), None
    place = 0
    while place < len(parts):
        country, length = _country_at(parts, place, lang)
        found = found or country
        rest += [] if country else parts[place : place + length]
        place += length
    return (" ".join(rest), found) if rest else (words, None)


def _country_at(parts: list[str], place: int, lang: str) -> tuple[str | None, int]:
    for length in range(min(_MOST_WORDS, len(parts) - place), 0, -1):
        key = _names(lang).get(tuple(part.lower() for part in parts[place : place + length]))
        if key:
            return key, length
    return country_of_adjective(parts[place], lang), 1
