"""Quantities compared: matched by overlap, best agreement first; exact means value, comparator and measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from claimgraph.evaluate.figures import ALL, NONE, Compared, Mistake, Score
from claimgraph.evaluate.pairs import meeting, paired
from claimgraph.evaluate.record import Count, Text

PART: Final = "quantities"
FIGURES: Final = ("exact", "value", "value_measure", "value_comparator")


def compare(gold: Text, found: Text) -> Compared:
    """Return what was found of the quantities of a text; unmatched `other` ones that were found don't count."""
    result, pairs = Compared(), matched(gold.quantities, found.quantities)
    for left, right in pairs:
        if (left is not None and left.neutral) or (left is None and right is not None and right.measure == "other"):
            continue
        groups = (ALL, ("language", gold.lang))
        if left is not None:
            result.count((*groups, ("measure", left.measure)), {"gold": 1, **_agreement(left, right)})
        if right is not None:
            result.count((*groups, ("measure", right.measure)), {"found": 1})
        result.confusion[left.measure if left else NONE, right.measure if right else NONE] += 1
        if kind := _kind(left, right):
            result.mistakes.append(_mistake(kind, left, right, gold.id))
    return result


def matched(gold: Sequence[Count], found: Sequence[Count]) -> list[tuple[Count | None, Count | None]]:
    """Return pairs, one to one; what has no partner stands alone."""
    meetings = meeting([q.span for q in gold], [q.span for q in found])
    order = sorted((gold[i].neutral, -_alike(gold[i], found[j]), -common, i, j) for i, j, common in meetings)
    return paired(gold, found, ((i, j) for *_, i, j in order))


def _alike(left: Count, right: Count) -> int:
    """Return how well two quantities agree: the value weighs more than the measure, that more than the comparator."""
    same = (left.value == right.value, left.measure == right.measure, left.comparator == right.comparator)
    return sum(weight for weight, equal in zip((4, 2, 1), same, strict=True) if equal)


def _agreement(left: Count, right: Count | None) -> dict[str, int]:
    if right is None or left.value != right.value:
        return {}
    measure, comparator = left.measure == right.measure, left.comparator == right.comparator
    counts = (measure and comparator, True, measure, comparator)
    return {name: int(right) for name, right in zip(FIGURES, counts, strict=True)}


def score(counts: Counter[str], figure: str) -> Score:
    """Return the score of one of FIGURES."""
    return Score(counts[figure], counts["found"], counts["gold"])


def _kind(left: Count | None, right: Count | None) -> str:
    """Return what is wrong with a pair, first of all its value; nothing where all is right."""
    if left is None or right is None:
        return "spurious" if left is None else "missed"
    if left.value != right.value:
        return "value"
    if left.measure != right.measure:
        return "measure"
    return "" if left.comparator == right.comparator else "comparator"


def _mistake(kind: str, left: Count | None, right: Count | None, text: str) -> Mistake:
    gold, found = ((side.span,) if side else () for side in (left, right))
    return Mistake(PART, kind, text, gold, found, _said(left), _said(right))


def _said(count: Count | None) -> str:
    if count is None:
        return ""
    value = "no figure" if count.value is None else f"{count.value:.15g}"
    return f"{count.measure} {count.comparator} {value}"
