"""What clients ask for, read from JSON: queries in a batch, one query, values of properties.

Shapes: W3C Reconciliation Service API 0.2, sections "Structure of a Reconciliation Query" and "Data Extension
Query Requests". Members that the specification doesn't know are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

import msgspec
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

MOST_QUERIES = 50
"""Queries in one batch."""
MOST_CANDIDATES, USUAL_CANDIDATES = 50, 10
MOST_CONDITIONS, MOST_GIVEN = 10, 10
"""Properties of one query, and values of one of them."""
MOST_IDS, MOST_PROPERTIES = 500, 50
"""Entities and properties of one data extension."""

T = TypeVar("T")


class Reference(msgspec.Struct):
    """An entity that a client has matched before."""

    id: str
    name: str = ""


Given = str | int | float | bool | Reference | None


class Condition(msgspec.Struct):
    """Values that a property of the entity should have."""

    pid: str
    v: Given | list[Given] = None

    @property
    def values(self) -> Sequence[str | int | float | bool | Reference]:
        """The values that are given."""
        given = self.v if isinstance(self.v, list) else [self.v]
        return [value for value in given if value is not None and value != ""]


class Query(msgspec.Struct):
    """One reconciliation query."""

    query: str | None = None
    type: str | list[str] | None = None
    limit: int | float | None = None
    properties: list[Condition] | None = None
    type_strict: Literal["any", "all", "should"] | None = None

    @property
    def types(self) -> Sequence[str]:
        """The types that are wanted; none: any."""
        given = [self.type] if isinstance(self.type, str) else self.type or []
        return [one for one in given if one]

    @property
    def most(self) -> int:
        """How many candidates are wanted."""
        return USUAL_CANDIDATES if self.limit is None else int(min(self.limit, MOST_CANDIDATES))


class Wanted(msgspec.Struct):
    """A property whose values are wanted."""

    id: str
    settings: dict[str, Given | list[Given]] | None = None

    @property
    def most(self) -> int | None:
        """How many values are wanted, None for all."""
        limit = (self.settings or {}).get("limit")
        number = _number(limit)
        return int(number) if number is not None and 1 <= number <= MOST_IDS else None


class Extension(msgspec.Struct):
    """A data extension query."""

    ids: list[str]
    properties: list[Wanted]


def read_batch(text: str | bytes) -> Mapping[str, Query]:
    """Return the queries of a batch by their keys; 400 for what is none, 413 for too many."""
    queries = read(text, dict[str, Query], "queries")
    refuse_more(len(queries), MOST_QUERIES, "queries")
    for key, query in queries.items():
        check(query, f"query {key[:40]!r}")
    return queries


def read_query(text: str) -> Query:
    """Return a query: its JSON, or the bare words of a name."""
    query = read(text, Query, "query") if text.lstrip().startswith("{") else Query(text)
    check(query, "the query")
    return query


def read_extension(text: str | bytes) -> Extension:
    """Return a data extension query; 400 for what is none, 413 for too much."""
    extension = read(text, Extension, "extend")
    refuse_more(len(extension.ids), MOST_IDS, "ids")
    refuse_more(len(extension.properties), MOST_PROPERTIES, "properties")
    return extension


def read_body(data: bytes) -> dict[str, str]:
    """Return the members of a JSON body as a form would give them; 400 for a body that is no object."""
    members = read(data, dict[str, msgspec.Raw], "the body")
    texts = {name: bytes(raw).decode() for name, raw in members.items()}
    return {name: read(text, str, name) if text.startswith('"') else text for name, text in texts.items()}


def check(query: Query, what: str) -> None:
    """Refuse a query that asks for nothing, or for too much."""
    if query.query is None and not query.properties:
        raise BadRequest(f"{what} has neither query nor properties")
    if query.limit is not None and query.limit < 1:
        raise BadRequest(f"{what}: limit is {query.limit:g}, not a positive number")
    refuse_more(len(query.properties or ()), MOST_CONDITIONS, f"properties in {what}")
    for condition in query.properties or ():
        refuse_more(len(condition.values), MOST_GIVEN, f"values of a property in {what}")
    refuse_more(len(query.types), MOST_CONDITIONS, f"types in {what}")


def refuse_more(number: int, most: int, what: str) -> None:
    """Raise 413 where there are more than may be."""
    if number > most:
        raise RequestEntityTooLarge(f"{number} {what}, more than {most}")


def read(text: str | bytes, shape: type[T], what: str) -> T:
    """Return JSON in the shape of a type; 400 that says where it is wrong."""
    try:
        return msgspec.json.decode(text, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadRequest(f"{what} can't be read: {error}") from error
    except RecursionError as error:
        raise BadRequest(f"{what} can't be read: it is nested too deeply") from error


def _number(value: object) -> float | None:
    """Return a setting as a number: forms send it as text."""
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None
