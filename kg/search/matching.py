"""Whether a text has what somebody looks for, without an index."""

from __future__ import annotations

from functools import lru_cache

from claimgraph.lang import codes
from claimgraph.search.wish import Wish, read


@lru_cache(maxsize=64)
def _wish(words: str) -> Wish:
    return read(words)


def matches(text: str, words: str, language: str = "") -> bool:
    """Tell whether a text has words in any of their forms; QueryRefused for what nobody can look for.

    >>> matches("У Ризі затримали учасників страйку", "страйк учасник", "uk")
    True
    """
    return _wish(words).fits(text, (language,) if language else tuple(sorted(codes())))
