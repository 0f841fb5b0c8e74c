"""Claims as lists show them: one card each."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.server.backend import Table


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in a list; what is not known is empty."""

    claim: str
    words: str
    document: str
    title: str
    source: str
    published: str
    lang: str
    speaker: str
    speaker_label: str


def cards(table: Table) -> list[Card]:
    """Return the claims of a table in its order, each once."""
    found: dict[str, Card] = {}
    for row in table.texts():
        found.setdefault(row["claim"], card(row))
    return list(found.values())


def card(row: dict[str, str]) -> Card:
    """Return the card of a row."""
    return Card(
        claim=row["claim"],
        words=row["words"],
        document=row["document"],
        title=row.get("headline") or row.get("name") or "document",
        source=row.get("source", ""),
        published=row.get("published", ""),
        lang=row.get("lang", ""),
        speaker=row.get("speaker", ""),
        speaker_label=row.get("speakerLabel", ""),
    )
