"""What Wikidata can answer: found, not found, failed. A failed request is never "no match"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.access import checked_qid

T_co = TypeVar("T_co", covariant=True)
_SHOWN = ("label", "description")


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """Wikidata has it."""

    asked: str
    value: T_co


@dataclass(frozen=True, slots=True)
class NotFound:
    """Wikidata answered that it has no such item (never had, or deleted), or no item of that name."""

    asked: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing is known: the request failed, for this reason."""

    asked: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An item in Wikidata's own JSON; its QID differs from the one asked for where that one redirects to it."""

    qid: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """One item that a search found: its label in the language of the search, and the name that matched.

    `by` is `label` or `alias`; the language of the match may be another, for Wikidata falls back.
    """

    qid: str
    label: str | None
    description: str | None
    matched: str
    language: str
    by: str


Fetched = Found[Entity] | NotFound | Failed
Searched = Found[tuple[Hit, ...]] | NotFound | Failed


def fetched(asked: str, answer: Mapping[str, Any]) -> Fetched | None:
    """Return what an answer to wbgetentities says of one QID; None where it is silent, which the API's limits cause."""
    entities = answer.get("entities")
    if not isinstance(entities, Mapping) or asked not in entities:
        return None
    record = entities[asked]
    if not isinstance(record, Mapping):
        return Failed(asked, "an answer of another shape than items have")
    if "missing" in record:
        return NotFound(asked)
    return _entity(asked, record)


def _entity(asked: str, record: Mapping[str, Any]) -> Fetched:
    qid, told = record.get("id"), record.get("redirects")
    target = told.get("to") if isinstance(told, Mapping) and told.get("from") == asked else asked
    if record.get("type") != "item" or not _is_qid(qid) or qid != target:
        return Failed(asked, f"an answer about {record.get('type')} {qid}")
    return Found(asked, Entity(str(qid), record))


def searched(name: str, answer: Mapping[str, Any]) -> Searched:
    """Return the items that an answer to wbsearchentities names, best first, those left out that match by QID only."""
    listed = answer.get("search")
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return Failed(name, "an answer of another shape than searches have")
    hits = [_hit(entry) for entry in listed]
    if any(hit is None for hit in hits):
        return Failed(name, "a search result of another shape than items have")
    named = tuple(hit for hit in hits if hit is not None and hit.by != "entityId")
    return Found(name, named) if named else NotFound(name)


def _hit(entry: Any) -> Hit | None:
    if not isinstance(entry, Mapping) or not _is_qid(entry.get("id")) or not isinstance(entry.get("match"), Mapping):
        return None
    match = entry["match"]
    label, description = (value if isinstance(value := entry.get(key), str) else None for key in _SHOWN)
    text, language, by = (str(match.get(key, "")) for key in ("text", "language", "type"))
    return Hit(entry["id"], label, description, text, language, by)


def _is_qid(value: Any) -> bool:
    try:
        return isinstance(value, str) and checked_qid(value) == value
    except ClaimGraphError:
        return False
