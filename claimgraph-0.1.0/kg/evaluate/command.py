"""The commands `evaluate` and `gold`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimgraph.console import EXIT_CODES, FAILED, SKIPPED, Progress, extractor_options, index_options

if TYPE_CHECKING:
    from claimgraph.annotate import Model
    from claimgraph.evaluate.evaluation import Evaluation
    from claimgraph.evaluate.record import Text
    from claimgraph.evaluate.sources import Pair

PARTS = ("names", "claims", "quantities", "dates", "events", "clusters", "links")
IDENTITY = ("clusters", "links")
"""Parts that most gold does not mark."""


def _parts(context: click.Context, parameter: click.Parameter, value: str) -> list[str]:
    parts = [part.strip() for part in value.split(",")]
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}")
    return parts


@click.command(epilog=EXIT_CODES)
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option(
    "--predictions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Compare these JSON lines of claimgraph annotate instead of reading the texts.",
)
@click.option(
    "--against",
    metavar="GOLD",
    help="Compare this second annotation of the same texts instead, a file or folder: how well do both agree?",
)
@click.option(
    "--given",
    is_flag=True,
    help="Take the names of the gold as found and compare only whom they mean (clusters and links).",
)
@click.option(
    "--pairs",
    is_flag=True,
    help="GOLD are folders of judged pairs of claims: measure how their relations are found, the claims being given.",
)
@click.option(
    "--only", callback=_parts, default=",".join(PARTS), metavar="PARTS", help=f"Compare these, of {','.join(PARTS)}."
)
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="REPORT.html",
    help="Also write a report that shows every mistake in its text.",
)
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="Mistakes to show of each part.")
@index_options
@extractor_options
def evaluate(gold: tuple[str, ...], predictions: Path | None, only: list[str], form: str, **chosen: Any) -> None:
    """Measure what is found in texts against gold: F1 by language, type, form and measure, and the worst mistakes.

    GOLD are files of JSON lines (packed with gzip or not), texts with inline marks, or folders of them.

    \b
    Example:
      claimgraph evaluate gold/dev
      claimgraph evaluate gold/dev/en --only claims --worst 30 --html report.html
      claimgraph evaluate gold/dev --against gold/second --worst 0
      claimgraph evaluate linked.jsonl --given --index wikidata.index
      claimgraph evaluate gold/pairs/dev --pairs
    """
    from claimgraph.evaluate.evaluation import evaluate as compare
    from claimgraph.evaluate.held import with_held
    from claimgraph.evaluate.page import page
    from claimgraph.evaluate.sources import gold_texts, predicted, resolved_names

    if sum(map(bool, (predictions, chosen["against"], chosen["given"]))) > 1:
        raise click.UsageError("give one of --predictions FILE, --against GOLD and --given")
    if chosen["pairs"]:
        _judge(gold, form, chosen["worst"], chosen["model"])
        return
    texts = with_held(gold_texts(gold), chosen["catalog"])
    if chosen["against"]:
        pairs, only = _second(texts, chosen["against"], only)
    elif chosen["given"]:
        pairs = list(resolved_names(texts, chosen["catalog"]))
        only = [part for part in only if part in IDENTITY]
    else:
        pairs = predicted(texts, predictions) if predictions else _read(texts, chosen)
    evaluation = compare(pairs, only)
    _print(evaluation, form, chosen["worst"])
    if chosen["html"]:
        try:
            chosen["html"].write_text(page(evaluation), encoding="utf-8")
        except OSError as error:
            raise click.FileError(str(chosen["html"]), str(error.strerror)) from error


def _read(texts: Sequence[Text], chosen: dict[str, Any]) -> list[Pair]:
    from claimgraph.annotate import annotate
    from claimgraph.evaluate.sources import annotated
    from claimgraph.extractors.guests import invited

    progress, total = Progress(), len(texts)
    done = iter(range(1, total + 1))
    read = partial(annotate, guests=invited(chosen["extractors"], chosen["options"]), model=chosen["model"])
    pairs = list(annotated(texts, lambda _: progress("read", next(done), total), read, chosen["catalog"]))
    progress.clear()
    return pairs


def _judge(folders: Sequence[str], form: str, limit: int, model: Model) -> None:
    """Print how relations are found in judged pairs of claims."""
    from claimgraph.evaluate.judgement import as_object, judge, mistakes, read_events, table
    from claimgraph.evaluate.tables import as_text

    found, progress = read_events(folders), Progress()
    judgements = judge(found, model, lambda done: progress("read", done, len(found)))
    progress.clear()
    if form == "json":
        click.echo(json.dumps(as_object(judgements), ensure_ascii=False))
        return
    for line in (*as_text(table(judgements)), "", *mistakes(judgements, found, limit)):
        click.echo(line)


def _second(texts: Sequence[Text], path: str, only: list[str]) -> tuple[list[Pair], list[str]]:
    """Return the texts that are annotated twice and the parts to compare; what is left out is told."""
    from claimgraph.evaluate.second import annotated_again, marked_twice

    pairs = annotated_again(texts, path)
    parts = marked_twice(pairs, only)
    if len(pairs) < len(texts):
        click.echo(f"left out, having no second annotation: {len(texts) - len(pairs)} of {len(texts)} texts", err=True)
    unmarked = [part for part in only if part not in parts and part not in IDENTITY]
    if unmarked:
        click.echo(f"left out, not marked in both annotations: {', '.join(unmarked)}", err=True)
    return pairs, parts


def _print(evaluation: Evaluation, form: str, limit: int) -> None:
    from claimgraph.evaluate.mistakes import as_lines, as_objects
    from claimgraph.evaluate.tables import as_json, as_text, tables

    if form == "json":
        figures = {**as_json(evaluation), "worst": as_objects(evaluation, limit)}
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    for table in tables(evaluation):
        click.echo("\n".join((*as_text(table), "")))
    for line in as_lines(evaluation, limit):
        click.echo(line)


def _marked(path: Path) -> list[Path]:
    """Return a file, or the texts of a folder."""
    return sorted(path.rglob("*.txt")) if path.is_dir() else [path]


@click.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--counts", is_flag=True, help="Tell what the texts contain instead.")
def gold(files: tuple[str, ...], counts: bool) -> None:
    """Write texts with inline marks (FILE.txt in a folder named as their language) as JSON lines of gold.

    A folder stands for all texts in it. Every file that has a wrong mark is told, with its line.

    \b
    Example:
      claimgraph gold gold/dev/en > dev-en.jsonl
    """
    from claimgraph.errors import LoadError
    from claimgraph.evaluate.markup import Row, count, read

    rows, wrong = list[Row](), 0
    for path in (path for given in files for path in _marked(Path(given))):
        try:
            rows.append(read(path))
        except LoadError as error:
            click.echo(error, err=True)
            wrong += 1
    for line in count(rows) if counts else (json.dumps(row, ensure_ascii=False) for row in rows):
        click.echo(line)
    if wrong:
        click.get_current_context().exit(SKIPPED if rows else FAILED)
