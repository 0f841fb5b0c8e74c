"""Spellings of one name made equal: across scripts, transliteration customs and diacritics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii

from claimgraph.lang import codes, language

# Equal sounds that English, German and Scandinavian romanizations write differently.
# source: Kazakh, Russian and Ukrainian names in English, Norwegian and Polish news
_COMMON = (
    ("kh", "h"), ("zh", "i"), ("zj", "i"), ("dzh", "i"), ("dj", "i"), ("j", "i"), ("y", "i"), ("w", "v"), ("q", "k"),
    ("sj", "s"), ("sh", "s"), ("tsch", "c"), ("tch", "c"), ("tsj", "c"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("gh", "h"), ("g", "h"), ("x", "ks"), ("ph", "f"), ("th", "t"), ("ck", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_NO_LETTER_IN_LINE = re.compile(r"[^a-z0-9\n]+")


def _rewriter(rules: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    longest_first = sorted((old for old, _ in rules), key=lambda old: (-len(old), old))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)"), dict(rules)


@cache
def _sounds(lang: str | None) -> tuple[re.Pattern[str], dict[str, str]]:
    return _rewriter(language(lang).naming.sounds if lang in codes() else ())


_COMMON_SOUNDS = _rewriter(_COMMON)


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Return a name in lower-case ASCII, words separated by blanks.

    >>> plain("Łódź")
    'lodz'
    """
    return _plain(name, _NO_LETTER).strip()


def _plain(name: str, gaps: re.Pattern[str]) -> str:
    return gaps.sub(" ", anyascii(name).lower().replace("'", ""))


@lru_cache(maxsize=1 << 16)
def fold(name: str, lang: str | None = None) -> str:
    """Return how a name sounds, roughly: one key for its spellings in several languages.

    >>> fold("Токаєв", "uk") == fold("Tokajew", "pl") == fold("Tokayev", "en")
    True
    """
    return _fold(name, lang, _NO_LETTER).strip()


def _fold(name: str, lang: str | None, gaps: re.Pattern[str]) -> str:
    pattern, sounds = _sounds(lang)
    ascii_name = _plain(pattern.sub(lambda match: sounds[match[0]], name.lower()), gaps)
    pattern, sounds = _COMMON_SOUNDS
    folded = pattern.sub(lambda match: sounds[match[0]], ascii_name)
    return _DOUBLED.sub(r"\1", folded)


def plain_all(names: Sequence[str]) -> list[str]:
    """Return `plain` of many names without line breaks, read at once."""
    return _lines(_plain("\n".join(names), _NO_LETTER_IN_LINE)) if names else []


def fold_all(names: Sequence[str], lang: str | None = None) -> list[str]:
    """Return `fold` of many names without line breaks, read at once.

    >>> fold_all(["Tokayev", "Astana"], "en") == [fold("Tokayev", "en"), fold("Astana", "en")]
    True
    """
    return _lines(_fold("\n".join(names), lang, _NO_LETTER_IN_LINE)) if names else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]
