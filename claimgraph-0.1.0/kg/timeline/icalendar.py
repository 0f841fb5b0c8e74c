"""Timelines as iCalendar files (RFC 5545).

What is written needs four rules of the format (escaping, folding, line ends, dates), so no library writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from claimgraph.iri import digest
from claimgraph.timeline.entries import Entry

_FOLD = 75
"""Octets of a line without its end, section 3.1."""
_SUMMARY = 120
"""Code points of a summary; the description holds all words."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))


def calendar(found: Iterable[Entry], name: str) -> bytes:
    """Return a calendar of all-day events; the same entries give the same bytes."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//claimgraph//timeline//EN", "CALSCALE:GREGORIAN",
            _text("X-WR-CALNAME", name)]  # fmt: skip
    lines = [*head, *(line for entry in found for line in _event(entry)), "END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry) -> Iterator[str]:
    begin, end = days(entry.date)
    changed = max((said.published for said in entry.claims), default="") or entry.date
    yield "BEGIN:VEVENT"
    yield f"UID:{digest(entry.date, entry.basis, entry.cluster or entry.first.claim)}@claimgraph"
    # The time of the run would differ each time; what is told has last changed with the latest text.
    yield f"DTSTAMP:{days(changed)[0]:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{begin:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield _text("SUMMARY", _summary(entry))
    yield _text("DESCRIPTION", "\n\n".join(_told(entry)))
    yield _text("CATEGORIES", entry.first.event_name if entry.kind == "event" else "statement")
    yield f"URL:{entry.first.claim}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-CLAIMGRAPH-BASIS:{entry.basis}"
    for said in entry.claims:
        yield f"X-CLAIMGRAPH-CLAIM:{said.claim}"
    yield "END:VEVENT"


def days(known: str) -> tuple[date, date]:
    """Return the first day of a date as far as it is known, and the day after its last one.

    >>> days("2022-01")
    (datetime.date(2022, 1, 1), datetime.date(2022, 2, 1))
    """
    if len(known) == 4:
        return date(int(known), 1, 1), date(int(known) + 1, 1, 1)
    if len(known) == 7:
        begin = date.fromisoformat(f"{known}-01")
        return begin, (begin + timedelta(days=31)).replace(day=1)
    begin = date.fromisoformat(known)
    return begin, begin + timedelta(days=1)


def _summary(entry: Entry) -> str:
    said = entry.first
    who = f"{said.speaker_name}: " if said.speaker_name else ""
    what = f"{said.event_name} – " if entry.kind == "event" else ""
    words = " ".join(f"{what}{who}{said.words}".split())
    return words if len(words) <= _SUMMARY else words[: _SUMMARY - 1] + "…"


def _told(entry: Entry) -> Iterator[str]:
    if entry.basis == "publication":
        yield "Date of publication; the words name none."
    for said in entry.claims:
        where = ", ".join(part for part in (said.source, said.published) if part)
        spans = " ".join(f"{start}-{end}" for start, end in said.spans)
        speaker = said.speaker_name or "the text itself"
        yield f"“{said.words}”\n{speaker} ({where or said.title})\n{said.document} {spans}"


def _text(name: str, value: str) -> str:
    return f"{name}:{value.translate(_CONTROLS).translate(_ESCAPES)}"


def _folded(line: str) -> bytes:
    """Return a line cut into pieces of at most 75 octets, never inside a character."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > _FOLD:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
