"""The queue and the decisions as records, for JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimgraph.link.decisions import Decision
from claimgraph.review.doubts import Doubt, Settled
from claimgraph.review.screen import question, told
from claimgraph.review.survey import Context, Seen
from claimgraph.server.review.candidates import Candidate
from claimgraph.server.review.desk import Decided

Record = Mapping[str, Any]


def doubt_record(doubt: Doubt, settled: Settled) -> Record:
    """Return a doubt without what is read of the texts."""
    decision = settled.by(doubt)
    return {
        "id": doubt.id,
        "asks": question(doubt),
        "question": doubt.question,
        "weight": round(doubt.weight, 4),
        "uncertainty": doubt.uncertainty,
        "mentions": doubt.mentions,
        "claims": doubt.claims,
        "kind": doubt.entity.kind,
        "entity": doubt.entity.key,
        "label": doubt.entity.label,
        "other": doubt.other.key if doubt.other else None,
        "otherLabel": doubt.other.label if doubt.other else None,
        "qid": doubt.qid,
        "spellings": list(doubt.spellings),
        "documents": list(doubt.documents),
        "reasons": list(doubt.reasons),
        "decision": decision.id if decision else None,
        "decided": told(decision) if decision else None,
        "author": decision.author if decision else None,
    }


def entity_record(seen: Seen, contexts: Sequence[Context]) -> Record:
    """Return an entity with some of its mentions."""
    return {
        "key": seen.key,
        "kind": seen.kind,
        "label": seen.label,
        "names": seen.names,
        "spellings": seen.spellings(),
        "documents": sorted(seen.written),
        "mentions": seen.mentions,
        "claims": seen.claims,
        "contexts": [
            {"document": one.document, "source": one.source, "language": one.lang,
             "prefix": one.prefix, "words": one.words, "suffix": one.suffix}
            for one in contexts
        ],
    }  # fmt: skip


def candidate_record(candidate: Candidate) -> Record:
    """Return an item that an entity may be."""
    return {
        "qid": candidate.qid,
        "label": candidate.label,
        "description": candidate.description,
        "names": list(candidate.names),
        "sitelinks": candidate.sitelinks,
        "score": candidate.score,
        "status": candidate.status,
        "reasons": list(candidate.reasons),
    }


def state(decision: Decision, decided: Decided, applied: frozenset[str]) -> str:
    """Return what became of a decision: undone or superseded, in the release being served, or not yet there."""
    if decision.undoes is not None:
        return "undo"
    if decision.id not in decided.holding:
        return "undone"
    return "in release" if decision.id in applied else "waits"


def decision_record(decision: Decision, decided: Decided, applied: frozenset[str]) -> Record:
    """Return a decision."""
    return {
        "id": decision.id,
        "date": decision.date,
        "author": decision.author,
        "action": decision.action,
        "says": told(decision),
        "note": decision.note,
        "state": state(decision, decided, applied),
        "entity": decision.subject.key if decision.subject else None,
        "others": [other.key for other in decision.others],
        "qid": decision.qid,
        "undoes": decision.undoes,
    }
