"""The commands `claimgraph pack ...`: write the evidence of a claim or cluster as one folder or file, verify it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimgraph.console import EXIT_CODES, STORE, Commands
from claimgraph.errors import PackError

if TYPE_CHECKING:
    from claimgraph.pack.manifest import Files, Manifest

_LEAST, _MOST, _USUAL = 64, 5_000, 300
_NAMED = 16
"""Digits of the digest in the name of a file that is named by it."""
_SHOWN = 20
"""Faults of a pack that are told at most."""


class Packing(Commands):
    """A group in which what is no name of a command is a claim or cluster to pack."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `create` as given where a claim, a cluster or an option of it comes first."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["create", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Packing, epilog=EXIT_CODES)
def pack() -> None:
    """Write the evidence of a claim or of a cluster of claims, verify it anywhere.

    `claimgraph pack CLAIM|CLUSTER` is short for `claimgraph pack create CLAIM|CLUSTER`.

    \b
    Example:
      claimgraph pack "80.000 er i streik" --store my-store --output strike.zip
      claimgraph pack verify strike.zip
    """


@pack.command(epilog=EXIT_CODES)
@click.argument("name", metavar="CLAIM|CLUSTER")
@STORE
@click.option("--output", type=click.Path(path_type=Path),
              help="Zip file (.zip) or folder to write (pack-DIGEST.zip in the current folder).")  # fmt: skip
@click.option("--context", type=click.IntRange(_LEAST, _MOST), default=_USUAL, show_default=True,
              help="Code points around the words of a claim that the pack holds.")  # fmt: skip
@click.option("--full-text", is_flag=True, help="Hold the whole texts; mind who owns them.")
@click.option("--created", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="State on which day the nanopublications were made (no clock is read).")  # fmt: skip
def create(name: str, store: Path, output: Path | None, **chosen: object) -> None:
    """Write all that shows who said what, where, in which words: RDF, annotations, a page to read, sums.

    A claim or cluster is given by IRI, by a part of it from a slash on, or by its exact words. The same content gives
    the same bytes; the digest that is told stands for the whole pack.

    \b
    Example:
      claimgraph pack create "80.000 er i streik" --store my-store --output strike.zip
    """
    from claimgraph.pack.archive import write
    from claimgraph.pack.manifest import MANIFEST, decoded, digest
    from claimgraph.pack.verifying import faults
    from claimgraph.pack.writing import Wishes
    from claimgraph.pack.writing import pack as packed
    from claimgraph.store import View

    context, created = chosen["context"], chosen["created"]
    assert isinstance(context, int)
    day = str(created)[:10] if created is not None else None
    files = packed(View.current(store), name, Wishes(context, bool(chosen["full_text"]), day))
    output = output or Path(f"pack-{digest(files)[:_NAMED]}.zip")
    for fault in faults(files):
        raise PackError(str(output), f"not written, the release contradicts itself: {fault}; build anew")
    write(files, output)
    click.echo(f"{output}: {_counted(decoded(files[MANIFEST]), files)}")
    click.echo(f"digest sha256:{digest(files)}")


@pack.command(epilog=EXIT_CODES)
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--digest", metavar="SHA256", help="The digest that was told when the pack was written.")
def verify(path: Path, digest: str | None) -> None:
    """Prove a pack, offline and without the store: no byte changed, no file more or less, all words in their places.

    Whoever can change a pack can also make its sums anew: give the digest, as you got it from elsewhere.

    \b
    Example:
      claimgraph pack verify strike.zip
    """
    from claimgraph.pack.archive import read
    from claimgraph.pack.verifying import faults, proof

    files = read(path)
    found = list(faults(files))
    for fault in found[:_SHOWN]:
        click.echo(_printable(fault), err=True)
    if found:
        raise PackError(str(path), f"not verified: {len(found)} fault{'s' * (len(found) != 1)}")
    proven = proof(files)
    if digest is not None and digest.removeprefix("sha256:").lower() != proven.digest:
        raise PackError(str(path), f"is whole but another pack: its digest is sha256:{proven.digest}")
    click.echo(f"verified: {_counted(proven.manifest, files)}; {proven.spans} spans stand where they should")
    click.echo(f"digest sha256:{proven.digest}")


def _counted(manifest: Manifest, files: Files) -> str:
    counts = (
        ("claim", len(manifest.claims)),
        ("relation", len(manifest.relations)),
        ("document", len(manifest.documents)),
    )
    told = ", ".join(f"{number} {name}{'s' * (number != 1)}" for name, number in counts)
    return f"{manifest.kind} with {told}, {len(files)} files"


def _printable(words: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in words)
