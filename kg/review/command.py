"""The commands `claimgraph review ...`: go through what is doubtful, list it, hand decisions on and take them over."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import get_terminal_size
from typing import IO, TYPE_CHECKING, Any

import click

from claimgraph.console import DECISIONS, EXIT_CODES, SKIPPED, Commands
from claimgraph.errors import ClaimGraphError

if TYPE_CHECKING:
    from claimgraph.link.decisions import Decision
    from claimgraph.review.doubts import Doubt
    from claimgraph.review.keys import Keys
    from claimgraph.review.reviewer import Reviewer
    from claimgraph.review.survey import Survey

_KINDS = ("PER", "ORG", "LOC", "GRP", "EVT")
_STORE = click.option(
    "--store", "store", type=click.Path(path_type=Path, file_okay=False), help="Folder of the graph (required)."
)
_KIND = click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only entities of this kind.")

_AUTHOR = click.option(
    "--author", envvar="CLAIMGRAPH_AUTHOR", help="Who decides (CLAIMGRAPH_AUTHOR, else your login name)."
)


def _folder(given: Path | None) -> Path:
    """Return the store that was named, before or behind the name of the command."""
    parent = click.get_current_context().parent
    found = given or (parent.params.get("store") if parent and parent.info_name == "review" else None)
    if not isinstance(found, Path):
        raise click.UsageError("Missing option '--store'.")
    return found


def _file(store: Path | None, decisions: Path | None) -> Path:
    from claimgraph.link.decisions import beside

    parent = click.get_current_context().parent
    given = decisions or (parent.params.get("decisions") if parent and parent.info_name == "review" else None)
    return given if isinstance(given, Path) else beside(_folder(store))


@click.group(cls=Commands, invoke_without_command=True, epilog=EXIT_CODES)
@_STORE
@DECISIONS
@_KIND
@_AUTHOR
@click.option("--limit", type=click.IntRange(1), default=500, show_default=True, help="Most doubts to go through.")
def review(store: Path | None, decisions: Path | None, **chosen: Any) -> None:
    """Go through doubtful merges and links, what matters most first, and decide with single keys.

    Decisions are added to a file, one line each, and hold from the next build on, here and wherever the file is
    taken. Without a terminal each line of standard input is a key with what belongs to it, such as `q Q232`.

    \b
    Example:
      claimgraph review --store my-store
      claimgraph build texts/ --store my-store
    """
    if click.get_current_context().invoked_subcommand is not None:
        return
    from claimgraph.review.session import Session

    reviewer = _reviewer(chosen["author"], _file(store, decisions))
    survey, found = _doubtful(_folder(store), reviewer.decisions(), chosen["kinds"])
    with closing(_keys()) as keys:
        session = Session(survey, reviewer, keys, _say)
        session.run(found[: chosen["limit"]], _columns)
    _farewell(session.made, reviewer.file)


def _reviewer(author: str | None, file: Path) -> Reviewer:
    from claimgraph.review.reviewer import Reviewer

    try:
        return Reviewer(author or getpass.getuser(), date.today().isoformat(), file)
    except (OSError, KeyError) as error:
        raise ClaimGraphError("who decides? name yourself with --author") from error


def _keys() -> Keys:
    from claimgraph.review.keys import Lines, Terminal

    return Terminal() if sys.stdin.isatty() else Lines()


def _say(line: str) -> None:
    click.echo(line)


def _columns() -> int:
    return get_terminal_size().columns


def _farewell(made: int, file: Path) -> None:
    from claimgraph.review.display import escaped

    if made:
        count = f"{made} decision{'s' * (made != 1)}"
        click.echo(f"{count} added to {escaped(str(file))}; they hold from the next build on")


def _doubtful(store: Path, decisions: Sequence[Decision], kinds: Sequence[str]) -> tuple[Survey, list[Doubt]]:
    from claimgraph.review.doubts import doubts
    from claimgraph.review.survey import Survey
    from claimgraph.store import View

    survey = Survey.of(View.current(store))
    found = doubts(survey, decisions)
    return survey, [doubt for doubt in found if not kinds or doubt.entity.kind in kinds]


@review.command(name="list", epilog=EXIT_CODES)
@_STORE
@DECISIONS
@_KIND
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most doubts to list.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object per line.")
def list_doubts(store: Path | None, decisions: Path | None, as_json: bool, **chosen: Any) -> None:
    """List what is doubtful and not yet decided, what matters most first.

    \b
    Example:
      claimgraph review list --store my-store --json
    """
    from claimgraph.link.decisions import NOTHING, read
    from claimgraph.review.display import fitted
    from claimgraph.review.screen import question

    file = _file(store, decisions)
    log = read(file) if decisions is not None or file.exists() else NOTHING
    survey, found = _doubtful(_folder(store), log.decisions, chosen["kinds"])
    for number, doubt in enumerate(found[: chosen["limit"]], 1):
        if as_json:
            click.echo(_json_line(doubt, survey))
            continue
        line = f"{number:>4}  {doubt.weight:8.2f}  {question(doubt)}  {'; '.join(doubt.reasons)}"
        click.echo(fitted(line, _columns() if sys.stdout.isatty() else 1000))


def _json_line(doubt: Doubt, survey: Survey) -> str:
    from claimgraph.review.display import json_safe

    entities = [doubt.entity, *([doubt.other] if doubt.other else [])]
    facts = {
        "question": doubt.question,
        "uncertainty": doubt.uncertainty,
        "claims": doubt.claims,
        "mentions": doubt.mentions,
        "reasons": doubt.reasons,
        "qid": doubt.qid,
        "spellings": doubt.spellings,
        "documents": doubt.documents,
        "entities": [
            {
                "key": seen.key,
                "kind": seen.kind,
                "label": seen.label,
                "names": seen.names,
                "mentions": seen.mentions,
                "claims": seen.claims,
                "links": [{"qid": held.qid, "status": held.status, "score": held.score, "reason": held.reason}
                          for held in seen.links],
                "contexts": [[one.prefix, one.words, one.suffix, one.source] for one in survey.contexts(seen.key)],
            }
            for seen in entities
        ],
    }  # fmt: skip
    return json_safe(json.dumps(facts, ensure_ascii=False))


@review.command(epilog=EXIT_CODES)
@_STORE
@DECISIONS
def log(store: Path | None, decisions: Path | None) -> None:
    """Show all decisions with who made them and when; those undone or superseded are marked.

    \b
    Example:
      claimgraph review log --store my-store
    """
    from claimgraph.link.decisions import in_force, read
    from claimgraph.review.display import escaped
    from claimgraph.review.screen import told

    found = read(_file(store, decisions)).decisions
    holding = {decision.id for decision in in_force(found)}
    for decision in found:
        mark = " " if decision.id in holding or decision.undoes else "-"
        note = f"  ({decision.note})" if decision.note else ""
        click.echo(escaped(f"{mark} {decision.date}  {decision.id}  {decision.author}: {told(decision)}{note}"))


@review.command(epilog=EXIT_CODES)
@_STORE
@DECISIONS
@_AUTHOR
@click.argument("id", required=False)
def undo(store: Path | None, decisions: Path | None, author: str | None, id: str | None) -> None:
    """Undo a decision, your last one unless its id is given; the undo is a decision too.

    \b
    Example:
      claimgraph review undo --store my-store d-0123456789abcdef0123
    """
    from claimgraph.review.screen import told

    undone = _reviewer(author, _file(store, decisions)).undo(id)
    if undone is None:
        raise ClaimGraphError("no such decision is in force" if id else "nothing of yours to undo")
    click.echo(f"undone: {told(undone)}")


@review.command(epilog=EXIT_CODES)
@_STORE
@DECISIONS
@click.argument("output", metavar="FILE", type=click.File("wb", atomic=True))
@click.option("--in-force", "holding", is_flag=True, help="Leave out what is undone or superseded.")
def export(store: Path | None, decisions: Path | None, output: IO[bytes], holding: bool) -> None:
    """Write the decisions, checked and each once, for another machine; - for standard output.

    \b
    Example:
      claimgraph review export --store my-store ann.jsonl
    """
    from msgspec.json import encode

    from claimgraph.link.decisions import in_force, read

    found = read(_file(store, decisions)).decisions
    for decision in in_force(found) if holding else found:
        output.write(encode(decision) + b"\n")
    output.flush()


@review.command(epilog=EXIT_CODES)
@_STORE
@DECISIONS
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--theirs", is_flag=True, help="Where both decided otherwise, let the file win.")
def apply(store: Path | None, decisions: Path | None, file: Path, theirs: bool) -> None:
    """Take over the decisions of another person's file. What contradicts your own is told and held back.

    \b
    Example:
      claimgraph review apply --store my-store ann.jsonl
    """
    from claimgraph.link.decision_file import adding
    from claimgraph.link.decisions import read
    from claimgraph.review.exchange import compared

    theirs_read = read(file).decisions
    with adding(_file(store, decisions)) as own:
        exchange = compared(own.decisions, theirs_read, theirs)
        for conflict in exchange.conflicts:
            _tell(conflict.own, conflict.other)
        own.add(*exchange.added)
    click.echo(f"{len(exchange.added)} added, {exchange.held_back} held back")
    sys.exit(SKIPPED if exchange.held_back else 0)


def _tell(own: Decision, other: Decision) -> None:
    from claimgraph.review.display import escaped
    from claimgraph.review.screen import told

    lines = [f"{told(one)} ({escaped(one.author)}, {one.date}, {one.id})" for one in (own, other)]
    click.echo(f"conflict: {' against '.join(lines)}", err=True)
