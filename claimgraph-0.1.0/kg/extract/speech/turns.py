"""Conversations in lines of their own: who asks again, and who answers, where a line has no reporting words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from claimgraph.model import Claim, Party, Span


@dataclass(frozen=True, slots=True)
class Turn:
    """A line of speech: its number among the paragraphs, who speaks, and whether it is a question."""

    number: int
    party: Party
    asks: bool


@dataclass(slots=True)
class Conversation:
    """The lines of speech that follow one another without anything between."""

    turns: list[Turn] = field(default_factory=list)

    def speaker(self, number: int, asks: bool) -> Party | None:
        """Return who speaks a line without reporting words: the one who asked asks again, the other one answers.

        None where the lines before it don't show two people of whom one asks.
        """
        if not self.turns or self.turns[-1].number != number - 1:
            return None
        if asks == self.turns[-1].asks:
            return None
        return next((turn.party for turn in reversed(self.turns) if turn.asks == asks), None)

    def heard(self, number: int, claim: Claim, line: Span, text: str) -> Claim:
        """Return the last claim of a line with who speaks it, and remember the line."""
        asks = "?" in line.of(text)
        told = claim.cue is not None and line.contains(claim.cue)
        party = None if told else self.speaker(number, asks)
        if not self.turns or self.turns[-1].number != number - 1:
            self.turns.clear()
        claim = replace(claim, speaker=party) if party else claim
        if claim.speaker is not None:
            self.turns.append(Turn(number, claim.speaker, asks))
        return claim
