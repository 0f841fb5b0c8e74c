"""Timelines as tables and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import msgspec

from claimgraph.timeline.entries import Entry
from claimgraph.timeline.reading import Said

SAID = ("words", "language", "speaker", "speaker_iri", "source", "source_iri", "published", "title", "document",
        "spans", "claim")  # fmt: skip
"""Columns that tell a claim."""
COLUMNS = ("date", "precision", "basis", "kind", "event", "cluster", *SAID)


def table(found: Iterable[Entry]) -> bytes:
    """Return a row for each claim of each entry, as CSV."""
    lines = [
        (entry.date, entry.precision, entry.basis, entry.kind, said.event, entry.cluster, *cells(said))
        for entry in found for said in entry.claims
    ]  # fmt: skip
    return written(COLUMNS, lines)


def written(columns: Iterable[str], lines: Iterable[Iterable[str]]) -> bytes:
    """Return CSV in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue().encode()


def cells(said: Said) -> tuple[str, ...]:
    """Return the cells of a claim; spans are `start-end`, apart by spaces."""
    spans = " ".join(f"{start}-{end}" for start, end in said.spans)
    return (said.words, said.lang, said.speaker_name, said.speaker, said.source, said.source_iri, said.published,
            said.title, said.document, spans, said.claim)  # fmt: skip


def listing(found: Iterable[Entry]) -> bytes:
    """Return the entries as JSON."""
    return msgspec.json.format(msgspec.json.encode([entry.facts() for entry in found]), indent=1) + b"\n"
