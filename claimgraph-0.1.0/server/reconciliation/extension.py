"""Data extension: values of properties for entities that have been matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.exceptions import BadRequest

from claimgraph.server.reconciliation.batch import Extension, Wanted
from claimgraph.server.reconciliation.deadline import Deadline
from claimgraph.server.reconciliation.records import Record, Source, Thing, Value
from claimgraph.server.reconciliation.schema import TYPES, Property, belongs

WIKIDATA_LINK = "wikidata"


def extend(extension: Extension, source: Source, service: str | None, deadline: Deadline) -> dict[str, Any]:
    """Return the values asked for; `service` is where items of Wikidata are matched, None: nowhere.

    An entity that isn't there has no values. Raises BadRequest for a property that there isn't, QueryLimit
    where it takes too long.
    """
    asked = {wanted.id: wanted for wanted in extension.properties}
    known = {one.id: one for one in source.properties}
    if unknown := next((wanted.id for wanted in asked.values() if wanted.id not in known), None):
        raise BadRequest(f"there is no property {unknown[:60]!r}; the suggest service lists those that are")
    return {
        "meta": [describe(known[wanted.id], service) for wanted in asked.values()],
        "rows": {
            key: row(source.record(key), asked.values(), service) for key in deadline.each(dict.fromkeys(extension.ids))
        },
    }


def describe(one: Property, service: str | None) -> dict[str, Any]:
    """Return what a response says of a property."""
    shown: dict[str, Any] = {"id": one.id, "name": one.name}
    if one.range:
        shown["type"] = {"id": one.range, "name": TYPES[one.range].name}
    if one.id == WIKIDATA_LINK and service:
        shown["service"] = service
    return shown


def row(record: Record | None, wanted: Iterable[Wanted], service: str | None) -> Mapping[str, list[dict[str, Any]]]:
    """Return the values of one entity by property."""
    return {
        one.id: [cell(value, one.id, service) for value in (record.values(one.id) if record else ())][: one.most]
        for one in wanted
    }


def cell(value: Value, pid: str, service: str | None) -> dict[str, Any]:
    """Return a value as the specification writes it."""
    if isinstance(value, Thing):
        # An entity of another space may be one only where a service is named that knows it.
        if pid == WIKIDATA_LINK and not service:
            return {"str": value.id}
        return {"id": value.id, "name": value.name}
    if isinstance(value, str):
        return {"str": value}
    return {"int": value} if isinstance(value, int) else {"float": value}


def propose(source: Source, kind: str, most: int | None) -> dict[str, Any]:
    """Return the properties that entities of a type have; of all types where the type is empty."""
    fitting = [one for one in source.properties if not kind or not one.of or belongs(one.of, kind)]
    shown = {"properties": [one.brief() for one in fitting[:most]]}
    return {**shown, **({"type": kind} if kind else {}), **({"limit": most} if most is not None else {})}
