"""What is measured, not counted: percentages, money, time, distance, by units that have one name in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.counting.numbers import Number
from claimgraph.extract.counting.quantity import Sentence
from claimgraph.extract.lexicon import Lexicon, fold
from claimgraph.lang import language
from claimgraph.model import Comparator, Span

_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "₴": "hryvnia", "°": "degree"}
# Numbers beside a sign are none elsewhere; another character in its place makes them numbers here.
_MASKED = {ord(sign): chr(0xE000 + n) for n, sign in enumerate(_SIGNS)}
_UNITS = {_MASKED[ord(sign)]: unit for sign, unit in _SIGNS.items()}
_GAP = re.compile(r"(?:[\s-]|\s(?=\S))?")
_NEAR = 0.1
"""What `about` and `almost` leave open, as a share of the number: the same as for counts."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured amount with its unit; None is no bound, and bounds are part of what they bound."""

    span: Span
    unit: str
    value: float | None
    comparator: Comparator
    lower: float | None
    upper: float | None


@cache
def _units(lang: str) -> Lexicon:
    return Lexicon(language(lang).counting.amounts)


def find_amounts(text: str, span: Span, lang: str) -> Iterator[Amount]:
    """Yield the amounts in some words of a text, in text order; offsets are code points of the text."""
    words = span.of(text)
    folded = fold(words).translate(_MASKED)
    sentence = Sentence(words, folded, Span(0, len(words)), lang)
    for number in sentence.numbers:
        found = _unit(folded, number, lang)
        if found is not None:
            comparator, start = sentence.comparator(number, None)
            unit, begin, end = found
            place = Span(span.start + min(start, begin), span.start + end)
            lower, upper = _bounds(number, comparator)
            yield Amount(place, unit, number.value, comparator, lower, upper)


def _unit(folded: str, number: Number, lang: str) -> tuple[str, int, int] | None:
    """Return the unit of a number and where both begin and end, None where it has none."""
    before = folded[number.start - 1 : number.start] if number.start else ""
    if before in _UNITS:
        return _UNITS[before], number.start - 1, number.end
    gap = _GAP.match(folded, number.end)
    start = gap.end() if gap else number.end
    behind = folded[start : start + 1]
    if behind in _UNITS:
        return _UNITS[behind], number.start, start + 1
    hit = _units(lang).at(folded, start, len(folded)) if start > number.end else None
    return (hit.label, number.start, hit.end) if hit else None


def _bounds(number: Number, comparator: Comparator) -> tuple[float | None, float | None]:
    low, high = number.lower, number.upper
    table: dict[Comparator, tuple[float | None, float | None]] = {
        "more_than": (low, None), "at_least": (low, None), "less_than": (None, high), "at_most": (None, high),
        "almost": (low * (1 - _NEAR), low), "about": (low * (1 - _NEAR), high * (1 + _NEAR)),
    }  # fmt: skip
    return table.get(comparator, (low, high))
