"""The commands: build, annotate, query, queries, serve, export, info, ontology check."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import click

from claimgraph.console import (
    EXIT_CODES,
    FAILED,
    FORMATS,
    GRAPHS,
    Commands,
    Inputs,
    end_at_once,
    extractor_options,
    input_options,
)
from claimgraph.errors import ClaimGraphError
from claimgraph.evaluate.command import evaluate, gold
from claimgraph.loaders import Options
from claimgraph.training.command import train

if TYPE_CHECKING:
    from claimgraph.annotate import Model
    from claimgraph.extractors.guests import Guest
    from claimgraph.pipeline import BuildReport

T = TypeVar("T")

STORE = click.option(
    "--store", "store", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of the graph."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(package_name="claimgraph", prog_name="claimgraph")
def main() -> None:
    """Build, ask and serve a graph of who claims what, each claim tied to its exact words.

    \b
    Example:
      claimgraph build texts/ --store my-store
      claimgraph serve --store my-store
    """


main.add_command(evaluate)
main.add_command(gold)
main.add_command(train)


@main.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@STORE
@input_options
@extractor_options
@click.option("--loader", metavar="NAME", help="Read all inputs with this loader (text, jsonl or a plug-in's).")
@click.option("--base", metavar="IRI", help="Base of the identifiers that are minted; ends with a slash.")
@click.option("--prune", is_flag=True, help="Remove documents that are not among the inputs.")
def build(paths: tuple[str, ...], store: Path, loader: str | None, **chosen: object) -> None:
    """Bring a store up to date with texts and publish it: files, folders, globs, - for standard input.

    Folders are searched for .txt, .jsonl and .ndjson files; other files are read as plain text. Documents
    that the store holds unchanged are not read again.

    \b
    Example:
      claimgraph build texts/ more.jsonl --store my-store
    """
    from claimgraph.building import reading
    from claimgraph.pipeline import build as bring_up_to_date
    from claimgraph.settings import Settings

    inputs = Inputs(paths, _options(chosen), loader)
    settings = Settings(prune=bool(chosen["prune"]))
    if chosen["base"]:
        settings = replace(settings, base=str(chosen["base"]))
    documents = _some(inputs.documents())
    report = bring_up_to_date(documents, store, settings, reading(_guests(chosen), _model(chosen)), inputs.progress)
    for _, reason in report.skipped:
        inputs.skip(reason)
    inputs.progress.clear()
    click.echo(_summary(report))
    sys.exit(inputs.exit_code())


def _options(chosen: dict[str, object]) -> Options:
    encoding, limit = chosen["encoding"], chosen["max_bytes"]
    assert isinstance(limit, int)
    return Options(encoding if isinstance(encoding, str) else None, limit)


def _guests(chosen: dict[str, Any]) -> tuple[Guest, ...]:
    from claimgraph.extractors.guests import invited

    return invited(chosen["extractors"], chosen["options"])


def _model(chosen: dict[str, object]) -> Model:
    return cast("Model", chosen["model"])


def _some(documents: Iterator[T]) -> Iterable[T]:
    """Return the documents; raise ClaimGraphError when there is none, before anything is written."""
    for first in documents:
        return chain([first], documents)
    raise ClaimGraphError("no document could be read, so nothing was done")


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
    for annotation in annotate_all(documents, lambda _: inputs.progress("read", inputs.loaded), reading):
        inputs.progress.clear()
        output.write(msgspec.json.encode(contract(annotation)) + b"\n")
    output.flush()
    sys.exit(inputs.exit_code())


@main.command(epilog=EXIT_CODES)
@STORE
@click.argument("sparql", required=False)
@click.option("--file", type=click.File(encoding="utf-8"), help="Read the query from a file; - for standard input.")
@click.option("--name", metavar="NAME", help="Ask a canned query; see: claimgraph queries.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Value of a variable of the query.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def query(store: Path, form: str, params: tuple[str, ...], file: IO[str] | None, **asked: str | None) -> None:
    """Ask a SPARQL query, or a canned one, of the current release; all graphs are asked together.

    The prefixes of the vocabulary (cg:, oa:, prov:, ...) need no declaration. A parameter is bound as a value,
    never pasted into the query: <...> is an IRI, anything else are words or what the canned query declares.

    \b
    Example:
      claimgraph query --store my-store 'SELECT ?claim ?form { ?claim a cg:Claim ; cg:form ?form } LIMIT 9'
      claimgraph query --store my-store --name most-quoted --format csv
    """
    from claimgraph.answers import Look, room, write
    from claimgraph.questions import Written, canned, words_of
    from claimgraph.store import View

    name, sparql = asked["name"], asked["sparql"]
    if sum(given is not None for given in (file, name, sparql)) != 1:
        raise click.UsageError("give one of: a SPARQL query, --file FILE, --name NAME")
    values = _pairs(params)
    asked_for = canned(name, values) if name else Written(words_of(file) if file else str(sparql), values)
    end_at_once()
    output = sys.stdout.buffer
    view = View.current(store)
    look = Look(asked_for.hidden, str(view.release.manifest()["base"]), room(sys.stdout))
    write(asked_for.ask(view), form, output, look)
    output.flush()


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    wrong = next((param for param, (name, sign, _) in zip(params, pairs, strict=True) if not (name and sign)), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not NAME=VALUE", param_hint="--param")
    return {name.lstrip("?$"): value for name, _, value in pairs}


@main.command(epilog=EXIT_CODES)
def queries() -> None:
    """List the canned queries with their parameters.

    \b
    Example:
      claimgraph queries
    """
    from claimgraph.questions import listing

    for line in listing():
        click.echo(line)


@main.command(epilog=EXIT_CODES)
@STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="SPARQL queries that run at once (2).")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds that a query may take (30).")
def serve(store: Path, host: str, port: int, workers: int | None, timeout: float | None) -> None:
    """Serve the current release: pages, SPARQL endpoint, canned queries, actor network. Ctrl-C stops it.

    A release that is published meanwhile is taken up without a stop.

    \b
    Example:
      claimgraph serve --store my-store --port 8000
    """
    from claimgraph.server.options import ServerOptions
    from claimgraph.server.serve import serve as serve_pages

    options = ServerOptions()
    options = replace(options, workers=workers or options.workers, timeout=timeout or options.timeout)
    _check_free(host, port)
    serve_pages(store, host, port, options)


def _check_free(host: str, port: int) -> None:
    """Raise ClaimGraphError where the address can't be listened on, before the server's processes start."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ClaimGraphError(f"can't listen on {host}:{port} ({error.strerror}); choose another --port") from error


@main.command(epilog=EXIT_CODES)
@STORE
@click.option("--format", "form", type=click.Choice(tuple(GRAPHS)), default="nquads", show_default=True)
@click.option("--output", type=click.File("wb", atomic=True), default="-", help="File to write (standard output).")
def export(store: Path, form: str, output: IO[bytes]) -> None:
    """Write the current release. N-Quads are in canonical order: the same content gives the same bytes.

    Turtle, N-Triples and RDF/XML hold no graph names: they are all graphs merged into one.

    \b
    Example:
      claimgraph export --store my-store --format nquads > graph.nq
    """
    from claimgraph.answers import dump
    from claimgraph.store import View

    view = View.current(store)
    end_at_once()
    dump(view, form, output)
    output.flush()


@main.command(epilog=EXIT_CODES)
@STORE
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def info(store: Path, as_json: bool) -> None:
    """Tell what the current release holds, and which version of which rules made it.

    \b
    Example:
      claimgraph info --store my-store
    """
    from claimgraph.answers import census
    from claimgraph.store import View

    view = View.current(store)
    end_at_once()
    facts = {"store": str(store), "release": view.release.name, **view.release.manifest(), **census(view)}
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    width = max(map(len, facts))
    for name, value in facts.items():
        click.echo(f"{name:<{width}}  {value}")


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
