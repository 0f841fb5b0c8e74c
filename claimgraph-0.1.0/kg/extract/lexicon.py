"""Labelled word patterns of a language, compiled once and matched in one pass over folded text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_ONE_FOR_ONE = (("’", "'"), ("ʼ", "'"), ("`", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "))
_WILDCARD = re.compile(r"\\w(?:[*+?]|\{[\d,]*\})?")
# Sorts behind every letter: patterns that begin with any letter are tried last.
_LAST = "\U0010ffff"
_QUANTIFIERS = frozenset("?*{")


class Hit(NamedTuple):
    """A pattern found: its label and offsets, end exclusive."""

    label: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text in lower case with plain apostrophes and spaces, of the same length.

    >>> fold("П’ЯТЬ İ")
    "п'ять İ"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for char, plain in _ONE_FOR_ONE:  # several times as fast as `translate` where letters aren't Latin
        lowered = lowered.replace(char, plain)
    return lowered


def split_alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern that stand outside brackets.

    >>> split_alternatives("a(?:b|c)|d")
    ['a(?:b|c)', 'd']
    """
    parts, depth, begin = [], 0, 0
    for index, char in enumerate(pattern):
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            parts.append(pattern[begin:index])
            begin = index + 1
    return [*parts, pattern[begin:]]


def spaced(pattern: str) -> str:
    """Return a pattern with its spaces standing for any white space; `a ?b` has an optional one."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def any_of(patterns: Iterable[str]) -> str:
    """Return the source of one group that matches any of the patterns, longest first; nothing when there is none."""
    parts = [part for pattern in patterns for part in split_alternatives(pattern)]
    return spaced(f"(?:{'|'.join(sorted(parts, key=len, reverse=True))})") if parts else "(?!)"


def words(patterns: Iterable[str]) -> str:
    """Return the source of an expression for any of the patterns as whole words."""
    return rf"(?<!\w){any_of(patterns)}(?!\w)"


class Lexicon:
    """Patterns under labels; where several match at one place, the one with the most letters in it wins."""

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        entries = [(part, label) for label, group in patterns.items() for p in group for part in split_alternatives(p)]
        entries.sort(key=lambda entry: -len(_WILDCARD.sub("", entry[0])))
        self._labels: list[str] = [""]
        self._expression = re.compile(rf"(?<!\w)(?:{self._source(entries)})(?!\w)" if entries else "(?!)")

    def _source(self, entries: list[tuple[str, str]]) -> str:
        # One branch per first letter: at most words only the letter is compared.
        branches: dict[str, list[str]] = defaultdict(list)
        by_letter: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for part, label in entries:
            plain = part[0].isalpha() and part[1:2] not in _QUANTIFIERS
            key = part[0] if plain else _LAST if part.startswith("\\w") else ""
            by_letter[key].append((part[1:] if plain else part, label))
        for letter, group in sorted(by_letter.items()):
            for rest, label in group:
                self._labels.append(label)
                # The group that tells the pattern stands last, so that a branch opens with a letter to compare.
                branches[letter].append(f"{spaced(rest)}()")
        return "|".join(f"{letter.strip(_LAST)}(?:{'|'.join(rests)})" for letter, rests in branches.items())

    def find(self, folded: str, start: int, end: int) -> Iterator[Hit]:
        """Yield what is found in `folded[start:end]`, from left to right, without overlaps."""
        for match in self._expression.finditer(folded, start, end):
            yield Hit(self._labels[match.lastindex or 0], match.start(), match.end())

    def at(self, folded: str, start: int, end: int) -> Hit | None:
        """Return what is found right at `start`, or None."""
        match = self._expression.match(folded, start, end)
        return Hit(self._labels[match.lastindex or 0], match.start(), match.end()) if match else None
