"""One clause while its happenings are read, and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.happenings.clauses import Clause
from claimgraph.extract.happenings.denoting import Denoter
from claimgraph.extract.happenings.story import Story
from claimgraph.extract.speech.passage import Passage
from claimgraph.model import Event, Filler, Party, Span


@dataclass(frozen=True, slots=True)
class Told:
    """A happening in a clause: its type, the words for it, and who plays which role."""

    event: str
    trigger: Span
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One clause of a sentence, with what is needed to tell who is meant in it."""

    p: Passage
    clause: Clause
    lang: str
    story: Story
    denoter: Denoter
    speaker: Party | None = None
    """Who speaks, where a verb without subject means him: in the first clause of what he says."""

    @property
    def folded(self) -> str:
        """The text in lower case."""
        return self.story.folded

    def spans(self) -> list[Span]:
        """Return the words of the clause."""
        return [self.p.span(lo, hi) for lo, hi in self.clause.parts]

    def events(self) -> list[Event]:
        """Return the events whose triggers stand in the clause."""
        return self.story.events_in(self.spans())
