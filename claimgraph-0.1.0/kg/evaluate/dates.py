"""Dates compared: matched by overlap; right means the same value with the same precision."""

from __future__ import annotations

from collections import Counter
from typing import Final

from claimgraph.evaluate.figures import ALL, NONE, Compared, Mistake, Score
from claimgraph.evaluate.pairs import meeting, paired
from claimgraph.evaluate.record import Dated, Text

PART: Final = "dates"
FIGURES: Final = ("value", "found")
OPEN: Final = "-"
_PRECISION: Final = {4: "year", 7: "month", 10: "day"}


def compare(gold: Text, found: Text) -> Compared:
    """Return what was found of the dates of a text; a gold without any date is one where nobody marked them.

    Words whose date the text leaves open are neither asked for nor held against who finds one.
    """
    result = Compared()
    if not gold.dates:
        return result
    meetings = meeting([d.span for d in gold.dates], [d.span for d in found.dates])
    order = sorted((gold.dates[i].value != found.dates[j].value, -common, i, j) for i, j, common in meetings)
    for left, right in paired(gold.dates, found.dates, ((i, j) for *_, i, j in order)):
        if left is None or left.value != OPEN:
            _count(result, gold, left, right)
    return result


def _count(result: Compared, text: Text, left: Dated | None, right: Dated | None) -> None:
    groups = (ALL, ("language", text.lang))
    if left is not None:
        counts = {
            "gold": 1,
            "value": right is not None and left.value == right.value,
            "found as date": right is not None,
        }
        result.count((*groups, ("precision", precision(left))), Counter(counts))
    if right is not None:
        result.count((*groups, ("precision", precision(right))), {"found": 1})
    result.confusion[precision(left) if left else NONE, precision(right) if right else NONE] += 1
    if kind := _kind(left, right):
        gold, found = ((side.span,) if side else () for side in (left, right))
        said = (left.value if left else "", right.value if right else "")
        result.mistakes.append(Mistake(PART, kind, text.id, gold, found, *said))


def precision(date: Dated) -> str:
    """Return how exact a date is, by the length of its value.

    >>> precision(Dated(Span(0, 4), "2022-01"))
    'month'
    """
    return _PRECISION.get(len(date.value), "none")


def score(counts: Counter[str], figure: str) -> Score:
    """Return the score of one of FIGURES: the same value, or words of the same date."""
    hits = {"value": "value", "found": "found as date"}
    return Score(counts[hits[figure]], counts["found"], counts["gold"])


def _kind(left: Dated | None, right: Dated | None) -> str:
    if left is None or right is None:
        return "spurious" if left is None else "missed"
    return "" if left.value == right.value else "value"
