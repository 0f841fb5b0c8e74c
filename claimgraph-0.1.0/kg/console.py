"""What commands share: one-line errors, exit codes, a progress line, the inputs of a run with what was skipped."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimgraph.errors import ClaimGraphError, LoadError
from claimgraph.loaders import MAX_BYTES, Options
from claimgraph.loaders.decoding import is_text_encoding
from claimgraph.loaders.inputs import load_all
from claimgraph.model import Document

if TYPE_CHECKING:
    from claimgraph.wikidata.index import Index

FAILED, USAGE, SKIPPED, INTERRUPTED = 1, 2, 3, 130
EXIT_CODES = (
    "Exit codes: 0 done; 1 failed or nothing could be done; 2 wrong usage; "
    "3 done, but some inputs were skipped; 130 interrupted."
)
RESULTS = ("csv", "tsv", "json", "xml")
GRAPHS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml")
FORMATS = ("table", *RESULTS, *GRAPHS)


_NO_INDEX = "claimgraph.no-index"


def _without(context: click.Context, parameter: click.Parameter, is_set: bool) -> None:
    context.meta[_NO_INDEX] = is_set


def _opened(context: click.Context, parameter: click.Parameter, path: Path | None) -> Index | None:
    if context.meta[_NO_INDEX]:
        if path is not None:
            raise click.UsageError("give either --index or --no-index")
        return None
    if path is None:
        from claimgraph.wikidata.shipped import shipped_index

        return shipped_index()
    from claimgraph.wikidata.index import open_index

    index = open_index(path)
    if index.is_stale:
        click.echo(f"index {path} was made with other rules of spelling: some names are not found", err=True)
    return index


STORE = click.option(
    "--store", "store", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of the graph."
)
DECISIONS = click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False),
    help="File of the decisions of people (decisions.jsonl beside the store).",
)  # fmt: skip
_COLLECT_EVERY = 50_000
"""New containers between two collections of garbage: the tables of languages are large and stay to the end."""
_REDRAW = 0.1
"""Seconds between two states of the progress line."""

F = TypeVar("F", bound=Callable[..., object])


class Commands(click.Group):
    """A group whose commands fail with one line and no traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; errors of claimgraph end it with code 1, Ctrl-C with 130."""
        gc.set_threshold(_COLLECT_EVERY)
        try:
            result: object = super().invoke(ctx)
        except ClaimGraphError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        return result


class Progress:
    """One line on standard error that is drawn over again; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = False
        self._last = 0.0

    def __call__(self, step: str, done: int, total: int | None = None) -> None:
        """Show how far a step is."""
        now = monotonic()
        if self._shown and (now - self._last >= _REDRAW or done == total):
            self._last = now
            bar = f"{_bar(done, total)} {done}/{total}" if total else str(done)
            self._draw(f"{step} {bar}")

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._draw("")

    def _draw(self, line: str) -> None:
        self._drawn = bool(line)
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()


def _bar(done: int, total: int, width: int = 24) -> str:
    """Return a bar.

    >>> _bar(1, 2, 4)
    '[##--]'
    """
    full = width * min(done, total) // total
    return f"[{'#' * full}{'-' * (width - full)}]"


@dataclass(slots=True)
class Inputs:
    """The inputs that a command was given, and what became of them while they were read."""

    paths: tuple[str, ...]
    options: Options
    loader: str | None = None
    progress: Progress = field(default_factory=Progress)
    without: Path | None = None
    """A file that is no input, though a folder may hold it."""
    skipped: int = 0
    loaded: int = 0

    def items(self) -> Iterator[Document | LoadError]:
        """Yield documents and errors; each error is shown as one line."""
        for item in load_all(self.paths, self.options, self.loader, self.without):
            if isinstance(item, LoadError):
                self.skip(str(item))
            else:
                self.loaded += 1
            yield item

    def documents(self) -> Iterator[Document]:
        """Yield the documents alone."""
        return (item for item in self.items() if isinstance(item, Document))

    def skip(self, reason: str) -> None:
        """Show why an input is skipped."""
        self.skipped += 1
        self.progress.clear()
        click.echo(f"skipped: {' '.join(reason.split())}", err=True)

    def exit_code(self) -> int:
        """Return 0, or what says that some or all inputs were skipped."""
        if self.skipped:
            return SKIPPED if self.loaded else FAILED
        return 0


def index_options(command: F) -> F:
    """Add the options that say to which index of items names are linked; the open index is `catalog`."""
    options: tuple[Any, ...] = (
        click.option("--index", "catalog", type=click.Path(path_type=Path, dir_okay=False), callback=_opened,
                     help="Link to the items of this index (claimgraph index build), not to those of the small one "
                          "that comes with claimgraph."),
        click.option("--no-index", is_flag=True, is_eager=True, expose_value=False, callback=_without,
                     help="Link to no index, but only to the shipped records of entities."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _known_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_text_encoding(value):
        raise click.BadParameter(f"{value!r} is no encoding of text; try windows-1251, iso-8859-2, utf-8")
    return value


def input_options(command: F) -> F:
    """Add the options that say how inputs are read."""
    options: tuple[Any, ...] = (
        click.option(
            "--encoding", callback=_known_encoding, help="Encoding of inputs without byte order mark (UTF-8)."
        ),
        click.option(
            "--max-bytes", type=click.IntRange(1), default=MAX_BYTES, show_default=True, help="Longest document."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _option(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return (extractor, key, value) of each NAME.KEY=VALUE."""
    read = [(name, key, value) for left, _, value in (v.partition("=") for v in values)
            for name, _, key in [left.partition(".")]]  # fmt: skip
    wrong = next((v for v, (name, key, _) in zip(values, read, strict=True) if not (name and key and "=" in v)), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not NAME.KEY=VALUE, such as spacy.pipeline=my-model")
    return read


def extractor_options(command: F) -> F:
    """Add the options that choose the model and invite extractors from outside."""
    options: tuple[Any, ...] = (
        click.option("--model", type=click.Choice(["accurate", "fast"]), default="accurate", show_default=True,
                     help="accurate reads with a multilingual encoder, fast with rules and a small model of names."),
        click.option("--extractor", "extractors", multiple=True, metavar="NAME",
                     help="Also ask this extractor from outside (gliner, spacy, endpoint or a plug-in's)."),
        click.option("--set", "options", multiple=True, metavar="NAME.KEY=VALUE", callback=_option,
                     help="An option of an extractor; see docs/plugins.md."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def end_at_once() -> None:
    """Let Ctrl-C end the process while native code runs that Python can't interrupt; for commands that only read."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
