"""The commands backup and restore."""

from __future__ import annotations

from pathlib import Path

import click

from claimgraph.console import EXIT_CODES, STORE, Progress


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@STORE
def backup(file: Path, store: Path) -> None:
    """Write the current release, with ledger, tokens and audit log, into one file that is read back and compared.

    The store may be served and written meanwhile.

    \b
    Example:
      claimgraph backup my-store.backup --store my-store
    """
    from claimgraph.backup import back_up, describe

    progress = Progress()
    told = describe(back_up(store, file, progress))
    progress.clear()
    click.echo(f"{file}: release {told['release']}, {told['statements']} statements, {told['bytes']} bytes, verified")


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--store", type=click.Path(path_type=Path, file_okay=False), help="New folder of the graph.")
@click.option("--check", "only_check", is_flag=True, help="Only tell whether the file is whole.")
def restore(file: Path, store: Path | None, only_check: bool) -> None:
    """Make a new store of a backup; a file in which one byte has changed is refused.

    The store appears whole or not at all. A folder that holds anything is left alone: restore beside it, then swap.

    \b
    Example:
      claimgraph restore my-store.backup --store restored-store
      claimgraph restore my-store.backup --check
    """
    from claimgraph.backup import check, describe
    from claimgraph.backup import restore as bring_back

    if only_check == (store is not None):
        raise click.UsageError("give either --store DIR or --check")
    progress = Progress()
    if store is None:
        check(file, progress)
        progress.clear()
        click.echo(f"{file}: whole")
        return
    told = describe(bring_back(file, store, progress))
    progress.clear()
    click.echo(f"{store}: release {told['release']}, {told['statements']} statements")
