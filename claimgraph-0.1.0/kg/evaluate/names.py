"""Names compared: strict (span and type), span alone, any overlap; what was taken for what; the mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final

from claimgraph.evaluate.figures import ALL, NONE, Compared, Group, Mistake, Overlap, Score
from claimgraph.evaluate.pairs import covered, meeting, paired, touches
from claimgraph.evaluate.record import Name, Text
from claimgraph.evaluate.rules import rules
from claimgraph.model import Span

PART: Final = "names"
Marked = tuple[Span, str]
"""Words with their type."""


def compare(gold: Text, found: Text) -> Compared:
    """Return what was found of the names of a text; each span counts once per type."""
    wanted = {(n.span, n.type) for n in gold.names if n.type in rules().types and not n.neutral}
    got = _counted({(n.span, n.type) for n in found.names if n.type in rules().types and n.named}, wanted, gold.names)
    result = Compared()
    result.count((ALL, ("language", gold.lang)), _counts(wanted, got))
    for kind in rules().types:
        groups: tuple[Group, ...] = (("type", kind), (f"type {gold.lang}", kind))
        result.count(groups, _counts({w for w in wanted if w[1] == kind}, {g for g in got if g[1] == kind}))
    for left, right in aligned(sorted(wanted), sorted(got)):
        result.confusion[left[1] if left else NONE, right[1] if right else NONE] += 1
        if left != right:
            result.mistakes.append(_mistake(left, right, gold.id))
    return result


def _counted(got: set[Marked], wanted: set[Marked], gold: Collection[Name]) -> set[Marked]:
    """Return the names that count: not those on neutral words, or touching these and no words that are asked for."""
    asked = {span for span, _ in wanted}
    neutral = {name.span for name in gold if name.neutral}
    known, open_ = covered(asked), covered(neutral)
    free = {s for s, _ in got if s in neutral or (touches(s, open_) and not touches(s, known))}
    return {(span, kind) for span, kind in got if span in asked or span not in free}


def _counts(wanted: set[Marked], got: set[Marked]) -> Counter[str]:
    spans, others = {span for span, _ in wanted}, {span for span, _ in got}
    known, found = covered(spans), covered(others)
    return Counter(
        {
            "hit": len(wanted & got), "found": len(got), "gold": len(wanted),
            "span hit": len(spans & others), "span found": len(others), "span gold": len(spans),
            "gold touched": sum(touches(span, found) for span, _ in wanted),
            "found touched": sum(touches(span, known) for span, _ in got),
        }
    )  # fmt: skip


def strict(counts: Counter[str]) -> Score:
    """Return the score where span and type must be right."""
    return Score(counts["hit"], counts["found"], counts["gold"])


def span_only(counts: Counter[str]) -> Score:
    """Return the score where the span must be right."""
    return Score(counts["span hit"], counts["span found"], counts["span gold"])


def overlap(counts: Counter[str]) -> Overlap:
    """Return the score where one common character is enough."""
    return Overlap(counts["found touched"], counts["gold touched"], counts["found"], counts["gold"])


def aligned(wanted: list[Marked], got: list[Marked]) -> list[tuple[Marked | None, Marked | None]]:
    """Return pairs, one to one: the same span and type first, then the same span, then the most common characters."""
    meetings = meeting([span for span, _ in wanted], [span for span, _ in got])
    order = sorted((wanted[i] != got[j], wanted[i][0] != got[j][0], -common, i, j) for i, j, common in meetings)
    return paired(wanted, got, ((i, j) for *_, i, j in order))


def _mistake(left: Marked | None, right: Marked | None, text: str) -> Mistake:
    if left is None or right is None:
        kind = "spurious" if left is None else "missed"
    else:
        kind = "boundary" if left[1] == right[1] else "type"
    gold, found = ((side[0],) if side else () for side in (left, right))
    return Mistake(PART, kind, text, gold, found, left[1] if left else "", right[1] if right else "")
