"""The report on relations between claims: figures by type, false contradictions, and the worst mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from claimgraph.annotate import Model
from claimgraph.evaluate.figures import ratio
from claimgraph.evaluate.judged import Event, events
from claimgraph.evaluate.related import Judgements, Related, read_sides
from claimgraph.evaluate.tables import Table
from claimgraph.ontology.terms import RELATION_TYPE


def read_events(folders: Sequence[str]) -> list[Event]:
    """Return the events of folders; raise LoadError where there are none or one can't be read."""
    return [event for folder in folders for event in events(Path(folder))]


def judge(found: Sequence[Event], model: Model, progress: Any = lambda done: None) -> Judgements:
    """Return how the claims of judged pairs relate, by the gold and as found."""
    judgements = Judgements()
    for done, event in enumerate(found, 1):
        judgements.take(event, read_sides(event, model))
        progress(done)
    return judgements


def table(judgements: Judgements) -> Table:
    """Return precision, recall and F1 by type of relation, and the share of false contradictions."""
    rows = [(name, judgements.score(name)) for name in sorted(RELATION_TYPE)] + [("all", judgements.score())]
    cells = [(name, s.p, s.r, s.f1, s.gold, s.found) for name, s in rows if s.gold or s.found]
    false = judgements.false_contradictions
    share = ratio(false, len(judgements.pairs))
    title = (
        f"Relations of {len(judgements.pairs)} judged pairs; false contradictions: {false} ({100 * (share or 0):.1f} %)"
    )
    return Table(title, ("", "P", "R", "F1", "gold", "found"), tuple(cells))


def as_object(judgements: Judgements) -> dict[str, Any]:
    """Return the same figures as an object."""
    scores = {name: judgements.score(name) for name in sorted(RELATION_TYPE)} | {"all": judgements.score()}
    return {
        "pairs": len(judgements.pairs),
        "false contradictions": judgements.false_contradictions,
        "relations": {name: {"p": s.p, "r": s.r, "f1": s.f1, "gold": s.gold} for name, s in scores.items()},
    }


def mistakes(judgements: Judgements, found: Sequence[Event], limit: int) -> Iterator[str]:
    """Yield pairs whose relation is wrong, with the words of both claims."""
    texts = {event.name: event.texts for event in found}
    wrong = ((name, pair, gold, own) for name, pair, gold, own in judgements.pairs if gold != own)
    for _, (name, pair, gold, own) in zip(range(limit), wrong, strict=False):
        yield f"{name}: {_types(gold)} taken for {_types(own)}"
        for end in pair:
            told = texts[name][end[:1]]
            yield f"  {end} [{told.document.lang}] {told.claims[int(end[1:])]['text']}"


def _types(related: set[Related]) -> str:
    return ", ".join(sorted(relation for relation, _, _ in related)) or "none"
