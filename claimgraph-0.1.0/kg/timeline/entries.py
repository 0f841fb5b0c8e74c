"""Entries of a timeline: what is said to have happened on a day, and what was said on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from claimgraph.timeline.reading import Said

Basis = Literal["words", "publication"]
Kind = Literal["event", "statement"]


class Entry(msgspec.Struct, frozen=True):
    """Claims of one date; several where they are of one cluster.

    `basis` says whether the words name the date or only the day of publication is known. An `event` has a type of
    happening, a `statement` has none.
    """

    date: str
    basis: Basis
    kind: Kind
    claims: tuple[Said, ...]
    cluster: str = ""

    @property
    def precision(self) -> str:
        """How far the date is known: year, month or day."""
        return {4: "year", 7: "month"}.get(len(self.date), "day")

    @property
    def first(self) -> Said:
        """The claim published first, by IRI among those of one day."""
        return min(self.claims, key=lambda said: (said.published or "~", said.claim))

    def facts(self) -> dict[str, Any]:
        """Return what an export tells of the entry."""
        told = {"date": self.date, "precision": self.precision, "basis": self.basis, "kind": self.kind}
        event = {"event": self.first.event, "eventName": self.first.event_name} if self.kind == "event" else {}
        cluster = {"cluster": self.cluster} if self.cluster else {}
        return told | event | cluster | {"claims": [said.facts() for said in self.claims]}


def entries(claims: Iterable[Said]) -> list[Entry]:
    """Return the entries of claims by date, those that words date first; claims of unknown date have none.

    A year alone dates nothing: a claim that names one is dated by its publication.
    """
    found: dict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
    for said in claims:
        named = [date for date in said.dates if len(date) > 4]
        basis = "words" if named else "publication"
        kind = "event" if said.event else "statement"
        for date in named or [said.published] * bool(said.published):
            for whole in said.clusters or (said.claim,):
                found[date, kind, basis, whole].append(said)
    made = (_entry(*key, claims) for key, claims in found.items())
    return sorted(made, key=lambda entry: (entry.date, entry.basis != "words", entry.first.claim, entry.cluster))


def _entry(date: str, kind: Any, basis: Any, whole: str, claims: list[Said]) -> Entry:
    cluster = whole if whole in claims[0].clusters else ""
    return Entry(date, basis, kind, tuple(sorted(claims, key=lambda said: said.claim)), cluster)
