"""Completion of what a user begins to type: names of entities, of types, of properties."""

from __future__ import annotations

from typing import Any

from claimgraph.link.fold import plain
from claimgraph.server.reconciliation.batch import MOST_CANDIDATES, USUAL_CANDIDATES
from claimgraph.server.reconciliation.names import LONGEST, SAME_SOUND
from claimgraph.server.reconciliation.records import Record, Source
from claimgraph.server.reconciliation.schema import TYPES, brief_types, describe_type

MOST_SKIPPED = 1000


def complete(kind: str, prefix: str, skipped: int, source: Source) -> list[dict[str, Any]]:
    """Return what a user may mean who has typed this much, after the first `skipped`."""
    if kind == "entity":
        found = entities(prefix, min(skipped, MOST_SKIPPED) + USUAL_CANDIDATES, source)
        return [show(record) for record in found[skipped : skipped + USUAL_CANDIDATES]]
    letters = plain(prefix)
    fitting = [one for one in listed(kind, source) if letters in plain(one["name"]) or one["id"] == prefix]
    fitting.sort(key=lambda one: not plain(one["name"]).startswith(letters))
    return fitting[skipped : skipped + MOST_CANDIDATES]


def entities(prefix: str, most: int, source: Source) -> list[Record]:
    """Return entities whose id is typed or whose name begins so; those of which it is a whole name come first."""
    if not prefix or len(prefix) > LONGEST:
        return []
    known = source.identified(prefix)
    whole = [record for record, likeness in source.alike(prefix) if likeness >= SAME_SOUND]
    whole.sort(key=lambda record: (-record.weight, record.id))
    found = {record.id: record for record in (*filter(None, [known]), *whole, *source.starting(prefix, most))}
    return list(found.values())


def show(record: Record) -> dict[str, Any]:
    """Return an entity as a suggestion."""
    notable = brief_types(record.types)
    return {"id": record.id, "name": record.name, "description": record.description, "notable": notable}


def listed(kind: str, source: Source) -> list[dict[str, Any]]:
    """Return all types, or all properties."""
    if kind == "type":
        return [describe_type(name) for name in TYPES]
    return [dict(one.brief()) for one in source.properties]
