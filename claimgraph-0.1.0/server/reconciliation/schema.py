"""Types and properties of the service; their ids continue the namespace of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claimgraph.model import Kind

NAME_IN = "name-"
"""What the id of a property begins with whose values are names in one language."""
ACTORS = ("Person", "Organization", "Group")


@dataclass(frozen=True, slots=True)
class Type:
    """A class of entities; `broader` is that above it."""

    id: str
    name: str
    description: str
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """What can be told of an entity; `of` are the types that have it (empty: all), `range` that of its values."""

    id: str
    name: str
    description: str
    of: Sequence[str] = ()
    range: str = ""

    def brief(self) -> dict[str, str]:
        """Return what lists of properties say."""
        return {"id": self.id, "name": self.name, "description": self.description}


TYPES = {
    one.id: one
    for one in (
        Type("Person", "person", "A single human being.", "Actor"),
        Type("Organization", "organization", "A body with a name of its own: company, party, ministry.", "Actor"),
        Type("Group", "group", "Actors spoken of together without being one body.", "Actor"),
        Type("Place", "place", "A place that can be named, countries included."),
        Type("Event", "event", "Something that is said to have happened."),
        Type("Actor", "actor", "Whoever can speak or act: a person, an organization, a group or a state."),
    )
}
OFFERED = ("Person", "Organization", "Place", "Event")
CLASS_OF: dict[Kind, str] = {
    "PER": "Person", "ORG": "Organization", "GRP": "Group", "LOC": "Place", "EVT": "Event",
}  # fmt: skip

COMMON = (
    Property("type", "type", "Person, organization, place or event."),
    Property("country", "country", "The country where it lies or sits; of a person, the citizenship.", range="Place"),
    Property("coordinates", "coordinates", "Latitude and longitude in degrees, with a comma between.", ("Place",)),
    Property("latitude", "latitude", "Degrees north of the equator.", ("Place",)),
    Property("longitude", "longitude", "Degrees east of Greenwich.", ("Place",)),
)
OF_GRAPH = (
    Property("wikidata", "Wikidata item", "The item that it is linked to."),
    *COMMON,
    Property("mentions", "mentions", "How often texts name it."),
    Property("documents", "documents", "In how many documents it is named."),
    Property("claims-said", "claims said", "How many claims are attributed to it.", (*ACTORS, "Place")),
    Property("claims-about", "claims about", "How many claims name it within their words."),
)
OF_WIKIDATA = (
    *COMMON,
    Property("class", "class", "What it is an instance of (P31)."),
    Property("start", "start", "Date of birth, of foundation or of the beginning, as far as it is known."),
    Property("end", "end", "Date of death, of dissolution or of the end, as far as it is known."),
    Property("office", "office", "Offices held (P39).", ("Person",)),
    Property("membership", "membership", "Bodies and parties that it belongs to (P463, P102)."),
    Property("website", "website", "The official website (P856)."),
    Property("sitelinks", "sitelinks", "How many pages of Wikimedia projects are about it."),
)


def with_names(fixed: Iterable[Property], languages: Iterable[str]) -> tuple[Property, ...]:
    """Return properties together with those of names in some languages."""
    named = (
        Property(f"{NAME_IN}{lang}", f"name ({lang})", f"Names in the language {lang}, the preferred one first.")
        for lang in languages
    )
    return (*fixed, *named)


def belongs(types: Iterable[str], wanted: str) -> bool:
    """Tell whether something of some types is of a type, or of one below it.

    >>> belongs(["Person"], "Actor"), belongs(["Place"], "Person")
    (True, False)
    """
    return any(wanted in (one, TYPES[one].broader) for one in types if one in TYPES)


def describe_type(name: str) -> dict[str, Any]:
    """Return a type as lists of types show it."""
    one = TYPES[name]
    shown: dict[str, Any] = {"id": one.id, "name": one.name, "description": one.description}
    return {**shown, "broader": [describe_type(one.broader)]} if one.broader else shown


def brief_types(types: Iterable[str]) -> list[dict[str, str]]:
    """Return types as candidates show them."""
    return [{"id": name, "name": TYPES[name].name} for name in types]
