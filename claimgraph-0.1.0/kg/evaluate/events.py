"""Event types compared, on the claims whose content is found: which happening each of them is about."""

from __future__ import annotations

from collections import Counter
from typing import Final

from claimgraph.evaluate.claims import matched
from claimgraph.evaluate.figures import ALL, NONE, Compared, Mistake, Score
from claimgraph.evaluate.record import Said, Text

PART: Final = "events"
NO_EVENT: Final = "-"
"""The mark of a claim that is about none of the types; a claim without any mark is not compared."""


def compare(gold: Text, found: Text) -> Compared:
    """Return how well the event types of a text's claims agree with those that the gold gives."""
    result = Compared()
    for match in matched(gold, found):
        if match.gold is not None and match.found is not None and match.gold.event is not None:
            _count(result, gold, match.gold, match.found)
    return result


def _count(result: Compared, text: Text, left: Said, right: Said) -> None:
    wanted, got = (None if side.event in (None, NO_EVENT) else side.event for side in (left, right))
    groups = (ALL, ("language", text.lang))
    if wanted is not None:
        result.count((*groups, ("type", wanted)), {"gold": 1, "right": int(wanted == got)})
    if got is not None:
        result.count((*groups, ("type", got)), {"found": 1})
    result.confusion[wanted or NONE, got or NONE] += 1
    if wanted != got:
        kind = "spurious" if wanted is None else "missed" if got is None else "type"
        result.mistakes.append(Mistake(PART, kind, text.id, left.spans, right.spans, wanted or NONE, got or NONE))


def score(counts: Counter[str]) -> Score:
    """Return the score of the types."""
    return Score(counts["right"], counts["found"], counts["gold"])
