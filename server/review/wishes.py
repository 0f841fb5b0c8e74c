"""What a reviewer sends, read and checked, and the decision that it stands for."""

from __future__ import annotations

from typing import Literal

import msgspec
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.link.decisions import Decision, fault
from claimgraph.review.answers import Pen, merged, no, yes
from claimgraph.review.doubts import Doubt
from claimgraph.review.survey import Seen
from claimgraph.server.review.queue import Queue

Answer = Literal["accept", "reject", "set", "merge", "split", "rename", "undo"]


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to a doubt, or what is said of an entity by its key.

    `again` decides what somebody has decided already.
    """

    answer: Answer
    doubt: str = ""
    entity: str = ""
    other: str = ""
    qid: str | None = None
    spellings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    name: str | None = None
    lang: str | None = None
    undoes: str | None = None
    note: str | None = None
    again: bool = False


def read_wish(content: bytes) -> Wish:
    """Return what a request asks for; 400 where it can't be read."""
    try:
        return msgspec.json.decode(content, type=Wish)
    except (ValueError, msgspec.MsgspecError) as error:
        raise BadRequest(f"the decision can't be read: {error}") from error


def doubt_of(wish: Wish, queue: Queue) -> Doubt | None:
    """Return the doubt that is answered; 404 where this release has no such doubt."""
    if not wish.doubt:
        return None
    if wish.doubt not in queue.by_id:
        raise NotFound(f"release {queue.release} has no doubt {wish.doubt}: look at the queue again")
    return queue.by_id[wish.doubt]


def decision_of(wish: Wish, doubt: Doubt | None, queue: Queue, pen: Pen) -> Decision:
    """Return the decision that a wish stands for; 400 where it stands for none, 404 where it names no entity."""
    seen = doubt.entity if doubt is not None and not wish.entity else found(queue, wish.entity)
    made = WRITERS[wish.answer](wish, doubt, queue, pen, seen)
    if reason := fault(made):
        raise BadRequest(reason)
    return made


def found(queue: Queue, key: str) -> Seen:
    """Return an entity by its key."""
    seen = queue.entity(key)
    if seen is None:
        raise NotFound(f"release {queue.release} has no entity {key!r}")
    return seen


def answered(wish: Wish, doubt: Doubt | None, queue: Queue, pen: Pen, seen: Seen) -> Decision:
    """Return the decision of a yes or a no."""
    if doubt is None:
        raise BadRequest(f"{wish.answer} answers a doubt: name it")
    made = (yes if wish.answer == "accept" else no)(pen, doubt)
    if made is None:
        raise BadRequest("set the item that it is instead")
    return made


def with_item(wish: Wish, doubt: Doubt | None, queue: Queue, pen: Pen, seen: Seen) -> Decision:
    """Return the decision that an entity is an item, or none."""
    proposed = doubt is not None and doubt.qid is not None and wish.qid == doubt.qid
    return pen.write("accept" if proposed else "set", seen, qid=wish.qid)


def with_other(wish: Wish, doubt: Doubt | None, queue: Queue, pen: Pen, seen: Seen) -> Decision:
    """Return the decision that two entities are one."""
    other = found(queue, wish.other)
    if other.key == seen.key:
        raise BadRequest("an entity is merged with another one")
    return merged(pen, seen, other)


def without_part(wish: Wish, doubt: Doubt | None, queue: Queue, pen: Pen, seen: Seen) -> Decision:
    """Return the decision that spellings or documents belong to another entity."""
    strange = [*(name for name in wish.spellings if name not in seen.spellings()),
               *(key for key in wish.documents if key not in seen.written)]  # fmt: skip
    if strange:
        raise BadRequest(f"{seen.label} has no spelling or document {strange[0]!r}")
    if seen.spellings().keys() <= set(wish.spellings) or seen.written.keys() <= set(wish.documents):
        raise BadRequest("a part is taken out, not all")
    spellings, documents = tuple(dict.fromkeys(wish.spellings)), tuple(dict.fromkeys(wish.documents))
    return pen.write("split", seen, spellings=spellings, documents=documents)


def renamed(wish: Wish, doubt: Doubt | None, queue: Queue, pen: Pen, seen: Seen) -> Decision:
    """Return the decision that an entity has another name."""
    return pen.write("rename", seen, name=wish.name, lang=wish.lang or None)


WRITERS = {
    "accept": answered,
    "reject": answered,
    "set": with_item,
    "merge": with_other,
    "split": without_part,
    "rename": renamed,
}
