"""Claims as lists show them: one card each, its words joined from the rows of a page query."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimgraph.server.backend import Table


@dataclass(slots=True)
class Card:
    """A claim in a list."""

    claim: str
    document: str
    title: str
    source: str
    published: str
    lang: str
    speaker: str
    speaker_label: str
    spans: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words, with an ellipsis where spans are left apart."""
        return " … ".join(self.spans)


def cards(table: Table) -> list[Card]:
    """Return the claims of a table in its order."""
    found: dict[str, Card] = {}
    seen: set[tuple[str, str]] = set()
    for row in table.texts():
        claim = row["claim"]
        card = found.get(claim) or card_of(row)
        found[claim] = card
        if (claim, row["from"]) not in seen:
            seen.add((claim, row["from"]))
            card.spans.append(row["exact"])
    return list(found.values())


def card_of(row: dict[str, str]) -> Card:
    """Return the card of a row, without words."""
    return Card(
        claim=row["claim"],
        document=row["document"],
        title=row.get("headline") or row.get("name") or "document",
        source=row.get("source", ""),
        published=row.get("published", ""),
        lang=row.get("lang", ""),
        speaker=row.get("speaker", ""),
        speaker_label=row.get("speakerLabel", ""),
    )
