"""Identity compared: whether names that mean one entity got one id, over all texts and languages of a run.

B-cubed (Bagga and Baldwin 1998): of each name, how many of those with its id mean the same, and how many of those that
mean the same have its id, on average.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from claimgraph.evaluate.figures import ALL, Compared, Shares
from claimgraph.evaluate.identity import is_main, met
from claimgraph.evaluate.record import Name, Text

PART: Final = "clusters"
_MARK: Final = "\x1f"
"""Stands in a tally between the two ids of a name; no id has it."""


def compare(gold: Text, found: Text) -> Compared:
    """Return which id each name with an identity got; one that is not found has an id of its own."""
    result = Compared()
    qids = {name.entity: name.qid for name in found.names if name.entity and name.qid}
    for number, (name, mention) in enumerate(met(gold, found)):
        wanted = name.entity or name.qid
        if wanted and is_main(name):
            got = _id(mention, qids) if mention else None
            pair = f"{wanted}{_MARK}{got or f'{gold.id}{_MARK}{number}'}"
            groups = (ALL, ("language", gold.lang), ("type", name.type or "?"))
            result.count(groups, {pair: 1, "gold": 1, "found": int(mention is not None)})
    return result


def _id(mention: Name, qids: dict[str, str]) -> str | None:
    return mention.qid or qids.get(mention.entity or "") or mention.entity


def score(counts: Counter[str]) -> Shares:
    """Return B-cubed precision and recall; `found` and `gold` are the numbers of ids."""
    pairs = {(key.partition(_MARK)[0], key.partition(_MARK)[2]): n for key, n in counts.items() if _MARK in key}
    gold, found = Counter[str](), Counter[str]()
    for (wanted, got), times in pairs.items():
        gold[wanted] += times
        found[got] += times
    p = sum(times * times / found[got] for (_, got), times in pairs.items())
    r = sum(times * times / gold[wanted] for (wanted, _), times in pairs.items())
    return Shares(p, r, counts["gold"], len(found), len(gold))
