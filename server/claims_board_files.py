"""The views of the claims board as records, for JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import flask

from claimgraph.server import backend, comparison_json
from claimgraph.server.claims_board_choice import BoardChoice, Panel, panels
from claimgraph.server.claims_board_data import Board, Figure, Statement
from claimgraph.server.claims_board_manner import Manner, manners

Record = Mapping[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


def records(board: Board, choice: BoardChoice) -> tuple[str, list[Record]]:
    """Return what a view is called and all its records."""
    if choice.view == "figures":
        found = panels(board, choice.claims(board), choice.measure)
        return "figures", [figure_record(panel, figure) for panel in found for figure in panel.figures]
    if choice.view == "matrix":
        return "cells", cells(board, choice.statements(board))
    if choice.view == "manner":
        return "sources", [manner_record(found) for found in manners(choice.claims(board))]
    return "statements", [summary(one) for one in choice.statements(board)]


def summary(statement: Statement) -> Record:
    """Return a statement without its claims."""
    dates = statement.dates
    return {
        "key": statement.key,
        "iri": statement.iri,
        "sample": statement.sample.words,
        "language": statement.sample.lang,
        "claims": len(statement.members),
        "sources": [name for _, name in statement.sources],
        "languages": statement.languages,
        "independentRoots": statement.roots,
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "contested": statement.is_contested,
        "conflictsWith": [rival.statement.key for rival in statement.conflicts],
        "conflictsWithin": len(statement.disputed),
        "reasons": [relation.reason for rival in statement.conflicts for relation in rival.relations[:1]],
    }


def whole(statement: Statement, board: Board) -> Record:
    """Return a statement with its claims, its relations and its figures."""
    labels = board.comparison.labels
    relations = [*statement.inner, *(relation for rival in statement.rivals for relation in rival.relations)]
    return {
        **summary(statement),
        "members": [comparison_json.claim(told, labels) for told in statement.members],
        "related": [comparison_json.relation(relation, labels) for relation in relations],
        "figures": [figure(one) for told in statement.members for one in board.figures.get(told.iri, ())],
    }


def claims_of(statement: Statement, board: Board) -> list[Record]:
    """Return the claims of a statement, one record each."""
    return [comparison_json.claim(told, board.comparison.labels) for told in statement.members]


def figure(found: Figure) -> Record:
    """Return a figure with its claim; an open bound is None."""
    told = found.told
    return {
        "measure": found.measure, "counted": found.counted, "words": found.words, "comparator": found.comparator,
        "lower": found.lower, "upper": found.upper, "value": found.value, "source": told.document.source_name,
        "published": told.document.published, "language": told.lang, "claim": told.iri,
        "document": told.document.iri,
    }  # fmt: skip


def figure_record(panel: Panel, found: Figure) -> Record:
    """Return a figure with the panel that it stands in."""
    return {"panel": panel.key, **figure(found)}


def cells(board: Board, statements: Sequence[Statement]) -> list[Record]:
    """Return the cells of the matrix that are not empty."""
    found = comparison_json.coverage(board.comparison, [one.cluster for one in statements if one.cluster])
    names = {row["source"]: row["name"] for row in found["sources"]}
    return [
        {
            "cluster": row["cluster"], "sample": row["sample"], "source": source, "sourceName": names[source],
            "state": cell["state"], "claims": cell.get("claims", 0), "documents": cell.get("documents", []),
        }
        for row in found["clusters"] for source, cell in row["cells"].items()
    ]  # fmt: skip


def manner_record(found: Manner) -> Record:
    """Return the claims of a publisher by stance and fidelity."""
    return {
        "source": found.source,
        "sourceName": found.name,
        "claims": found.claims,
        **{f"stance_{part.code}": part.number for part in found.stances},
        **{f"fidelity_{part.code}": part.number for part in found.fidelities},
    }


def answer(suffix: str, name: str, rows: Sequence[Record]) -> flask.Response:
    """Return records as JSON or CSV."""
    if suffix == "json":
        content = {"release": backend.here().release, "total": len(rows), name: rows}
        return flask.Response(json.dumps(content, ensure_ascii=False) + "\n", content_type="application/json")
    response = flask.Response(as_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response


def as_csv(rows: Sequence[Record]) -> str:
    """Return records as CSV; lists are joined with "; ", and no field begins like a formula."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([field(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def field(value: Any) -> Any:
    """Return a value as a field of CSV.

    >>> field(["a", "b"]), field("=1+1"), field(None), field(-3)
    ('a; b', "'=1+1", '', -3)
    """
    if isinstance(value, list | tuple):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else value
