"""claimgraph network: the actor network of a release, or a part of it, as a file."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import IO, Any

import click

from claimgraph.console import EXIT_CODES, STORE, Progress, end_at_once
from claimgraph.errors import ClaimGraphError
from claimgraph.network.model import Network, default_types, edge_types

FORMATS = ("graphml", "gexf", "json", "node-link.json", "csv", "nodes.csv", "evidence.csv", "svg", "png")
PICTURED = 120
"""Actors of a picture where nothing is said: more is a hairball."""
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    if value and not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date; write 2022, 2022-01 or 2022-01-10")
    return value or ""


@click.command(epilog=EXIT_CODES)
@STORE
@click.option("--type", "types", multiple=True, metavar="TYPE",
              help="Type of edges (all but appears-with); may be repeated.")  # fmt: skip
@click.option("--from", "first", callback=_date, metavar="DATE", help="Published on or after: 2022, 2022-01 or a day.")
@click.option("--to", "last", callback=_date, metavar="DATE", help="Published on or before.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Language of the words; may be repeated.")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Publisher, by name or IRI; may be repeated.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Actors: Person, Organization, Group, Place, ...")
@click.option("--event", "events", multiple=True, metavar="EVENT", help="What claims are about: Attack, Agree, ...")
@click.option("--focus", default="", metavar="ENTITY", help="One actor and its neighbours, by name or IRI.")
@click.option("--top", type=click.IntRange(1), help=f"The actors with most evidence (pictures: {PICTURED}).")
@click.option("--labels", "labels", multiple=True, metavar="CODE", help="Language of names; repeat for second choices.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format, where the file's name doesn't tell it.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write (standard output).")
@click.option("--list", "listed", is_flag=True, help="Show the types of edges with how many there are.")
def network(store: Path, form: str | None, output: Path | None, listed: bool, **chosen: Any) -> None:
    """Write the actor network: who speaks about, quotes, accuses, supports whom, each edge with its evidence.

    Types of edges: speaks-about, speaks-to, quotes, accuses, supports, opposes, asks-help-of, member-of,
    holds-office-in, appears-with. The format follows the name of the file: .graphml (yEd, Cytoscape), .gexf (Gephi),
    .json (graphology), .node-link.json (networkx, D3), .csv, .nodes.csv, .evidence.csv, .svg, .png.

    \b
    Example:
      claimgraph network --store my-store --output network.graphml
      claimgraph network --store my-store --type accuses --type supports --labels uk --output blame.svg
      claimgraph network --store my-store --focus Tokayev --from 2022-01 --to 2022-03 --lang uk --output near.png
      claimgraph network --store my-store --list
    """
    from claimgraph.network.building import network_of
    from claimgraph.store import View

    form = _format(form, output, listed)
    choice = _choice(chosen | {"listed": listed}, form)
    progress = Progress()
    whole = network_of(View.current(store), progress)
    progress.clear()
    if choice.focus and _unknown(choice.focus, whole):
        raise ClaimGraphError(f"no actor of the network is called {choice.focus!r}; its IRI works too")
    if listed:
        _list(choice.of(whole))
        return
    _write(choice.of(whole), form, output, chosen["labels"])


def _format(form: str | None, output: Path | None, listed: bool) -> str:
    if form or listed:
        return form or ""
    name = output.name if output else ".csv"
    fitting = [known for known in FORMATS if name.endswith(f".{known}")]
    if not fitting:
        raise click.UsageError(f"{name} tells no format; end it in one of {', '.join(FORMATS)}, or give --format")
    return max(fitting, key=len)


def _choice(chosen: dict[str, Any], form: str) -> Any:
    from claimgraph.network.choosing import Choice

    types = chosen["types"] or (edge_types() if chosen["listed"] else default_types())
    unknown = next((name for name in types if name not in edge_types()), None)
    if unknown is not None:
        raise click.BadParameter(f"{unknown!r} is none of {', '.join(edge_types())}", param_hint="--type")
    top = chosen["top"] or (PICTURED if form in ("svg", "png") else None)
    names = ("first", "last", "languages", "sources", "kinds", "events", "focus")
    return Choice(types=types, top=top, **{name: chosen[name] for name in names})


def _unknown(focus: str, network: Network) -> bool:
    from claimgraph.network.choosing import find_actor

    return find_actor(network.nodes, focus) is None


def _list(network: Network) -> None:
    width = max(map(len, edge_types()))
    for name, kind in edge_types().items():
        number = sum(edge.type == name for edge in network.edges)
        click.echo(f"{name:<{width}}  {number:>6}  {kind.meaning}")


def _write(network: Network, form: str, output: Path | None, labels: tuple[str, ...]) -> None:
    from claimgraph.network.files import WRITERS

    content = WRITERS[form][1](network, labels)
    if output is None:
        end_at_once()
        target: IO[bytes] = sys.stdout.buffer
        target.write(content)
        target.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise ClaimGraphError(f"{output} can't be written ({error.strerror})") from error
    click.echo(f"{output}: {len(network.nodes)} actors, {len(network.edges)} edges")
