"""Candidates for a query, with features, a score, and whether one of them is certainly meant.

The weights are choices, not measured on anything: they keep the order letters, sound, case form, likeness, and let
properties decide between namesakes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimgraph.link.spelling import is_full
from claimgraph.server.reconciliation.agreement import agreement
from claimgraph.server.reconciliation.batch import Query
from claimgraph.server.reconciliation.deadline import Deadline
from claimgraph.server.reconciliation.names import SAME_LETTERS, SAME_SOUND
from claimgraph.server.reconciliation.records import Record, Source, Thing
from claimgraph.server.reconciliation.schema import NAME_IN, belongs, brief_types
from claimgraph.wikidata.kinds import is_qid

CERTAIN = SAME_SOUND
"""Score from which a candidate may be a certain match."""
MARGIN = 8.0
"""How much the next candidate must be below a certain match."""

_NAME, _PROPERTIES = 0.6, 0.4
_OTHER_TYPE = 0.8
_CONTRADICTS = 0.5
_MOST_WEIGHED = 200
_SHARED = {"type", "country"}
"""Properties that say little about a person."""

Feature = tuple[str, float | bool]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a query may mean; `agreements` are those of properties, each from 0 to 1."""

    record: Record
    score: float
    features: Sequence[Feature]
    likeness: float
    agreements: Mapping[str, float]
    identified: bool

    def show(self, match: bool) -> dict[str, Any]:
        """Return what the client gets."""
        return {
            "id": self.record.id,
            "name": self.record.name,
            "description": self.record.description,
            "type": brief_types(self.record.types),
            "score": round(self.score, 1),
            "features": [{"id": name, "value": value} for name, value in self.features],
            "match": match,
        }


def reconcile(query: Query, source: Source, deadline: Deadline) -> list[dict[str, Any]]:
    """Return the candidates for a query, best first; QueryLimit where that takes too long."""
    found = sorted(candidates(query, source, deadline), key=rank)
    chosen = decide(found, query, source)
    return [candidate.show(candidate is chosen) for candidate in found[: query.most]]


def rank(candidate: Candidate) -> tuple[float, int, str]:
    """Return the place of a candidate among others."""
    return -candidate.score, -candidate.record.weight, candidate.record.id


def candidates(query: Query, source: Source, deadline: Deadline) -> list[Candidate]:
    """Return the candidates whose type will do, of many only those whose names are most like the one asked for."""
    known = identified(query, source)
    found = {**alike(query, source, deadline), **{key: (record, SAME_LETTERS) for key, record in known.items()}}
    fitting = [one for one in found.values() if query.type_strict == "should" or has_types(one[0], query)]
    fitting.sort(key=lambda one: (-one[1], -one[0].weight, one[0].id))
    return [
        weigh(record, likeness, query, source, record.id in known)
        for record, likeness in deadline.each(fitting[:_MOST_WEIGHED])
    ]


def asked(query: Query) -> str:
    """Return the name that is asked for, blanks normalized."""
    return " ".join((query.query or "").split())


def identified(query: Query, source: Source) -> dict[str, Record]:
    """Return the entities whose id stands in place of a name, or as the value of a property."""
    name = asked(query)
    texts = [name] if name else [text for pid, text in given_texts(query) if pid == "wikidata"]
    return {record.id: record for text in texts if (record := source.identified(text)) is not None}


def alike(query: Query, source: Source, deadline: Deadline) -> dict[str, tuple[Record, float]]:
    """Return entities by id, with how alike their names are to the name that is asked for."""
    name = asked(query)
    names = [name] if name else [text for pid, text in given_texts(query) if pid.startswith(NAME_IN)]
    found: dict[str, tuple[Record, float]] = {}
    for text in deadline.each(names):
        for record, likeness in source.alike(text):
            if likeness > found.get(record.id, (record, 0.0))[1]:
                found[record.id] = record, likeness
    return found


def given_texts(query: Query) -> list[tuple[str, str]]:
    """Return (property, text) of the values in a query that are texts or entities."""
    return [
        (condition.pid, value if isinstance(value, str) else value.id)
        for condition in query.properties or ()
        for value in condition.values
        if not isinstance(value, int | float)
    ]


def has_types(record: Record, query: Query) -> bool:
    """Tell whether an entity has one of the types that are wanted; all of them where the query says so."""
    wanted = (belongs(record.types, one) or (is_qid(one) and is_instance(record, one)) for one in query.types)
    return all(wanted) if query.type_strict == "all" else not query.types or any(wanted)


def is_instance(record: Record, qid: str) -> bool:
    """Tell whether an item has a class of Wikidata: clients may know no other types of items."""
    return any(isinstance(value, Thing) and value.id == qid for value in record.values("class"))


def weigh(record: Record, likeness: float, query: Query, source: Source, known: bool) -> Candidate:
    """Return an entity as a candidate."""
    agreed = {}
    for condition in query.properties or ():
        if (value := agreement(record, condition, source)) is not None:
            agreed[condition.pid] = value
    score = likeness
    if agreed:
        score = _NAME * likeness + _PROPERTIES * 100 * sum(agreed.values()) / len(agreed)
    features: list[Feature] = [("name", round(likeness, 1)), (source.weighs, record.weight)]
    features += [(f"property-{pid}", round(value, 2)) for pid, value in agreed.items()]
    if query.types:
        fits = has_types(record, query)
        features.append(("type", fits))
        score *= 1 if fits else _OTHER_TYPE
    return Candidate(record, score, features, likeness, agreed, known)


def decide(found: Sequence[Candidate], query: Query, source: Source) -> Candidate | None:
    """Return the candidate that is certainly meant, if one is.

    It has the very name, nothing speaks against it, and no namesake comes near. A person needs a given name or a
    property that agrees and is not shared by many: a surname alone is many people's.
    """
    if not found or found[0].score < CERTAIN or found[0].likeness < SAME_SOUND:
        return None
    best = found[0]
    if min(best.agreements.values(), default=1.0) < _CONTRADICTS:
        return None
    telling = best.identified or best.agreements.keys() - _SHARED
    if "Person" in best.record.types and not telling and not is_full(asked(query)):
        return None
    near = [other for other in found[1:] if other.score > best.score - MARGIN]
    return best if not near or dominates(best, near, source) else None


def dominates(best: Candidate, near: Sequence[Candidate], source: Source) -> bool:
    """Tell whether an entity that is no person is so much better known than its namesakes that it is meant."""
    most = max(other.record.weight for other in near)
    return "Person" not in best.record.types and best.record.weight > source.dominance * max(most, 1)
