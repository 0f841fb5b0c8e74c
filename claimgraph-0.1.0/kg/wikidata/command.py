"""The commands `claimgraph index ...`: make, describe and search an index of Wikidata's items."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from claimgraph.console import EXIT_CODES, FAILED, SKIPPED, Commands, Progress, end_at_once
from claimgraph.wikidata import LANGUAGES
from claimgraph.wikidata.fetch import fetch
from claimgraph.wikidata.lookup import lookup

if TYPE_CHECKING:
    from claimgraph.wikidata.build import Plan, Report
    from claimgraph.wikidata.index import Hit

FILE = click.Path(path_type=Path, dir_okay=False)
INDEX = click.option("--index", "path", type=FILE, required=True, help="File of the index.")
_CODE = re.compile(r"[a-z]{2,12}(-[a-z0-9]{1,12})*")
_MOST_JOBS = 4
"""Unless asked for; one process unpacks the dump for all, and can't do so for more."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _languages(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code.strip() for code in value.split(",")))
    wrong = next((code for code in codes if not _CODE.fullmatch(code)), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is no code of a language; try en,uk,nb")
    return codes


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date such as 2026-01-31")
    return value


@click.group(cls=Commands, epilog=EXIT_CODES)
def index() -> None:
    """Make and search an index of Wikidata's items: people, organizations, places and events with their names.

    \b
    Example:
      claimgraph index build --dump wikidata-20260101-all.json.gz --index wikidata.index --jobs 4
      claimgraph index search --index wikidata.index Tokajew --lang pl
    """


index.add_command(fetch)
index.add_command(lookup)


@index.command(epilog=EXIT_CODES)
@click.option(
    "--dump", type=FILE, required=True, help="JSON dump, plain or packed with gzip, bzip2 or Zstandard; - for stdin."
)
@INDEX
@click.option(
    "--languages",
    callback=_languages,
    default=",".join(LANGUAGES),
    show_default=True,
    metavar="CODES",
    help="Languages of names; names for all languages always count.",
)
@click.option("--classes", type=FILE, help="Classes of each kind, a TOML file in the form of kinds.toml.")
@click.option("--subclasses", is_flag=True, help="Count their subclasses too; reads the dump twice.")
@click.option(
    "--sitelinks", type=click.IntRange(0), default=1, show_default=True, help="Leave out items that have fewer."
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=min(_MOST_JOBS, os.cpu_count() or 1),
    show_default="processors, at most 4",
    help="Processes that read lines.",
)
@click.option("--date", callback=_date, help="Date of the dump (that in its name, else of its last change).")
@click.option("--partial", is_flag=True, help="Make an index of a dump that breaks off, too.")
@click.option("--restart", is_flag=True, help="Forget what an interrupted build has done.")
def build(dump: Path, path: Path, restart: bool, **chosen: Any) -> None:
    """Build an index from Wikidata's public dump, or go on with a build that was interrupted.

    The old index stays until the new one is finished. Lines that are broken are skipped, counted and shown.

    \b
    Example:
      claimgraph index build --dump wikidata-20260101-all.json.gz --index wikidata.index --jobs 4
    """
    from claimgraph.wikidata.build import Plan
    from claimgraph.wikidata.build import build as build_index
    from claimgraph.wikidata.kinds import read, shipped
    from claimgraph.wikidata.writing import discard

    classes = chosen.pop("classes")
    plan = Plan(dump, path, read(classes) if classes else shipped(), **chosen)
    if restart:
        discard(plan.work)
    progress = Told()
    report = build_index(plan, progress)
    progress.clear()
    _summarize(plan, report)
    sys.exit(SKIPPED if report.counts["corrupt"] or report.fault else 0)


class Told:
    """How far a build is: a bar on a terminal, else a line from time to time."""

    _PAUSE = 60.0
    """Seconds between two lines."""

    def __init__(self) -> None:
        self._bar = Progress()
        self._last = monotonic()
        self._step = ""

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Show how far a step is."""
        self._bar(step, done >> 20, total and total >> 20)
        if not sys.stderr.isatty() and (step != self._step or monotonic() - self._last >= self._PAUSE):
            self._step, self._last = step, monotonic()
            click.echo(f"{step}: {done >> 20} of {total >> 20} MB" if total else step, err=True)

    def clear(self) -> None:
        """Take the bar away."""
        self._bar.clear()


def _summarize(plan: Plan, report: Report) -> None:
    counts = report.counts
    dropped = counts["lines"] - counts["items"] - counts["redirects"] - counts["corrupt"]
    for example in report.examples:
        click.echo(f"skipped: {example}", err=True)
    if report.fault:
        click.echo(f"broken off: {report.fault}", err=True)
    again = "went on with an interrupted build; " if report.resumed else ""
    click.echo(
        f"{plan.target}: {again}{counts['items']} items of {counts['lines']} lines "
        f"({dropped} not wanted, {counts['redirects']} redirects, {counts['corrupt']} corrupt)"
    )


@index.command(epilog=EXIT_CODES)
@INDEX
@click.option("--check", is_flag=True, help="Also read the whole file and compare its checksum.")
def info(path: Path, check: bool) -> None:
    """Show what an index is made of: source, date, languages, counts, checksum.

    \b
    Example:
      claimgraph index info --index wikidata.index --check
    """
    from claimgraph.wikidata.index import UNANSWERED, open_index

    opened = open_index(path)
    unanswered = sum(map(len, opened.failures.values()))
    for key, value in opened.info().items():
        click.echo(f"{key}: {f'{unanswered} names' if key == UNANSWERED else value}")
    if opened.is_stale:
        click.echo("made with other rules of spelling, so some names are not found; see: index renew", err=True)
    faults = opened.faults() if check else []
    for fault in faults:
        click.echo(f"broken: {fault}", err=True)
    if check and not faults:
        click.echo("check: whole")
    sys.exit(FAILED if faults else 0)


@index.command(epilog=EXIT_CODES)
@INDEX
def renew(path: Path) -> None:
    """Bring an index up to date with the rules of spelling, which may change from version to version.

    \b
    Example:
      claimgraph index renew --index wikidata.index
    """
    from claimgraph.wikidata.writing import renew as write_anew

    write_anew(path)


@index.command(epilog=EXIT_CODES)
@click.argument("name")
@INDEX
@click.option("--lang", help="Language of the name; it also says which case forms count (all languages).")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def search(name: str, path: Path, form: str, **chosen: Any) -> None:
    """Find items by name, however it is spelled or inflected, or by QID; the most like, then the best known first.

    \b
    Example:
      claimgraph index search --index wikidata.index Tokajew --lang pl
    """
    from claimgraph.wikidata.index import Hit, open_index

    end_at_once()
    opened = open_index(path)
    known = opened.item(name)
    hits = (Hit(known, 100.0, name),) if known else opened.search(name, **chosen)
    for hit in hits:
        click.echo(_as_json(hit) if form == "json" else _line(hit))
    sys.exit(0 if hits else FAILED)


def _as_json(hit: Hit) -> str:
    import msgspec

    return msgspec.json.encode({"score": round(hit.score, 1), **msgspec.to_builtins(hit.item)}).decode()


def _line(hit: Hit) -> str:
    one = hit.item
    label = next(names[0] for names in one.names.values())
    dates = f"{one.start or ''}..{one.end or ''}" if one.start or one.end else ""
    return "\t".join((one.qid, f"{hit.score:.0f}", one.kind, label, one.country or "", dates, f"{one.prior} sitelinks"))
