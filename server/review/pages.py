"""/review: the queue with one doubt, the decisions, and what their scripts ask for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import flask
import msgspec
from werkzeug.exceptions import Forbidden, InternalServerError, NotFound, UnsupportedMediaType

from claimgraph.errors import ClaimGraphError
from claimgraph.iri import Mint
from claimgraph.review.doubts import Doubt
from claimgraph.review.screen import question, told
from claimgraph.review.survey import Context, Seen
from claimgraph.server import access, backend, claims_board_files
from claimgraph.server.options import ServerOptions
from claimgraph.server.review.candidates import candidates, searched
from claimgraph.server.review.choice import KINDS, PER_PAGE, QUESTIONS, STATES, Choice, read_choice
from claimgraph.server.review.deciding import make
from claimgraph.server.review.desk import EXTENSION, Desk, desk
from claimgraph.server.review.queue import Queue
from claimgraph.server.review.records import candidate_record, decision_record, doubt_record, entity_record, state
from claimgraph.server.review.wishes import read_wish
from claimgraph.server.tokens import Token
from claimgraph.server.words import noted

blueprint = flask.Blueprint("review", __name__)
log = logging.getLogger(__name__)

CONTEXTS, FOUND, LATEST = 4, 20, 500
READ_ONLY = "this server is read-only: decisions are refused"
WORDS = {
    "undo": noted("takes another back"),
    "undone": noted("undone, or another came later"),
    "in release": noted("holds in this release"),
    "waits": noted("waits for the next build, or no longer applies"),
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """An entity as the page of a doubt shows it."""

    seen: Seen
    iri: str
    contexts: list[Context]


def register(app: flask.Flask, store: Path, options: ServerOptions) -> None:
    """Serve the review of a store."""
    app.extensions[EXTENSION] = Desk(store, options)
    app.register_blueprint(blueprint)


@blueprint.after_request
def keep_fresh(response: flask.Response) -> flask.Response:
    """Have nothing kept: decisions change what is asked, and no release tells of them."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def current_queue() -> Queue:
    """Return the doubts of the release being served."""
    return desk().shelf.queue(backend.here())


def prepare() -> None:
    """Read all that the page needs of the release being served, so that nobody waits for it."""
    current_queue()
    titles()


def of_file(read: Callable[[], T]) -> T:
    """Return what is done with the file of decisions; 500 where it can't be used, with the reason in the log alone."""
    try:
        return read()
    except ClaimGraphError as error:
        log.error("%s", error)
        raise InternalServerError("the file of decisions can't be used; the log of the server says why") from error


def applied() -> frozenset[str]:
    """Return the decisions that the release being served has."""
    rows = backend.here().once("review_applied")
    return frozenset(row["label"].rpartition(" ")[2] for row in rows)


@blueprint.get("/review")
def page() -> str:
    """Show what is doubtful, and one doubt in full."""
    queue, decided, choice = current_queue(), of_file(desk().decided), read_choice(flask.request.args)
    asked = choice.of(queue.doubts, decided.settled)
    first = (choice.page - 1) * PER_PAGE
    listed = asked[first : first + PER_PAGE]
    doubt = chosen(choice, queue) if choice.item else next(iter(listed), None)
    waiting = [one for one in decided.all if state(one, decided, applied()) == "waits"]
    return flask.render_template(
        "review.html", choice=choice, listed=listed, first=first, total=len(asked), per_page=PER_PAGE,
        open=sum(not decided.settled.has(one) for one in queue.doubts), everything=len(queue.doubts),
        waiting=len(waiting), settled=decided.settled, questions=QUESTIONS, kinds=KINDS, states=STATES,
        languages=languages(queue), writable=backend.here().options.writable, question=question, told=told,
        **(in_full(doubt, queue) if doubt is not None else {"doubt": None}),
    )  # fmt: skip


def chosen(choice: Choice, queue: Queue) -> Doubt:
    """Return the doubt that an address names; 404 where the release has none such."""
    if choice.item not in queue.by_id:
        raise NotFound(f"release {queue.release} has no doubt {choice.item}; all are at /review")
    return queue.by_id[choice.item]


def languages(queue: Queue) -> list[str]:
    """Return the languages in which doubted entities have names."""
    return sorted({lang for doubt in queue.doubts for lang in doubt.entity.names})


def in_full(doubt: Doubt, queue: Queue) -> dict[str, Any]:
    """Return all that the page of a doubt shows."""
    entities = [doubt.entity, *([doubt.other] if doubt.other else [])]
    mint, survey = Mint(backend.here().base), queue.survey
    found = candidates(doubt.entity, desk().items.records()) if doubt.question in ("link", "none") else []
    return {
        "doubt": doubt,
        "items": {one.qid: one.label for one in found},
        "candidates": found,
        "entities": [
            Shown(seen, mint.entity(seen.key).value, survey.contexts(seen.key, CONTEXTS, doubt.documents))
            for seen in entities
        ],
        "titles": {key.rpartition("/")[2]: told for key, told in titles().items()},
        "base": mint.base,
    }


def titles() -> dict[str, str]:
    """Return what each document is called, by IRI."""
    rows = backend.here().once("document_titles")
    return {row["document"]: row.get("headline") or row.get("name") or "document" for row in rows}


@blueprint.get("/review.<any(json, csv):suffix>")
def data(suffix: str) -> flask.Response:
    """Answer with the queue as records."""
    queue, decided = current_queue(), of_file(desk().decided)
    asked = read_choice(flask.request.args).of(queue.doubts, decided.settled)
    return claims_board_files.answer(suffix, "doubts", [doubt_record(doubt, decided.settled) for doubt in asked])


@blueprint.get("/review/doubts/<key>.json")
def doubt_data(key: str) -> flask.Response:
    """Answer with one doubt, its entities in context, and the items that it may be."""
    queue, decided = current_queue(), of_file(desk().decided)
    found = in_full(chosen(Choice(item=key), queue), queue)
    return flask.jsonify(
        **doubt_record(found["doubt"], decided.settled),
        entities=[entity_record(shown.seen, shown.contexts) for shown in found["entities"]],
        candidates=[candidate_record(one) for one in found["candidates"]],
    )


@blueprint.get("/review/decisions")
def decisions() -> str:
    """Show what people decided, the last first."""
    decided, known = of_file(desk().decided), applied()
    rows = [decision_record(one, decided, known) for one in reversed(decided.all)]
    return flask.render_template("review_decisions.html", rows=rows[:LATEST], total=len(rows), words=WORDS)


@blueprint.get("/review/decisions.<any(json, csv):suffix>")
def decisions_data(suffix: str) -> flask.Response:
    """Answer with what people decided as records."""
    decided, known = of_file(desk().decided), applied()
    rows = [decision_record(one, decided, known) for one in decided.all]
    return claims_board_files.answer(suffix, "decisions", rows)


@blueprint.get("/review/decisions.jsonl")
def decisions_file() -> flask.Response:
    """Answer with the decisions in the form of their file, as `claimgraph review apply` and `build` take it."""
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in of_file(desk().decided).all)
    return flask.Response(lines, content_type="application/jsonl")


@blueprint.post("/review/decisions")
def decide() -> tuple[flask.Response, int]:
    """Take a decision of whoever holds a token of scope update; 201 when it is safe on disk."""
    author = reviewer().name
    if flask.request.mimetype != "application/json":
        raise UnsupportedMediaType("send the decision as application/json")
    wish, queue = read_wish(flask.request.get_data()), current_queue()
    made = of_file(lambda: make(wish, queue, desk(), author))
    answer = {"id": made.decision.id, "action": made.decision.action, "says": made.words, "doubt": made.doubt}
    return flask.jsonify(answer), 201


def reviewer() -> Token:
    """Return the token of the request; 401 or 403 where it may not decide."""
    if not backend.here().options.writable:
        raise Forbidden(READ_ONLY)
    return access.require("update")


@blueprint.get("/review/reviewer.json")
def who() -> flask.Response:
    """Tell whose token was sent; refused unless it may decide."""
    return flask.jsonify(name=reviewer().name)


@blueprint.get("/review/entities.json")
def entities() -> flask.Response:
    """Answer with the entities that a text names, those mentioned most first."""
    found = current_queue().named(flask.request.args.get("q", "").strip(), FOUND)
    brief = [
        {"key": one.key, "kind": one.kind, "label": one.label, "mentions": one.mentions, "claims": one.claims}
        for one in found
    ]
    return flask.jsonify(entities=brief)


@blueprint.get("/review/items.json")
def items() -> flask.Response:
    """Answer with the items of the index that a text names, or the one whose QID it is."""
    words = flask.request.args.get("q", "")
    found = searched(words, desk().items.records()) if words.strip() else []
    return flask.jsonify(items=[candidate_record(one) for one in found])
