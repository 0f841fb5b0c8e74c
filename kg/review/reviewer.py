"""Who decides, and the file that their decisions are added to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimgraph.errors import ClaimGraphError
from claimgraph.link.decision_file import Adding, adding
from claimgraph.link.decisions import Decision, fault, following, in_force, read


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews: name, today's date by their clock, and the file that their decisions are added to."""

    author: str
    date: str
    file: Path

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions of the file."""
        return read(self.file).decisions if self.file.exists() else ()

    def decide(self, decision: Decision) -> Decision:
        """Add a decision to the file; raise ClaimGraphError where it can't be one."""
        if reason := fault(decision):
            raise ClaimGraphError(reason)
        with adding(self.file) as file:
            return decide(file, decision)

    def undo(self, id: str | None = None) -> Decision | None:
        """Undo a decision that is in force, the last of the reviewer's own unless an id is given; return it."""
        if not self.file.exists():
            return None
        with adding(self.file) as file:
            last = undoable(file.decisions, self.author, id)
            if last is not None:
                decide(file, Decision(action="undo", undoes=last.id, author=self.author, date=self.date))
        return last


def decide(file: Adding, decision: Decision) -> Decision:
    """Add a decision as the one that follows those of a file; return it as it was added."""
    made = following(file.decisions, decision)
    file.add(made)
    return made


def undoable(decisions: tuple[Decision, ...], author: str, id: str | None = None) -> Decision | None:
    """Return the decision in force with an id, without one the last of an author; None where there is none."""
    own = [d for d in in_force(decisions) if (d.author == author if id is None else d.id == id)]
    return own[-1] if own else None
