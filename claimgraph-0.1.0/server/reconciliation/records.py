"""What the service knows of one entity, and what it asks of whatever holds entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from claimgraph.server.reconciliation.schema import NAME_IN, TYPES, Property


@dataclass(frozen=True, slots=True)
class Thing:
    """Another entity as a value; `name` is for people."""

    id: str
    name: str


Value = str | int | float | Thing


@dataclass(frozen=True, slots=True)
class Record:
    """An entity; `weight` is how often it is named, or how many sitelinks it has; `fact` returns values by property."""

    id: str
    name: str
    types: Sequence[str]
    names: Mapping[str, Sequence[str]]
    weight: int
    fact: Callable[[str], Sequence[Value]]
    note: str = ""

    def values(self, pid: str) -> Sequence[Value]:
        """Return the values of a property, none where it has none."""
        if pid.startswith(NAME_IN):
            return self.names.get(pid.removeprefix(NAME_IN), ())
        return self.fact(pid)

    @property
    def description(self) -> str:
        """What tells it from its namesakes."""
        known = (value for value in self.values("country") if isinstance(value, Thing))
        countries = [country.name for country in known if country.name != country.id]
        return ", ".join(filter(None, (*(TYPES[one].name for one in self.types), *countries[:1], self.note)))


Scored = tuple[Record, float]


class Source(Protocol):
    """Whatever holds entities: the graph, an index of Wikidata."""

    @property
    def space(self) -> str:
        """What every id of an entity continues to its IRI."""

    @property
    def weighs(self) -> str:
        """Name of the feature that `Record.weight` is."""

    @property
    def dominance(self) -> float:
        """How many times the weight of its namesakes lets an entity that is no person be the one that is meant."""

    @property
    def properties(self) -> Sequence[Property]:
        """What can be asked of its entities."""

    def record(self, key: str) -> Record | None:
        """Return the entity with an id."""

    def identified(self, text: str) -> Record | None:
        """Return the entity whose id, IRI or item of Wikidata a text is."""

    def alike(self, name: str) -> Sequence[Scored]:
        """Return entities that have a name like this, with how alike (0 to 100), each once."""

    def starting(self, text: str, most: int) -> Sequence[Record]:
        """Return entities with a name that begins like a text, those of the greatest weight first."""


def where(pid: str, place: tuple[float, float] | None) -> Sequence[Value]:
    """Return what a property tells of a place at a latitude and longitude."""
    if place is None:
        return ()
    latitude, longitude = place
    return {"latitude": (latitude,), "longitude": (longitude,)}.get(pid, (f"{latitude:g},{longitude:g}",))
