"""The command `index lookup`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimgraph.console import EXIT_CODES, FAILED, SKIPPED, STORE, Progress
from claimgraph.wikidata.fetch import CLASSES
from claimgraph.wikidata.live import live, live_options

if TYPE_CHECKING:
    from claimgraph.wikidata.index import Index
    from claimgraph.wikidata.seeking import Answered


@click.command(epilog=EXIT_CODES)
@STORE
@click.option(
    "--index",
    "path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The index that the items come into; if there is none, it begins as the one that comes with claimgraph.",
)
@click.option(
    "--most", type=click.IntRange(1), default=200, show_default=True, help="Entities, the most mentioned first."
)
@click.option(
    "--requests", type=click.IntRange(1), default=1000, show_default=True, help="Requests that are sent at most."
)
@CLASSES
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@live_options
def lookup(store: Path, path: Path, as_json: bool, **chosen: Any) -> None:
    """Ask live Wikidata for the names of a graph that have no item, and bring what it finds into an index.

    The next build with that index links them, or not; where there was no answer (exit code 3), it says so instead of
    "no item". Descriptions and surnames alone are left out. Needs your contact, which is sent along: see
    docs/linking.md.

    \b
    Example:
      claimgraph index lookup --store my-store --index my.index --contact User:Your-name
      claimgraph build texts/ --store my-store --index my.index
    """
    from claimgraph.wikidata.index import open_index
    from claimgraph.wikidata.shipped import shipped_index

    with closing(open_index(path) if path.exists() else shipped_index()) as index:
        answers = _look(store, path, index, chosen)
    _tell(answers, path, as_json)
    failed = sum(answer.state == "failed" for answer in answers)
    sys.exit(0 if not failed else SKIPPED if failed < len(answers) else FAILED)


def _look(store: Path, path: Path, index: Index, chosen: dict[str, Any]) -> Sequence[Answered]:
    """Ask and write the index; what was answered before Ctrl-C stays in the cache."""
    from claimgraph.store import View
    from claimgraph.wikidata.kinds import read, shipped
    from claimgraph.wikidata.seeking import seek
    from claimgraph.wikidata.unlinked import unlinked
    from claimgraph.wikidata.update import Update, Wanted

    wikidata = live(chosen, index.languages)
    wikidata.api.most = chosen["requests"]
    kinds = read(chosen["classes"]) if chosen["classes"] else shipped()
    update = Update(index, Wanted(index.languages, kinds))
    progress = Progress()
    answers = seek(unlinked(View.current(store), chosen["most"]), wikidata, update, progress)
    progress.clear()
    if update or not path.exists():
        update.write(path)
    return answers


def _tell(answers: Sequence[Answered], path: Path, as_json: bool) -> None:
    import msgspec

    counts = Counter(answer.state for answer in answers)
    if as_json:
        entities = [_row(answer) for answer in answers]
        click.echo(msgspec.json.encode({"index": str(path), "states": counts, "entities": entities}).decode())
        return
    for answer in answers:
        row = _row(answer)
        cells = (row["state"], row["name"], row["kind"], row["mentions"], answer.reason or " ".join(answer.candidates))
        click.echo("\t".join(" ".join(str(cell).split()) for cell in cells))
    told = ", ".join(f"{counts[state]} {state}" for state in ("found", "not found", "failed") if counts[state])
    click.echo(f"{path}: {told or 'no names to look up'}")


def _row(answer: Answered) -> dict[str, Any]:
    sought = answer.sought
    names = [{"name": words, "language": lang} for words, lang in sought.asked]
    about = {"entity": sought.iri, "name": sought.label, "kind": sought.kind, "mentions": sought.mentions}
    return {**about, "asked": names, "state": answer.state, "candidates": answer.candidates, "reason": answer.reason}
