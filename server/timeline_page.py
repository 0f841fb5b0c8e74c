"""/timeline: when things are said to have happened and when that was reported, as a drawing, a table and files."""

from __future__ import annotations

from collections.abc import Sequence

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.server import timeline_drawing as drawing
from claimgraph.server.told_choice import Asked, number, read_asked
from claimgraph.server.told_data import kept, offered
from claimgraph.timeline.entries import Entry, entries
from claimgraph.timeline.icalendar import calendar
from claimgraph.timeline.tables import listing, table

blueprint = flask.Blueprint("timeline", __name__)

OWN = ("kind", "basis", "page")
KINDS = ("", "event", "statement")
BASES = ("", "words", "any")
SHOWN = 40
"""Entries of one page."""
FILES = {
    "csv": ("text/csv; charset=utf-8", table),
    "json": ("application/json", listing),
    "ics": ("text/calendar; charset=utf-8", lambda found: calendar(found, "claimgraph timeline")),
}


def read_own() -> Asked:
    """Return what the address asks for; 400 for values that there are not."""
    asked = read_asked(*OWN)
    for name, known in (("kind", KINDS), ("basis", BASES)):
        if asked.get(name) not in known:
            raise BadRequest(f"{name}={asked.get(name)!r} is none of {', '.join(filter(None, known))}")
    return asked


def chosen_entries(asked: Asked) -> list[Entry]:
    """Return the entries that the address asks for; those that only their publication dates where it says `any`."""
    return [
        entry for entry in entries(asked.claims(kept()))
        if asked.choice.takes(entry.date)
        and asked.get("kind") in ("", entry.kind)
        and (entry.basis == "words" or asked.get("basis") == "any")
    ]  # fmt: skip


def shown(found: Sequence[Entry], asked: Asked) -> tuple[Sequence[Entry], int, int]:
    """Return the entries of the page that is asked for, its number and how many pages there are."""
    pages = max(1, -(-len(found) // SHOWN))
    page = min(pages, number(asked, "page", 1))
    return found[(page - 1) * SHOWN : page * SHOWN], page, pages


def drawn(found: Sequence[Entry]) -> dict[str, object]:
    """Return what the template of the drawing needs."""
    axis = drawing.axis_of(found)
    lines = drawing.lines(found, axis) if axis else []
    ticks = axis.ticks() if axis else []
    size = {"width": drawing.WIDTH, "left": drawing.LEFT, "right": drawing.RIGHT, "top": drawing.TOP}
    return {"lines": lines, "ticks": ticks, "height": drawing.TOP + drawing.ROW * (len(lines) + 1), **size}


@blueprint.get("/timeline")
def page() -> str:
    """Show the timeline."""
    asked = read_own()
    found = chosen_entries(asked)
    part, nth, pages = shown(found, asked)
    return flask.render_template(
        "timeline.html",
        asked=asked,
        offered=offered(kept().told),
        entries=part,
        found=len(found),
        page=nth,
        pages=pages,
        bars=drawing.bars(found, 20, drawing.WIDTH - 20),
        full=drawing.FULL,
        reports=drawing.published,
        **drawn(part),
    )


@blueprint.get("/timeline.<suffix>")
def download(suffix: str) -> flask.Response:
    """Answer with the entries that the address asks for as a file; the picture has those of one page."""
    asked = read_own()
    if suffix == "svg":
        part, _, _ = shown(chosen_entries(asked), asked)
        return flask.Response(flask.render_template("timeline.svg", **drawn(part)), content_type="image/svg+xml")
    if suffix not in FILES:
        raise NotFound(f"the timeline comes as {', '.join((*FILES, 'svg'))}")
    media, write = FILES[suffix]
    return flask.Response(write(chosen_entries(asked)), content_type=media)
