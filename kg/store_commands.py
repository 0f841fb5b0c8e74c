"""The commands that read a store: query, explain, queries, serve, export, info."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path
from typing import IO, Any

import click

from claimgraph.console import EXIT_CODES, FORMATS, GRAPHS, STORE, end_at_once
from claimgraph.errors import ClaimGraphError


@click.command(epilog=EXIT_CODES)
@click.option("--store", required=True, metavar="DIR|URL", help="Folder of the graph, or address of a SPARQL server.")
@click.argument("sparql", required=False)
@click.option("--file", type=click.File(encoding="utf-8"), help="Read the query from a file; - for standard input.")
@click.option("--name", metavar="NAME", help="Ask a canned query; see: claimgraph queries.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Value of a variable of the query.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--plan", is_flag=True, help="Tell how it is evaluated instead, if the tool oxigraph is there.")
def query(
    store: str, form: str, params: tuple[str, ...], file: IO[str] | None, plan: bool, **asked: str | None
) -> None:
    """Ask a SPARQL query, or a canned one, of the current release; all graphs are asked together.

    The prefixes of the vocabulary (cg:, oa:, prov:, ...) need no declaration. A parameter is bound as a value,
    never pasted into the query: <...> is an IRI, anything else are words or what the canned query declares.

    \b
    Example:
      claimgraph query --store my-store 'SELECT ?claim ?form { ?claim a cg:Claim ; cg:form ?form } LIMIT 9'
      claimgraph query --store my-store --name most-quoted --format csv
      claimgraph query --store http://127.0.0.1:8000/sparql --name most-quoted
      claimgraph query --store my-store --plan 'SELECT ?x { ?x a cg:Claim }'
    """
    from claimgraph.answers import Look, room, write
    from claimgraph.iri import DEFAULT_BASE
    from claimgraph.questions import Written, canned, words_of
    from claimgraph.remote import Remote, is_address, named_server
    from claimgraph.store import View

    name, sparql = asked["name"], asked["sparql"]
    if sum(given is not None for given in (file, name, sparql)) != 1:
        raise click.UsageError("give one of: a SPARQL query, --file FILE, --name NAME")
    if plan:
        if name or params or is_address(store):
            raise click.UsageError("--plan is for a query without parameters, of a store on this machine")
        _show_plan(Path(store), words_of(file) if file else str(sparql))
        return
    values = _pairs(params)
    asked_for = canned(name, values) if name else Written(words_of(file) if file else str(sparql), values)
    end_at_once()
    output = sys.stdout.buffer
    view = named_server(store) if is_address(store) else View.current(Path(store))
    base = DEFAULT_BASE if isinstance(view, Remote) else str(view.release.manifest()["base"])
    look = Look(asked_for.hidden, base, room(sys.stdout))
    write(asked_for.ask(view), form, output, look)
    output.flush()


def _show_plan(store: Path, text: str) -> None:
    from claimgraph.plan import plan
    from claimgraph.store import current_release

    end_at_once()
    for line in plan(current_release(store).graph, text):
        click.echo(line)


@click.command(epilog=EXIT_CODES)
@STORE
@click.option("--to", "target", required=True, metavar="URL", help="Address of a Graph Store.")
def push(store: Path, target: str) -> None:
    """Put every graph of the current release into a store that somebody serves, in place of what it holds there.

    What a server asks for stands in the environment: CLAIMGRAPH_TOKEN, or CLAIMGRAPH_USER and CLAIMGRAPH_PASSWORD.

    \b
    Example:
      claimgraph push --store my-store --to http://127.0.0.1:8890/sparql-graph-crud-auth
    """
    from claimgraph.remote import named_server
    from claimgraph.remote import push as put
    from claimgraph.store import View

    graphs = list(put(View.current(store), named_server(target)))
    click.echo(f"{target}: {len(graphs)} graphs")


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    wrong = next((param for param, (name, sign, _) in zip(params, pairs, strict=True) if not (name and sign)), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is not NAME=VALUE", param_hint="--param")
    return {name.lstrip("?$"): value for name, _, value in pairs}


@click.command(epilog=EXIT_CODES)
@click.argument("what", metavar="ENTITY|MENTION")
@STORE
def explain(what: str, store: Path) -> None:
    """Tell why an entity is what it is: its spellings and why they are one, the items considered, what was copied.

    An entity is given by name, key, IRI or QID; a mention by its IRI, as queries show it.

    \b
    Example:
      claimgraph explain Tokayev --store my-store
    """
    from claimgraph.explaining import explain as lines
    from claimgraph.store import View

    end_at_once()
    for line in lines(View.current(store), what):
        click.echo(line)


@click.command(epilog=EXIT_CODES)
def queries() -> None:
    """List the canned queries with their parameters.

    \b
    Example:
      claimgraph queries
    """
    from claimgraph.questions import listing

    for line in listing():
        click.echo(line)


@click.command(epilog=EXIT_CODES)
@click.option("--store", type=click.Path(file_okay=False), help="Folder of the graph.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TOML",
    help="File of settings; options and the environment (CLAIMGRAPH_...) go before it.",
)
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (8000).")
@click.option("--workers", type=click.IntRange(1), help="SPARQL queries that run at once (2).")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds that a query may take (30).")
@click.option("--replica", type=click.Choice(("memory",)), help="Answer from a copy of the release in memory (none).")
@click.option("--result-rows", type=click.IntRange(1), help="Rows that a result may have (any number).")
@click.option(
    "--wikidata",
    "wikidata_index",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    metavar="INDEX",
    help="Reconcile with the items of this index too; see: claimgraph index.",
)
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="URL",
    help="Let queries ask this SPARQL server by SERVICE; may be given several times (none).",
)
@click.option("--writable", is_flag=True, default=None, help="Let holders of tokens write; see: claimgraph token.")
@click.option("--private", is_flag=True, default=None, help="Let nobody in without a token.")
@click.option("--public-url", metavar="URL", help="Address that clients use, where a proxy stands before the server.")
def serve(config: Path | None, **chosen: Any) -> None:
    """Serve the current release: pages, SPARQL endpoint, reconciliation, actor network. Ctrl-C stops it.

    A release that is published meanwhile is taken up without a stop. Nothing can be written unless --writable says so,
    and then only with a token. All settings: docs/operations.md.

    \b
    Example:
      claimgraph serve --store my-store --port 8000
      claimgraph serve --store my-store --writable
      claimgraph serve --config claimgraph.toml
    """
    from claimgraph.server.operations.configuration import Sources
    from claimgraph.server.serve import serve as serve_pages

    given = {name: value for name, value in chosen.items() if value is not None and value != ()}
    sources = Sources(config, os.environ, given)
    configuration = sources.read()
    _check_free(configuration.place.host, configuration.place.port)
    serve_pages(configuration, lambda: sources.read().options)


def _check_free(host: str, port: int) -> None:
    """Raise ClaimGraphError where the address can't be listened on, before the server's processes start."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ClaimGraphError(f"can't listen on {host}:{port} ({error.strerror}); choose another --port") from error


@click.command(epilog=EXIT_CODES)
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


@click.command(epilog=EXIT_CODES)
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
