"""Spellings of one name made equal: across scripts, transliteration customs and diacritics."""

from __future__ import annotations

import re
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
    return _NO_LETTER.sub(" ", anyascii(name).lower().replace("'", "")).strip()


@lru_cache(maxsize=1 << 16)
def fold(name: str, lang: str | None = None) -> str:
    """Return how a name sounds, roughly: one key for its spellings in several languages.

    >>> fold("Токаєв", "uk") == fold("Tokajew", "pl") == fold("Tokayev", "en")
    True
    """
    pattern, sounds = _sounds(lang)
    ascii_name = plain(pattern.sub(lambda match: sounds[match[0]], name.lower()))
    pattern, sounds = _COMMON_SOUNDS
    folded = pattern.sub(lambda match: sounds[match[0]], ascii_name)
    return _DOUBLED.sub(r"\1", folded)
