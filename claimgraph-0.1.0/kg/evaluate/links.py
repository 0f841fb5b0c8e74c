"""Links to Wikidata compared: of the names whose item the gold gives, which are linked, and rightly; how sure of it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from claimgraph.evaluate.figures import ALL, NONE, Compared, Mistake, Score, ratio
from claimgraph.evaluate.identity import Met, is_main, met
from claimgraph.evaluate.pairs import covered, touches
from claimgraph.evaluate.record import Text

PART: Final = "links"
BINS: Final = 10
"""Into how many bins of equal width links are put by their score, to compare it with how many are right."""
_FINE: Final = 10_000


def compare(gold: Text, found: Text) -> Compared:
    """Return how the names were linked; each name counts, also one that was not found."""
    result = Compared()
    groups = (ALL, ("language", gold.lang))
    has_items = any(name.qid for name in gold.names)
    for pair in met(gold, found):
        if pair.gold.qid:
            kinds = (*groups, ("type", pair.gold.type or "?")) if is_main(pair.gold) else (("any type", ""),)
            result.count((*kinds, *(() if kinds[0] != ALL else (("any type", ""),))), _counts(pair))
            if (mistake := _mistake(pair, gold.id)) and is_main(pair.gold):
                result.mistakes.append(mistake)
        elif has_items and pair.gold.entity and pair.found and is_main(pair.gold):
            result.count(groups, {"without": 1, "without right": int(pair.found.qid is None)})
    marked = covered(name.span for name in gold.names)
    for name in found.names:
        if name.qid and name.named and not touches(name.span, marked):
            result.count((*groups, ("any type", "")), {"spurious": 1})
    return result


def _counts(pair: Met) -> Counter[str]:
    counts = Counter({"gold": 1, "held": int(pair.gold.held)})
    if pair.found is None:
        return counts
    right = int(pair.found.qid == pair.gold.qid)
    if pair.gold.held:
        counts.update({"held found": int(pair.found.qid is not None), "held right": right})
    counts.update(met=1, found=int(pair.found.qid is not None), right=right)
    counts["exact"] = int(right and pair.found.span == pair.gold.span)
    if pair.found.qid and pair.found.score is not None:
        number = min(int(pair.found.score * BINS), BINS - 1)
        counts.update({f"bin {number}": 1, f"bin {number} right": right})
        counts[f"bin {number} score"] = round(pair.found.score * _FINE)
    return counts


def _mistake(pair: Met, text: str) -> Mistake | None:
    if pair.found is None or pair.found.qid == pair.gold.qid:
        return None
    kind = "wrong" if pair.found.qid else "missed"
    got = pair.found.qid or NONE
    return Mistake(PART, kind, text, (pair.gold.span,), (pair.found.span,), pair.gold.qid or NONE, got)


def linked(counts: Counter[str]) -> Score:
    """Return the score of the links of all names that have one in the gold."""
    return Score(counts["right"], counts["found"], counts["gold"])


def exact(counts: Counter[str]) -> Score:
    """Return the score where also the span must be right."""
    return Score(counts["exact"], counts["found"], counts["gold"])


def spurious(counts: Counter[str]) -> Score:
    """Return the score where links of words that the gold doesn't mark count as wrong."""
    return Score(counts["right"], counts["found"] + counts["spurious"], counts["gold"])


def held(counts: Counter[str]) -> Score:
    """Return the score over the names whose item can be linked to: its recall is the share of these linked rightly."""
    return Score(counts["held right"], counts["held found"], counts["held"])


def coverage(counts: Counter[str]) -> float | None:
    """Return the share of the names that are linked, rightly or not."""
    return ratio(counts["found"], counts["gold"])


def accuracy(counts: Counter[str]) -> float | None:
    """Return the share of the names found that are linked rightly."""
    return ratio(counts["right"], counts["met"])


def unlinked(counts: Counter[str]) -> float | None:
    """Return the share of the names without a known item that are left without: rightly NIL."""
    return ratio(counts["without right"], counts["without"])


def calibration(counts: Counter[str]) -> float | None:
    """Return the expected calibration error: how far scores are from the share that is right, on average over bins."""
    total = sum(counts[f"bin {number}"] for number in range(BINS))
    if not total:
        return None
    wrong = sum(abs(counts[f"bin {n} score"] / _FINE - counts[f"bin {n} right"]) for n in range(BINS))
    return round(wrong / total, 4)
