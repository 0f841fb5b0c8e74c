"""Numbers that may be counts, and which measures what happened can give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.counting.nouns import Noun

_DEFAULTS = {"soldier": "troops", "demonstrator": "protesters"}
# What befalls a noun that the lists don't know: it may be no person.
_OF_UNKNOWN = frozenset({"killed", "injured", "detained", "arrested", "missing", "evacuated", "protesters"})
# What is done with the living and the dead: `pulled out 36 bodies`, `took 12 wounded to safety`.
_BROUGHT = frozenset({"rescued", "evacuated"})
_SUFFERED = frozenset({"killed", "injured"})
_ON_DUTY = frozenset({"soldier", "police"})
_THINGS = frozenset({"building", "vehicle"})
_HARM = frozenset({"damaged", "injured", "swept"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with its noun; `start` is that of its comparator, `end` that of its noun."""

    start: int
    number_start: int
    number_end: int
    end: int
    noun: Noun | None
    contained: bool = False
    single: bool = False
    """One, without a noun: a count only where a word of happening stands right beside it."""
    like: Noun | None = None
    """The noun of the number before, which a number without a noun may count too."""

    @property
    def kind(self) -> str:
        """The kind of what is counted; a bare number and an unknown noun count persons."""
        return self.noun.kind if self.noun else "person"

    @property
    def is_unknown(self) -> bool:
        """Whether a word follows that may be the noun, but that the lists don't know."""
        return self.noun is not None and not self.noun.known

    @property
    def default(self) -> str | None:
        """The measure without any verb; None when there is nothing to tell what was counted."""
        if self.noun is None or not self.noun.known:
            return None
        if self.kind == "vehicle" and self.noun.military:
            return "military_vehicles"
        return _DEFAULTS.get(self.noun.concept, "other")

    def measure(self, label: str) -> str | None:
        """Return the measure that a word of happening gives to this number, None when it has nothing to do with it."""
        if label == "none":
            return (self.noun.measure if self.noun else None) or self.default or "other"
        if self.kind == "person":
            return self._of_persons(label)
        return self._of_things(self.noun, label)

    def _of_persons(self, label: str) -> str | None:
        if label == "damaged":
            return self._of_things(self.like, label) if self.noun is None or self.noun.generic else None
        if label == "swept":
            return "missing"
        if self.is_unknown and label not in _OF_UNKNOWN:
            return None
        if label == "sent":
            return "troops" if self._serves() else self.default or "other"
        if label == "troops":
            return "troops" if self.noun is None or self.noun.generic else self.default or "other"
        if self.noun is None:
            return label
        if label == "protesters" and (self.noun.measure or self.noun.concept in _ON_DUTY):
            return self.noun.measure or self.default
        if label == "evacuated" and self.noun.concept == "soldier":
            return self.default
        if label == "rescued" and self.noun.concept == "detainee":
            return "other"
        if label in _BROUGHT and self.noun.measure in _SUFFERED:
            return self.noun.measure
        return label

    def _serves(self) -> bool:
        """Tell whether soldiers, police or men without further description are counted, as far as the words tell."""
        noun = self.noun or self.like
        return noun is not None and (noun.concept in _ON_DUTY or noun.generic)

    @staticmethod
    def _of_things(noun: Noun | None, label: str) -> str | None:
        if noun is None or noun.kind not in _THINGS or label not in _HARM:
            return None
        return "military_vehicles" if noun.military and noun.kind == "vehicle" else f"{noun.kind}s_damaged"


def linked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the numbers of a sentence, each with the noun of the last one that has a noun of its own."""
    found: list[Candidate] = []
    noun: Noun | None = None
    for candidate in candidates:
        found.append(replace(candidate, like=noun))
        if candidate.noun and candidate.noun.known and not candidate.noun.generic:
            noun = candidate.noun
    return found
