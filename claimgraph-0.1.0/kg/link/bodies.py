"""Bodies that every country has: their names without the country, and what tells namesakes apart."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from claimgraph.lang import codes, language
from claimgraph.link.fold import plain
from claimgraph.link.inflection import forms
from claimgraph.link.peoples import without_country
from claimgraph.link.spelling import candidates


def names_a_sort(words: str, lang: str) -> bool:
    """Tell whether an organization's name has a word for its sort: every country has a `Supreme Court`."""
    return lang in codes() and any(word.lower() in _heads(lang) for word in words.split())


class Told(NamedTuple):
    """The name of an organization without its country, its language, and what tells it from its namesakes."""

    words: str
    lang: str
    apart: str


def told_apart(words: str, lang: str, country: str | None) -> Told:
    """Return how an organization is told from others: by the country that its name says, or else by the one of the
    document where any country may have such a body. What most states have is named in English.

    >>> told_apart("Верховного суда Пакистана", "ru", None)
    Told(words='supreme court', lang='en', apart='pakistan')
    """
    words = _without_legal_form(words)
    rest, named = without_country(words, lang)
    common = _common_to_states(rest, lang)
    if common and (named or country):
        return Told(common, "en", named or country or "")
    if not names_a_sort(words, lang):
        return Told(words, lang, "")
    if named and names_a_sort(rest, lang):
        return Told(rest, lang, named)
    return Told(words, lang, (country or "") if is_plain(words, lang) else "")


def _without_legal_form(words: str) -> str:
    """Return the name of an enterprise alone: `Royal Dutch Shell Plc`."""
    parts = words.split()
    rest = [part for part in parts if part.replace(".", "").strip(",()").lower() not in _plain_words()["legal_forms"]]
    return " ".join(rest).strip(",") if rest and any(len(part) > 1 for part in rest) else words


def _common_to_states(words: str, lang: str) -> str | None:
    """Return the English name of a body that most states have."""
    forms_of = _states(lang)
    return next((forms_of[key] for key in sorted(candidates(words, lang)) if key in forms_of), None)


@cache
def _states(lang: str) -> dict[str, str]:
    content = (files("claimgraph.link") / "data" / "bodies.tsv").read_text(encoding="utf-8")
    heads, *lines = (line.split("\t") for line in content.splitlines() if not line.startswith("#"))
    rows = [dict(zip(heads, line, strict=True)) for line in lines]
    return {f"={plain(name)}": row["en"].split("|")[0] for row in rows for name in row.get(lang, "").split("|") if name}


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
