"""claimgraph timeline: dated happenings and statements of a release as a calendar or a table."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claimgraph.console import EXIT_CODES, STORE, end_at_once
from claimgraph.errors import ClaimGraphError

FORMATS = ("ics", "csv", "json")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
F = TypeVar("F", bound=Callable[..., object])


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    if value and not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date; write 2022, 2022-01 or 2022-01-10")
    return value or ""


def _event(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from claimgraph.ontology.terms import EVENT_TYPE

    wrong = next((value for value in values if value.casefold() not in {code.casefold() for code in EVENT_TYPE}), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is none of {', '.join(sorted(EVENT_TYPE))}")
    return values


def choosing_options(command: F) -> F:
    """Add the options that say which claims are taken, and how and where they are written."""
    options: tuple[Any, ...] = (
        click.option("--from", "first", callback=_date, metavar="DATE", help="On or after: 2022, 2022-01 or a day."),
        click.option("--to", "last", callback=_date, metavar="DATE", help="On or before."),
        click.option("--event", "events", multiple=True, callback=_event, metavar="EVENT",
                     help="What claims are about: Kill, Detain, ...; may be repeated."),
        click.option("--about", default="", metavar="ENTITY", help="Who speaks or is named, by name or IRI."),
        click.option("--lang", "languages", multiple=True, metavar="CODE",
                     help="Language of the words; may be repeated."),
        click.option("--source", "sources", multiple=True, metavar="NAME",
                     help="Publisher, by name or IRI; may be repeated."),
        click.option("--labels", "labels", multiple=True, metavar="CODE",
                     help="Language of names; repeat for second choices."),
        click.option("--output", type=click.Path(path_type=Path, dir_okay=False),
                     help="File to write (standard output)."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command(epilog=EXIT_CODES)
@STORE
@choosing_options
@click.option("--kind", type=click.Choice(["event", "statement"]), help="Only happenings, or only other statements.")
@click.option("--dated", is_flag=True, help="Only what words date, not what only its publication does.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format, where the file's name doesn't tell it.")
def timeline(store: Path, form: str | None, output: Path | None, **chosen: Any) -> None:
    """Write what is said to have happened when, and what was said when, each entry with its claims and their words.

    A date is the one that the words name; else that of publication, which is told. Claims of one cluster and date are
    one entry. The format follows the name of the file: .ics (calendars), .csv (a row for each claim), .json.

    \b
    Example:
      claimgraph timeline --store my-store --output events.ics --kind event --dated
      claimgraph timeline --store my-store --event Kill --event Injure --from 2022-01 --to 2022-01-10
      claimgraph timeline --store my-store --about Tokayev --labels uk --format json
    """
    from claimgraph.store import View
    from claimgraph.timeline.entries import entries
    from claimgraph.timeline.icalendar import calendar
    from claimgraph.timeline.reading import read
    from claimgraph.timeline.tables import listing, table

    form = form_of(form, output, FORMATS, "csv")
    choice = choice_of(chosen)
    claims = choice.of(read(View.current(store), chosen["labels"]))
    found = [entry for entry in entries(claims) if choice.takes(entry.date)
             and chosen["kind"] in (None, entry.kind) and (entry.basis == "words" or not chosen["dated"])]  # fmt: skip
    undated = sum(not (said.published or any(len(date) > 4 for date in said.dates)) for said in claims)
    writers = {"ics": lambda: calendar(found, "claimgraph timeline"), "csv": lambda: table(found),
               "json": lambda: listing(found)}  # fmt: skip
    deliver(writers[form](), output, f"{len(found)} entries")
    if undated:
        click.echo(f"{undated} claims without any date are left out", err=True)


def choice_of(chosen: dict[str, Any]) -> Any:
    """Return the choice that some options make."""
    from claimgraph.timeline.choosing import Choice

    names = ("first", "last", "languages", "sources", "events", "about")
    return Choice(**{name: chosen[name] for name in names})


def form_of(form: str | None, output: Path | None, known: tuple[str, ...], default: str) -> str:
    """Return the format asked for, or that of a file's name; wrong usage where neither tells one."""
    if form or output is None:
        return form or default
    suffix = output.suffix.removeprefix(".")
    if suffix not in known:
        raise click.UsageError(f"{output.name} tells no format; end it in one of {', '.join(known)}, or give --format")
    return suffix


def deliver(content: bytes, output: Path | None, told: str) -> None:
    """Write a file and tell what is in it, or write to standard output."""
    if output is None:
        end_at_once()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise ClaimGraphError(f"{output} can't be written ({error.strerror})") from error
    click.echo(f"{output}: {told}")
