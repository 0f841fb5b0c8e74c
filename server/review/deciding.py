"""A decision is made: checked against those of others, added to the file, entered in the audit log.

The record of the audit log is noted before the decision is added, so that a crash in between loses neither: whoever
adds next enters it where the decision is there, and forgets it where it isn't.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

import msgspec
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, NotFound

from claimgraph.audit import Record
from claimgraph.drafts import replace_file
from claimgraph.link.decision_file import Adding, adding
from claimgraph.link.decisions import Decision, fault, following
from claimgraph.review.answers import Pen
from claimgraph.review.doubts import Doubt, Settled
from claimgraph.review.reviewer import undoable
from claimgraph.review.screen import told
from claimgraph.server.review.desk import Desk
from claimgraph.server.review.queue import Queue
from claimgraph.server.review.wishes import Wish, decision_of, doubt_of


@dataclass(frozen=True, slots=True)
class Made:
    """A decision that was made, in words, and the doubt that it answers or opens again."""

    decision: Decision
    words: str
    doubt: str = ""


def make(wish: Wish, queue: Queue, desk: Desk, author: str) -> Made:
    """Make the decision that a wish stands for; what is refused stands in the audit log too."""
    try:
        pen = Pen(author, date.today().isoformat(), wish.note or None)
        with adding(desk.file) as file:
            recall(file, desk)
            return undo(wish, queue, desk, pen, file) if wish.answer == "undo" else decide(wish, queue, desk, pen, file)
    except HTTPException as error:
        refused = {"outcome": "failed", "reason": error.description}
        desk.log.append(record(author, msgspec.json.encode(wish)) | refused)
        raise


def decide(wish: Wish, queue: Queue, desk: Desk, pen: Pen, file: Adding) -> Made:
    """Add an answer; 409 where somebody has answered meanwhile."""
    doubt = doubt_of(wish, queue)
    made = following(file.decisions, decision_of(wish, doubt, queue, pen))
    earlier = Settled(file.decisions).by(doubt) if doubt is not None else None
    if earlier is not None and not wish.again:
        raise Conflict(f"{earlier.author} has decided this meanwhile: {told(earlier)}")
    add(made, desk, file)
    return Made(made, told(made), doubt.id if doubt is not None else "")


def undo(wish: Wish, queue: Queue, desk: Desk, pen: Pen, file: Adding) -> Made:
    """Undo a decision, the last of the reviewer's own unless one is named; 404 where there is none."""
    undone = undoable(file.decisions, pen.author, wish.undoes)
    if undone is None:
        raise NotFound("no such decision is in force" if wish.undoes else "nothing of yours to undo")
    made = pen.write("undo", undoes=undone.id)
    if reason := fault(made):
        raise BadRequest(reason)
    doubt = answered_by(undone, queue, file)
    add(following(file.decisions, made), desk, file)
    return Made(made, told(undone), doubt.id if doubt is not None else "")


def answered_by(decision: Decision, queue: Queue, file: Adding) -> Doubt | None:
    """Return the doubt that a decision answers."""
    settled = Settled(file.decisions)
    keys = {subject.key for subject in decision.subjects}
    near = (doubt for doubt in queue.doubts if doubt.entity.key in keys)
    return next((doubt for doubt in near if settled.by(doubt) == decision), None)


def add(made: Decision, desk: Desk, file: Adding) -> None:
    """Add a decision and enter it in the audit log; both are safe on disk on return."""
    content = msgspec.json.encode(made)
    noted = record(made.author, content) | {"decision": made.id, "action": made.action, "outcome": "done"}
    replace_file(desk.pending, json.dumps(noted, ensure_ascii=False))
    file.add(made)
    desk.log.append(noted)
    desk.pending.unlink()


def recall(file: Adding, desk: Desk) -> None:
    """Enter, or forget, what a crash has left noted."""
    if not desk.pending.exists():
        return
    noted: Record = json.loads(desk.pending.read_text(encoding="utf-8"))
    added = any(decision.id == noted["decision"] for decision in file.decisions)
    if added and all(known.get("id") != noted["id"] for known in desk.log.records()):
        desk.log.append(noted)
    desk.pending.unlink()


def record(author: str, content: bytes) -> Record:
    """Return what the audit log says of every decision."""
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {
        "id": uuid.uuid4().hex, "when": when, "who": author, "what": "review", "sha256": sha256(content).hexdigest(),
        "bytes": len(content), "begins": content[:200].decode("utf-8", "replace"),
    }  # fmt: skip
