"""A second annotation of the same texts, put beside the first to see how well both agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from claimgraph.errors import LoadError
from claimgraph.evaluate import claims, clusters, dates, events, links, names, quantities
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rows import Row, text_of
from claimgraph.evaluate.sources import Pair, gold_rows

MARKED: Final[Mapping[str, Callable[[Text], Iterable[object]]]] = {
    names.PART: lambda text: text.names,
    claims.PART: lambda text: text.claims,
    quantities.PART: lambda text: text.quantities,
    dates.PART: lambda text: text.dates,
    events.PART: lambda text: [claim.event for claim in text.claims if claim.event],
    clusters.PART: lambda text: [name.entity for name in text.names if name.entity],
    links.PART: lambda text: [name.qid for name in text.names if name.qid],
}
"""What an annotation marks of each part."""


def annotated_again(gold: Sequence[Text], path: str) -> list[Pair]:
    """Return the gold texts that a file or folder annotates too, with its marks; texts are known by their words.

    Raises LoadError where it has none of them, or one of them twice.
    """
    rows = dict[str, Row]()
    for row in gold_rows([path]):
        if row.get("text") in rows:
            raise LoadError(path, f"{row['id']} has the same text as {rows[row['text']]['id']}; name one annotation")
        rows[str(row.get("text"))] = row
    pairs = [(text, text_of({**rows[text.text], "id": text.id}, path, text)) for text in gold if text.text in rows]
    if not pairs:
        raise LoadError(
            path, f"no second annotation of any of the texts, such as {gold[0].id!r}" if gold else "no gold"
        )
    return pairs


def marked_twice(pairs: Sequence[Pair], parts: Sequence[str]) -> list[str]:
    """Return the parts of which both annotations mark anything: what only one was asked for can't be compared."""
    return [part for part in parts if all(any(any(MARKED[part](pair[side])) for pair in pairs) for side in (0, 1))]
