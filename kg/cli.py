"""The command line: build, annotate and ontology check here, all others from the modules that they belong to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from claimgraph.backup_commands import backup, restore
from claimgraph.console import (
    DECISIONS,
    EXIT_CODES,
    FAILED,
    STORE,
    Commands,
    Inputs,
    extractor_options,
    index_options,
    input_options,
)
from claimgraph.errors import ClaimGraphError
from claimgraph.evaluate.command import evaluate, gold
from claimgraph.loaders import Options
from claimgraph.network.command import network
from claimgraph.pack.command import pack
from claimgraph.places.command import places
from claimgraph.review.command import review
from claimgraph.store_commands import explain, export, info, push, queries, query, serve
from claimgraph.timeline.command import timeline
from claimgraph.token_commands import token
from claimgraph.training.command import train
from claimgraph.wikidata.command import index

if TYPE_CHECKING:
    from claimgraph.annotate import Model
    from claimgraph.extractors.guests import Guest
    from claimgraph.model import Document
    from claimgraph.pipeline import BuildReport
    from claimgraph.settings import Settings
    from claimgraph.wikidata.index import Index

T = TypeVar("T")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(package_name="claimgraph", prog_name="claimgraph")
def main() -> None:
    """Build, ask and serve a graph of who claims what, each claim tied to its exact words.

    \b
    Example:
      claimgraph build texts/ --store my-store
      claimgraph serve --store my-store
    """


for _command in (
    backup, evaluate, explain, export, gold, index, info, network, pack, places, push, queries, query, restore, review,
    serve, timeline, token, train,
):  # fmt: skip
    main.add_command(_command)


@main.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@STORE
@input_options
@extractor_options
@DECISIONS
@index_options
@click.option("--loader", metavar="NAME", help="Read all inputs with this loader (text, jsonl or a plug-in's).")
@click.option("--base", metavar="IRI", help="Base of the identifiers that are minted; ends with a slash.")
@click.option("--prune", is_flag=True, help="Remove documents that are not among the inputs.")
@click.option("--anew", is_flag=True, help="Delete all that the graph holds first, also what a server has written.")
@click.option(
    "--inference", is_flag=True, help="Also write what follows by RDFS and OWL RL, for queries that ask for it."
)
def build(paths: tuple[str, ...], store: Path, decisions: Path | None, loader: str | None, **chosen: object) -> None:
    """Bring a store up to date with texts and publish it: files, folders, globs, - for standard input.

    Folders are searched for .txt, .jsonl and .ndjson files; other files are read as plain text. Documents
    that the store holds unchanged are not read again. Decisions of people (claimgraph review) are replayed: they win
    over the machine, and those that no longer apply are told. Without PATH nothing is added: texts that the store
    holds are merged and linked anew, with what people have decided meanwhile.

    \b
    Example:
      claimgraph build texts/ more.jsonl --store my-store
      claimgraph build texts/ --store my-store --index wikidata.index
    """
    from claimgraph.building import reading
    from claimgraph.link.decisions import stored
    from claimgraph.pipeline import build as bring_up_to_date
    from claimgraph.review.display import escaped
    from claimgraph.settings import Settings

    file, log = stored(store, decisions)
    inputs = Inputs(paths, _options(chosen), loader, without=file)
    settings = Settings(
        prune=bool(chosen["prune"]), anew=bool(chosen["anew"]), inference=bool(chosen["inference"])
    )  # fmt: skip
    if chosen["base"]:
        settings = replace(settings, base=str(chosen["base"]))
    documents = _some(inputs.documents()) if paths else _none(store, settings)
    read = reading(_guests(chosen), _model(chosen), log, _catalog(chosen))
    report = bring_up_to_date(documents, store, settings, read, inputs.progress)
    for _, reason in report.skipped:
        inputs.skip(reason)
    inputs.progress.clear()
    for told in report.left:
        click.echo(f"decision not applied: {escaped(told)}", err=True)
    click.echo(_summary(report))
    sys.exit(inputs.exit_code())


def _options(chosen: dict[str, object]) -> Options:
    encoding, limit = chosen["encoding"], chosen["max_bytes"]
    assert isinstance(limit, int)
    return Options(encoding if isinstance(encoding, str) else None, limit)


def _guests(chosen: dict[str, Any]) -> tuple[Guest, ...]:
    from claimgraph.extractors.guests import invited

    return invited(chosen["extractors"], chosen["options"])


def _catalog(chosen: dict[str, object]) -> Index | None:
    return cast("Index | None", chosen["catalog"])


def _model(chosen: dict[str, object]) -> Model:
    return cast("Model", chosen["model"])


def _some(documents: Iterator[T]) -> Iterable[T]:
    """Return the documents; raise ClaimGraphError when there is none, before anything is written."""
    for first in documents:
        return chain([first], documents)
    raise ClaimGraphError("no document could be read, so nothing was done")


def _none(store: Path, settings: Settings) -> Iterable[Document]:
    """Return no documents; raise UsageError where a build needs some."""
    from claimgraph.store import current_name

    if settings.prune or settings.anew or current_name(store) is None:
        raise click.UsageError("Missing argument 'PATH...': without it nothing can be pruned, begun or built anew.")
    return ()


def _summary(report: BuildReport) -> str:
    counts = ("added", "replaced", "unchanged", "pruned")
    changes = ", ".join(f"{getattr(report, name)} {name}" for name in counts if getattr(report, name))
    documents = f"{report.documents} document{'s' * (report.documents != 1)}"
    return f"release {report.release}: {documents} ({changes}), {report.quads} statements"


@main.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--jsonl", "lines", metavar="IN.jsonl", help='Read JSON lines {"id", "text", "lang"?}; - for standard input.'
)
@input_options
@extractor_options
@index_options
def annotate(files: tuple[str, ...], lines: str | None, **chosen: object) -> None:
    """Write what texts say as JSON lines, one object per document, without a store.

    \b
    Example:
      claimgraph annotate article.txt
      claimgraph annotate --jsonl texts.jsonl > annotations.jsonl
    """
    if bool(files) == bool(lines):
        raise click.UsageError("give either FILE... or --jsonl IN.jsonl")
    import msgspec

    from claimgraph.annotate import annotate as read
    from claimgraph.annotate import annotate_all
    from claimgraph.contract import contract

    paths, loader = ((lines,), "jsonl") if lines else (files, None)
    inputs = Inputs(paths, _options(chosen), loader)
    output = sys.stdout.buffer
    reading = partial(read, guests=_guests(chosen), model=_model(chosen))
    documents = _some(inputs.documents())
    annotations = annotate_all(documents, lambda _: inputs.progress("read", inputs.loaded), reading, _catalog(chosen))
    for annotation in annotations:
        inputs.progress.clear()
        output.write(msgspec.json.encode(contract(annotation)) + b"\n")
    output.flush()
    sys.exit(inputs.exit_code())


@main.group(epilog=EXIT_CODES)
def ontology() -> None:
    """Work on the vocabulary.

    \b
    Example:
      claimgraph ontology check
    """


@ontology.command(epilog=EXIT_CODES)
def check() -> None:
    """Load the vocabulary, classify it with HermiT where Java is present, and report faults.

    \b
    Example:
      claimgraph ontology check
    """
    from claimgraph.ontology.check import check as check_vocabulary

    report = check_vocabulary()
    click.echo(f"{report.terms} terms: {report.classes} classes, {report.properties} properties")
    if report.reason:
        click.echo(report.reason, err=True)
    if report.consistent is not None:
        state = "consistent" if report.consistent else "INCONSISTENT"
        click.echo(f"{report.reasoner}: {state}, {len(report.unsatisfiable)} unsatisfiable classes")
    for iri in report.unsatisfiable:
        click.echo(f"unsatisfiable: {iri}")
    sys.exit(0 if report.passed else FAILED)
