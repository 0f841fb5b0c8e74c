"""The commands that hand out the tokens of a server: token add, list, rotate, revoke."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from claimgraph.console import EXIT_CODES, STORE

TOKENS = click.option(
    "--tokens", type=click.Path(path_type=Path, dir_okay=False), help="File of the tokens (tokens.json in the store)."
)
SCOPES = ("query", "update", "admin")


@click.group(epilog=EXIT_CODES)
def token() -> None:
    """Hand out tokens: who may write to a server, or ask a private one.

    A token is shown once, when it is made; the file holds only its hash. A running server takes up changes at once.

    \b
    Example:
      claimgraph token add ann --store my-store
      curl -H 'Authorization: Bearer cg_...' -d 'update=CLEAR GRAPH <http://example.org/g>' http://127.0.0.1:8000/sparql
    """


def _file(store: Path, tokens: Path | None) -> Path:
    store.mkdir(parents=True, exist_ok=True)
    return tokens or store / "tokens.json"


@token.command(epilog=EXIT_CODES)
@click.argument("name")
@STORE
@TOKENS
@click.option("--scope", type=click.Choice(SCOPES), default="update", show_default=True,
              help="What it allows: to ask; to write as well; everything.")  # fmt: skip
@click.option("--days", type=click.IntRange(1), help="Days until it expires (never).")
def add(name: str, store: Path, tokens: Path | None, scope: str, days: int | None) -> None:
    """Make a token and write it to standard output: the only time that it can be seen.

    \b
    Example:
      claimgraph token add ann --store my-store --days 90
      claimgraph token add reader --store my-store --scope query > reader.token
    """
    from claimgraph.server import tokens as kept

    now = datetime.now(UTC)
    click.echo(kept.add(_file(store, tokens), name, (scope,), now, now + timedelta(days=days) if days else None))


@token.command("list", epilog=EXIT_CODES)
@STORE
@TOKENS
def list_(store: Path, tokens: Path | None) -> None:
    """List the tokens: name, what each allows, when it was made and expires.

    \b
    Example:
      claimgraph token list --store my-store
    """
    from claimgraph.server.tokens import read_tokens

    now = datetime.now(UTC)
    found = read_tokens(_file(store, tokens))
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        until = f"until {one.expires}" if one.expires else "until revoked"
        click.echo(
            f"{one.name:<{width}}  {','.join(one.scopes):<6}  made {one.created}  {until}{' (over)' * one.is_over(now)}"
        )


@token.command(epilog=EXIT_CODES)
@click.argument("name")
@STORE
@TOKENS
def rotate(name: str, store: Path, tokens: Path | None) -> None:
    """Replace a token by a new one, written to standard output; the old one ends at once.

    \b
    Example:
      claimgraph token rotate ann --store my-store
    """
    from claimgraph.server import tokens as kept

    click.echo(kept.rotate(_file(store, tokens), name, datetime.now(UTC)))


@token.command(epilog=EXIT_CODES)
@click.argument("name")
@STORE
@TOKENS
def revoke(name: str, store: Path, tokens: Path | None) -> None:
    """End a token at once.

    \b
    Example:
      claimgraph token revoke ann --store my-store
    """
    from claimgraph.server import tokens as kept

    kept.revoke(_file(store, tokens), name)
    click.echo(f"{name} is revoked")
