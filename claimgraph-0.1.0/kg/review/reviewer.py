"""Who decides, and the file that their decisions are added to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimgraph.errors import ClaimGraphError
from claimgraph.link.decisions import Decision, append, fault, following, in_force, read


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
        made = following(self.decisions(), decision)
        append(self.file, [made])
        return made

    def undo(self, id: str | None = None) -> Decision | None:
        """Undo a decision that is in force, the last of the reviewer's own unless an id is given; return it."""
        own = (d for d in in_force(self.decisions()) if (d.author == self.author if id is None else d.id == id))
        last = next(reversed(list(own)), None)
        if last is not None:
            self.decide(Decision(action="undo", undoes=last.id, author=self.author, date=self.date))
        return last
