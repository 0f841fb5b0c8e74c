"""What linking asks of an index of Wikidata's items; whatever has these answers may be linked to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class Held(Protocol):
    """An office that someone held, or a body that they belong to; dates are partial ISO dates."""

    @property
    def qid(self) -> str:
        """The office or body."""

    @property
    def start(self) -> str | None:
        """Since when."""

    @property
    def end(self) -> str | None:
        """Until when."""


class Item(Protocol):
    """An item of Wikidata, as far as linking uses it."""

    @property
    def qid(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """What it is: a kind of entities, or `OFF` for an office, which no entity is."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Its names by language, label first."""

    @property
    def prior(self) -> int:
        """The number of its sitelinks."""

    @property
    def classes(self) -> Sequence[str]:
        """The items that it is an instance of."""

    @property
    def country(self) -> str | None:
        """Of which it is a citizen, or where it lies."""

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude."""

    @property
    def start(self) -> str | None:
        """When it was born or began."""

    @property
    def end(self) -> str | None:
        """When it died or ended."""

    @property
    def offices(self) -> Sequence[Held]:
        """The offices that it held."""

    @property
    def memberships(self) -> Sequence[Held]:
        """The bodies that it belongs to."""


class Catalog(Protocol):
    """An index of items."""

    @property
    def version(self) -> str:
        """What every link that was made with it records."""

    def item(self, qid: str) -> Item | None:
        """Return an item, None where it isn't there."""

    def named(self, key: str) -> Sequence[Item]:
        """Return the items with a name of this key: how it sounds, or `=` and its plain letters."""

    def unanswered(self, name: str, lang: str) -> str | None:
        """Return why the source gave no answer when it was asked for a name, None where it did or wasn't asked."""
