"""Decisions as answers to doubts: what yes and no mean for each question, and what else may be said of an entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimgraph.link.decisions import Action, Decision
from claimgraph.review.doubts import Doubt, ranked
from claimgraph.review.survey import Seen


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes decisions, on which day, with which note."""

    author: str
    date: str
    note: str | None = None

    def write(self, action: Action, seen: Seen | None = None, **said: Any) -> Decision:
        """Return a decision about an entity."""
        subject = seen.subject() if seen is not None else None
        return Decision(action=action, subject=subject, author=self.author, date=self.date, note=self.note, **said)


def yes(pen: Pen, doubt: Doubt) -> Decision:
    """Return the decision that the machine's proposal, or what it did, is right."""
    match doubt.question:
        case "link" | "none":
            return pen.write("accept" if doubt.qid else "set", doubt.entity, qid=doubt.qid)
        case "same":
            assert doubt.other is not None, doubt
            return pen.write("merge", doubt.entity, others=(doubt.other.subject(),))
        case _:
            return pen.write("merge", doubt.entity, others=(doubt.part,))


def no(pen: Pen, doubt: Doubt) -> Decision | None:
    """Return the decision that it is wrong; None where that must be said by what is right instead."""
    match doubt.question:
        case "none" if doubt.qid is None:
            return None
        case "link" | "none":
            return pen.write("reject", doubt.entity, qid=doubt.qid)
        case "same":
            assert doubt.other is not None, doubt
            return pen.write("apart", doubt.entity, others=(doubt.other.subject(),))
        case _ if doubt.documents:
            return pen.write("split", doubt.entity, documents=doubt.documents)
        case _:
            return pen.write("split", doubt.entity, spellings=doubt.spellings)


def merged(pen: Pen, one: Seen, other: Seen) -> Decision:
    """Return the decision that two entities are one; that which is linked, or mentioned more, stays."""
    first, second = ranked(one, other)
    return pen.write("merge", first, others=(second.subject(),))
