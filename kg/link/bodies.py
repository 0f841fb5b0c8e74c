"""Bodies that every country has: their names without the country, and what tells namesakes apart."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from claimgraph.lang import codes, language
from claimgraph.link.inflection import forms
from claimgraph.link.peoples import without_country


def names_a_sort(words: str, lang: str) -> bool:
    """Tell whether an organization's name has a word for its sort: every country has a `Supreme Court`."""
    return lang in codes() and any(word.lower() in _heads(lang) for word in words.split())


def told_apart(words: str, lang: str, country: str | None) -> tuple[str, str]:
    """Return the name of an organization without its country, and what tells it from its namesakes.

    That is the country that its name says, or else the one of the document where any country may have such a body.

    >>> told_apart("Верховного суда Пакистана", "ru", None), told_apart("Верховный суд", "ru", "pakistan")
    (('Верховного суда', 'pakistan'), ('Верховный суд', 'pakistan'))
    """
    if not names_a_sort(words, lang):
        return words, ""
    rest, named = without_country(words, lang)
    if named and names_a_sort(rest, lang):
        return rest, named
    return words, (country or "") if is_plain(words, lang) else ""


def is_plain(words: str, lang: str) -> bool:
    """Tell whether a body's name has no word of its own: `Верховный суд`, but not `Visegrád Group`."""
    return all(_is_plain(word.lower().strip('.,"«»„”“()'), lang) for word in words.split())


def _is_plain(word: str, lang: str) -> bool:
    return len(word) < 2 or word in _common(lang) or word.startswith(_plain_words().get(lang, ()))


@cache
def _heads(lang: str) -> frozenset[str]:
    return frozenset(form for word in language(lang).naming.heads for form in forms(word, lang))


@cache
def _common(lang: str) -> frozenset[str]:
    naming = language(lang).naming
    return _heads(lang) | frozenset((*naming.domains, *naming.connectors, *naming.articles))


@cache
def _plain_words() -> dict[str, tuple[str, ...]]:
    content = (files("claimgraph.link") / "data" / "plain_words.toml").read_text(encoding="utf-8")
    return {lang: tuple(words) for lang, words in tomllib.loads(content).items()}
