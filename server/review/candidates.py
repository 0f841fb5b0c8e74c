"""Items of Wikidata that an entity may be: those the machine weighed, and others of the index with its names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimgraph.link.decisions import is_qid
from claimgraph.review.survey import Held, Seen
from claimgraph.server.reconciliation.items import ItemRecords
from claimgraph.server.reconciliation.records import Record, Scored
from claimgraph.server.reconciliation.schema import CLASS_OF
from claimgraph.server.words import noted

MOST = 9
"""As many as there are keys for."""
TAKEN, CLOSE = noted("taken"), noted("close, not taken")
_ASKED, _NAMES = 3, 6
"""Names of an entity that are looked for, those written most; names of an item that are shown."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item; `score` is the machine's confidence, None where it didn't weigh it, `reasons` what spoke for it."""

    qid: str
    label: str = ""
    description: str = ""
    names: tuple[str, ...] = ()
    sitelinks: int = 0
    score: float | None = None
    status: str = ""
    reasons: tuple[str, ...] = ()


def candidates(seen: Seen, items: ItemRecords) -> list[Candidate]:
    """Return the items that an entity may be, those weighed by the machine first."""
    found = {held.qid: weighed(held, items) for held in seen.links if held.qid is not None}
    for name in list(seen.spellings())[:_ASKED]:
        for record in best(items.alike(name)):
            if CLASS_OF[seen.kind] in record.types:
                found.setdefault(record.id, known(record))
    return list(found.values())[:MOST]


def searched(words: str, items: ItemRecords) -> list[Candidate]:
    """Return the item with a QID, else those with a name like this, else those with one that begins so."""
    qid = words.strip().rpartition("/")[2]
    if is_qid(qid):
        record = items.record(qid)
        return [known(record)] if record else [Candidate(qid)]
    found = best(items.alike(words)) or items.starting(words, MOST)
    return [known(record) for record in found][:MOST]


def best(hits: Iterable[Scored]) -> list[Record]:
    """Return what is most alike first, of namesakes the best known."""
    return [record for record, _ in sorted(hits, key=lambda hit: (-hit[1], -hit[0].weight, hit[0].id))]


def weighed(held: Held, items: ItemRecords) -> Candidate:
    """Return an item that the machine weighed, with what the index has of it."""
    assert held.qid is not None, held
    record = items.record(held.qid)
    found = known(record) if record else Candidate(held.qid)
    reasons = tuple(filter(None, held.reason.split("; ")))
    status = (TAKEN if held.is_exact else CLOSE) if held.status == "auto" else held.status
    return replace(found, qid=held.qid, score=held.score, status=status, reasons=reasons)


def known(record: Record) -> Candidate:
    """Return an item of the index."""
    names = dict.fromkeys(name for cell in record.names.values() for name in cell if name != record.name)
    return Candidate(record.id, record.name, record.description, tuple(names)[:_NAMES], record.weight)
