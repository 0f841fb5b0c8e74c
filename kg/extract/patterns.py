"""Regular expressions built from the word lists of the language files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

WORD = re.compile(r"\w+(?:[’'ʼ\-]\w+)*")


@cache
def _compile(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{source})(?!\w)", re.IGNORECASE)


def whole_words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one expression that finds any of the patterns as whole words; it finds nothing when there is none."""
    return _compile("|".join(f"(?:{p})" for p in patterns) or r"(?!)")


def labelled_words(patterns: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Return one expression whose `lastgroup` is the label of the pattern that was found.

    Labels are identifiers; the patterns themselves have no capturing groups.
    """
    groups = (f"(?P<{label}>{'|'.join(p)})" for label, p in patterns.items() if p)
    return _compile("|".join(groups) or r"(?!)")


def words(text: str) -> int:
    """Return the number of words in a text."""
    return sum(1 for _ in WORD.finditer(text))
