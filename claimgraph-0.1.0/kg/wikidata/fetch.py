"""The command `index fetch`."""

from __future__ import annotations

import sys
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimgraph.console import EXIT_CODES, FAILED, SKIPPED, Progress
from claimgraph.wikidata.live import live, live_options

if TYPE_CHECKING:
    from claimgraph.wikidata.index import Index
    from claimgraph.wikidata.update import Outcome, Update


CLASSES = click.option(
    "--classes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Which classes make which kind, instead of those that come with claimgraph.",
)


def _codes(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(dict.fromkeys(value.replace(",", " ").split()))


@click.command(epilog=EXIT_CODES)
@click.argument("qids", nargs=-1, required=True, metavar="QID...")
@click.option(
    "--index",
    "path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The index that the items come into; made if there is none.",
)
@click.option("--languages", callback=_codes, metavar="CODES", help="Languages of names in a new index: en,uk,...")
@CLASSES
@click.option("--kind", type=click.Choice(["PER", "ORG", "LOC", "EVT"]), help="The kind of items of other classes.")
@live_options
def fetch(qids: tuple[str, ...], path: Path, **chosen: Any) -> None:
    """Bring items of live Wikidata into an index; - reads QIDs from standard input.

    New ones are added, known ones replaced, and what Wikidata has deleted is taken out. Needs your contact, which is
    sent along: see docs/linking.md.

    \b
    Example:
      claimgraph index fetch Q159 Q212 --index my.index --contact User:Your-name
    """
    from claimgraph.wikidata.index import open_index

    wanted = sys.stdin.read().split() if qids == ("-",) else list(qids)
    with closing(open_index(path)) if path.exists() else nullcontext() as index:
        outcomes, update = _ask(wanted, index, chosen)
        if update:
            update.write(path)
    click.echo(_summary(outcomes, path))
    done = sum(outcome.is_done for outcome in outcomes)
    sys.exit(FAILED if not done else SKIPPED if done < len(outcomes) else 0)


def _ask(qids: list[str], index: Index | None, chosen: dict[str, Any]) -> tuple[list[Outcome], Update]:
    """Return what Wikidata's answers change; each outcome is shown as it is known."""
    from claimgraph.wikidata import LANGUAGES
    from claimgraph.wikidata.kinds import read, shipped
    from claimgraph.wikidata.update import Update, Wanted

    languages = _languages(index, chosen["languages"]) or LANGUAGES
    kinds = read(chosen["classes"]) if chosen["classes"] else shipped()
    update = Update(index, Wanted(languages, kinds, chosen["kind"]))
    progress = Progress()
    outcomes: list[Outcome] = []
    for said in live(chosen, languages).entities(qids):
        outcomes.append(update.take(said))
        progress.clear()
        click.echo(str(outcomes[-1]), err=not outcomes[-1].is_done)
        progress("fetched", len(outcomes), len(qids))
    progress.clear()
    return outcomes, update


def _languages(index: Index | None, chosen: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the languages of the index, or of a new one those that were chosen."""
    if index is None:
        return chosen
    if chosen is not None and set(chosen) != set(index.languages):
        raise click.UsageError(f"the index has the languages {','.join(index.languages)}; leave --languages out")
    return index.languages


def _summary(outcomes: list[Outcome], path: Path) -> str:
    states = dict.fromkeys(outcome.state for outcome in outcomes)
    counts = ", ".join(f"{sum(one.state == state for one in outcomes)} {state}" for state in states)
    return f"{path}: {counts or 'nothing to fetch'}"
