"""/: what is in the graph, what is contested most, who is quoted most, what the last release brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import flask

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend, claims_board_files
from claimgraph.server.backend import Backend
from claimgraph.server.claims_board import current_board, other_side
from claimgraph.server.claims_board_data import Board, Rival, Statement
from claimgraph.server.collation import sort_key
from claimgraph.server.comparison_data import Relation, Told
from claimgraph.server.overview_change import Change, ChangeShelf

blueprint = flask.Blueprint("overview", __name__)

SHELF = "claimgraph.overview_change"
PAIRS, OF_A_TYPE, QUOTED, LARGEST, MOST_COLUMNS = 6, 2, 12, 12, 72
ACTORS = ("Person", "Organization", "Group")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements in conflict, each with the claim that shows it; one twice where its own claims conflict."""

    statement: Statement
    told: Told
    other: Statement
    answer: Told
    relation: Relation


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time with its documents; place and height are percent of the drawing."""

    label: str
    documents: int
    start: float
    width: float
    height: float


@blueprint.get("/")
def page() -> str:
    """Show what is in the graph, conflicts first."""
    board, found = current_board(), contents(backend.here())
    return flask.render_template(
        "start.html",
        **found,
        board=board,
        terms=board.terms,
        meanings=board.meanings,
        contested=sum(one.is_contested for one in board.statements),
        pairs=pairs(board),
        columns=columns(found["days"]),
        change=change(),
        release=backend.here().release,
        largest=LARGEST,
    )


def prepare() -> None:
    """Read all that the page needs of the release being served, so that nobody waits for it."""
    current_board()
    contents(backend.here())
    change()


def contents(here: Backend) -> dict[str, Any]:
    """Return the counts of everything, by language, publisher and day; a document counts for each language it holds."""
    documents = here.once("count_documents")
    counted = here.once("count_kinds")
    kinds = {row["type"].removeprefix(NAMESPACE): int(row["number"]) for row in counted if "type" in row}
    held = {row["lang"]: int(row["number"]) for row in counted if "lang" in row}
    days = Counter[str]()
    for row in here.once("overview_days"):
        days[row["day"]] += int(row["documents"])
    return {
        "kinds": kinds,
        "actors": sum(kinds.get(kind, 0) for kind in ACTORS),
        "languages": sorted(held.items(), key=lambda item: (-item[1], item[0])),
        "sources": sums(documents, "label"),
        "source_iris": {row["label"]: row["source"] for row in documents if "label" in row},
        "days": dict(sorted(days.items())),
        "quoted": quoted(here.once("most_quoted")),
    }


def quoted(rows: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """Return those who are quoted most, by number of claims."""
    return sorted(rows, key=lambda row: (-int(row["claims"]), row["label"], row["speaker"]))[:QUOTED]


def sums(rows: Sequence[Mapping[str, str]], name: str) -> list[tuple[str, int]]:
    """Return the documents per value of a column, the largest number first; "" stands for none."""
    totals = Counter[str]()
    for row in rows:
        totals[row.get(name, "")] += int(row["documents"])
    return sorted(totals.items(), key=lambda item: (-item[1], sort_key(item[0])))


def pairs(board: Board) -> list[Pair]:
    """Return the most contested statements, each with the first that it conflicts with.

    No statement comes twice, and no type of conflict more than OF_A_TYPE times, so that all kinds are seen.
    """
    found: list[Pair] = []
    seen: set[str] = set()
    types = Counter[str]()
    for statement in board.statements:
        free = [held for held in statement.conflicts if held.statement.iri not in seen]
        own = [Rival(statement, tuple(statement.disputed))] if statement.disputed else []
        rival = next(iter([*free, *own]), None)
        if statement.iri in seen or rival is None or types[rival.reasons[0].type] == OF_A_TYPE:
            continue
        relation = rival.reasons[0]
        answer = other_side(relation, statement)
        told = relation.left if answer is relation.right else relation.right
        found.append(Pair(statement, told, rival.statement, answer, relation))
        seen |= {statement.iri, rival.statement.iri}
        types[relation.type] += 1
    return found[:PAIRS]


def columns(days: Mapping[str, int]) -> list[Column]:
    """Return the documents by day, month or year, the finest that has not too many columns and leaves few out.

    Stretches without documents have a column too; documents whose date is not known so finely are left out.
    """
    for length in (10, 7, 4):
        counted = Counter[str]()
        for day, number in days.items():
            if len(day) >= length:
                counted[day[:length]] += number
        labels = between(min(counted), max(counted)) if counted else []
        if labels and len(labels) <= MOST_COLUMNS and counted.total() >= 0.9 * sum(days.values()):
            break
    most, width = max(counted.values(), default=1), 100 / max(1, len(labels))
    return [
        Column(
            label, counted[label], round(place * width, 2), round(width * 0.86, 2), round(90 * counted[label] / most, 1)
        )
        for place, label in enumerate(labels[-MOST_COLUMNS:])
    ]  # fmt: skip


def between(first: str, last: str) -> list[str]:
    """Return all days, months or years between two, both included.

    >>> between("2021-11", "2022-02"), between("2024-02-28", "2024-03-01")
    (['2021-11', '2021-12', '2022-01', '2022-02'], ['2024-02-28', '2024-02-29', '2024-03-01'])
    """
    start, end = (date.fromisoformat(day + "0001-01-01"[len(day) :]) for day in (first, last))
    every = (date.fromordinal(number) for number in range(start.toordinal(), end.toordinal() + 1))
    return list(dict.fromkeys(day.isoformat()[: len(first)] for day in every))


def change() -> Change | None:
    """Return what the release being served brought, None where the one before is gone."""
    shelf = flask.current_app.extensions.setdefault(SHELF, ChangeShelf())
    assert isinstance(shelf, ChangeShelf)
    return shelf.change(backend.here().pool.snapshot)


@blueprint.get("/overview.<any(json, csv):suffix>")
def data(suffix: str) -> flask.Response:
    """Answer with the counts as records of what is counted, its name and the number."""
    board, found = current_board(), contents(backend.here())
    rows: list[Mapping[str, Any]] = [
        {"what": "kind", "name": name, "number": number} for name, number in sorted(found["kinds"].items())
    ]
    rows += [
        {"what": "statement", "name": "all", "number": len(board.statements)},
        {"what": "statement", "name": "contested", "number": sum(one.is_contested for one in board.statements)},
    ]
    for what in ("languages", "sources"):
        rows += [{"what": what.removesuffix("s"), "name": name, "number": number} for name, number in found[what]]
    rows += [{"what": "day", "name": day, "number": number} for day, number in found["days"].items()]
    rows += [{"what": "speaker", "name": row["label"], "number": int(row["claims"])} for row in found["quoted"]]
    return claims_board_files.answer(suffix, "counts", rows)
