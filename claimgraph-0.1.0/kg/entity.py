"""What mentions denote: entities, the items that they are held to be, and what is copied from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from claimgraph.model import Kind

LinkStatus = Literal["auto", "confirmed", "rejected", "nil", "unavailable"]


@dataclass(frozen=True, slots=True)
class Link:
    """That an entity is held to be an item of Wikidata, or not: how surely (0 to 1), by which method and data, and why.

    `qid` is None where no item is known (`nil`) or none could be asked for (`unavailable`).
    """

    qid: str | None
    status: LinkStatus
    score: float
    method: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What Wikidata says of an item: property and value are ids of Wikidata (a place is `POINT(lon lat)`).

    Dates are partial ISO dates, `label` is the name of the value where it is known.
    """

    property: str
    value: str
    start: str | None = None
    end: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """Statements of Wikidata about the item of an entity, with the version of the index that they were copied from."""

    label: str
    statements: tuple[Statement, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that mentions denote. `key` is a curated slug, or is made from kind and folded full name.

    `names` maps a language to the names seen or known, preferred name first. `qid` is the item that it is held to be;
    `links` tells why, and what else was considered: a link to another item than `qid` is at best a close one.
    """

    key: str
    kind: Kind
    label: str
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    qid: str | None = None
    links: tuple[Link, ...] = ()
    coordinates: tuple[float, float] | None = None
    country: str | None = None
    copied: Copied | None = None
