"""/claims: what is claimed by whom, what conflicts with what, and how sources tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.server import backend, claims_board_files, comparison_json
from claimgraph.server.claims_board_chart import bounds, by_source, over_time
from claimgraph.server.claims_board_choice import (
    ORDERS,
    PER_PAGE,
    VIEWS,
    BoardChoice,
    Offers,
    offers,
    panels,
    read_board_choice,
)
from claimgraph.server.claims_board_data import Board, BoardShelf, Statement
from claimgraph.server.claims_board_manner import manners
from claimgraph.server.claims_board_words import passages
from claimgraph.server.comparison import SHELF as COMPARISONS
from claimgraph.server.comparison_choice import WrongChoice
from claimgraph.server.comparison_data import ComparisonShelf, Relation, Told

blueprint = flask.Blueprint("claims_board", __name__)

SHELF = "claimgraph.claims_board"
MEMBERS, RIVALS = 4, 2
"""Claims and statements held against it that a statement shows on the board; its own page shows all."""
MOST = 300
"""Claims and relations that the page of a statement shows at most."""
DRAW = {"source": by_source, "time": over_time}


def current_board() -> Board:
    """Return the board of the release being served."""
    held = flask.current_app.extensions
    comparisons = held.setdefault(COMPARISONS, ComparisonShelf())
    shelf = held.setdefault(SHELF, BoardShelf())
    assert isinstance(comparisons, ComparisonShelf)
    assert isinstance(shelf, BoardShelf)
    here = backend.here()
    return shelf.board(here, comparisons.comparison(here))


def asked() -> tuple[Board, BoardChoice]:
    """Return the board and what of it the address asks for; 400 where that can't be read."""
    board = current_board()
    try:
        return board, read_board_choice(flask.request.args, board)
    except WrongChoice as error:
        raise BadRequest(str(error)) from error


@blueprint.get("/claims")
def page() -> str:
    """Show one view of the board."""
    board, choice = asked()
    listed, content = SHOWN[choice.view](board, choice)
    first = (choice.page - 1) * PER_PAGE[choice.view]
    return flask.render_template(
        "claims.html",
        **shared(board),
        **content,
        choice=choice,
        views=VIEWS,
        orders=ORDERS,
        offers=offered(board),
        total=listed,
        first=first,
        more=first + PER_PAGE[choice.view] < listed,
    )


def offered(board: Board) -> Offers:
    """Return what the fields of the form offer, gathered once per release."""
    kept: tuple[Board, Offers] | None = flask.current_app.extensions.get(f"{SHELF}.offers")
    if kept is None or kept[0] is not board:
        kept = flask.current_app.extensions[f"{SHELF}.offers"] = board, offers(board)
    return kept[1]


def shared(board: Board) -> Mapping[str, Any]:
    """Return what the templates of statements need."""
    return {
        "labels": board.comparison.labels,
        "terms": board.terms,
        "meanings": board.meanings,
        "members_shown": MEMBERS,
        "rivals_shown": RIVALS,
        "other_side": other_side,
        "bounds": bounds,
        "board": board,
    }


def other_side(relation: Relation, statement: Statement) -> Told:
    """Return the claim that a relation holds against one of a statement."""
    own = {told.iri for told in statement.members}
    return relation.right if relation.left.iri in own else relation.left


def cut_out(choice: BoardChoice) -> slice:
    """Return which records stand on the page."""
    size = PER_PAGE[choice.view]
    return slice((choice.page - 1) * size, choice.page * size)


def show_statements(board: Board, choice: BoardChoice) -> tuple[int, Mapping[str, Any]]:
    """Return the statements of the page with the passages of their first claims."""
    found = choice.statements(board)
    shown = found[cut_out(choice)]
    ordered = {one.key: fitting_first(board, choice, one) for one in shown}
    wanted = [told for members in ordered.values() for told in members[:MEMBERS]]
    return len(found), {
        "statements": shown,
        "ordered": ordered,
        "passages": passages(backend.here(), board, wanted),
        "contested": sum(one.is_contested for one in found),
    }


def fitting_first(board: Board, choice: BoardChoice, statement: Statement) -> list[Told]:
    """Return the claims of a statement, those first that the filters ask for."""
    return sorted(statement.members, key=lambda told: not choice.claim_fits(board, told))


def show_figures(board: Board, choice: BoardChoice) -> tuple[int, Mapping[str, Any]]:
    """Return the drawings of the page."""
    found = panels(board, choice.claims(board), choice.measure)
    return len(found), {"drawings": [DRAW[choice.by](panel) for panel in found[cut_out(choice)]]}


def show_matrix(board: Board, choice: BoardChoice) -> tuple[int, Mapping[str, Any]]:
    """Return the matrix of the statements of the page, the publishers with most cells first."""
    found = [one for one in choice.statements(board) if one.cluster]
    return len(found), {"matrix": matrix_of(board, found[cut_out(choice)]), "statements": found[cut_out(choice)]}


def matrix_of(board: Board, statements: list[Statement]) -> dict[str, Any]:
    """Return which publisher reports which of some clusters and which is silent, the busiest publishers first."""
    clusters = [one.cluster for one in statements if one.cluster]
    found = comparison_json.coverage(board.comparison, clusters)
    cells = [row["cells"] for row in found["clusters"]]
    known = sorted(
        found["sources"],
        key=lambda source: (
            -sum(source["source"] in row for row in cells),
            source["name"].casefold(),
            source["source"],
        ),
    )
    return {"sources": known, "cells": cells}


def show_manner(board: Board, choice: BoardChoice) -> tuple[int, Mapping[str, Any]]:
    """Return how publishers tell claims."""
    found = manners(choice.claims(board))
    return len(found), {"manners": found[cut_out(choice)]}


SHOWN = {"statements": show_statements, "figures": show_figures, "matrix": show_matrix, "manner": show_manner}


@blueprint.get("/claims.<any(json, csv):suffix>")
def data(suffix: str) -> flask.Response:
    """Answer with all that a view holds, as records."""
    board, choice = asked()
    name, rows = claims_board_files.records(board, choice)
    return claims_board_files.answer(suffix, name, rows)


@blueprint.get("/claims/<key>")
def statement(key: str) -> str:
    """Show one statement with all its claims, all that is held against it, and its figures."""
    board = current_board()
    found = find(board, key)
    members = found.members[:MOST]
    near = panels(board, [*members, *(told for rival in found.rivals for told in rival.statement.members)], "")
    own = {told.iri for told in members}
    return flask.render_template(
        "claims_statement.html",
        **shared(board),
        statement=found,
        passages=passages(backend.here(), board, members),
        ordered={found.key: members},
        drawings=[by_source(panel) for panel in near if own & {figure.told.iri for figure in panel.figures}],
        manners=manners(members),
        matrix=matrix_of(board, [found]),
        most=MOST,
    )


@blueprint.get("/claims/<key>.<any(json, csv):suffix>")
def statement_data(key: str, suffix: str) -> flask.Response:
    """Answer with the claims of one statement and its relations as records."""
    board = current_board()
    found = find(board, key)
    rows = claims_board_files.claims_of(found, board) if suffix == "csv" else [claims_board_files.whole(found, board)]
    return claims_board_files.answer(suffix, "statement", rows)


def find(board: Board, key: str) -> Statement:
    """Return a statement; 404 without one."""
    found = board.find(key)
    if found is None:
        raise NotFound(f"this release has no statement {key}; all are at /claims")
    return found
