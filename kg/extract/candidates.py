"""Numbers that may be counts, and which measures what happened can give them."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.nouns import Noun

_DEFAULTS = {"soldier": "troops", "demonstrator": "protesters"}
# What befalls persons only, so that a noun that the lists don't know is one.
_OF_PERSONS = frozenset({"killed", "injured", "detained", "arrested", "none"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with its noun; `start` is that of its comparator, `end` that of its noun."""

    start: int
    number_end: int
    end: int
    noun: Noun | None
    contained: bool = False

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
        if self.is_unknown and label not in _OF_PERSONS:
            return None
        if self.kind == "person":
            if label == "troops":
                return self.default or "other"
            return None if label == "damaged" else label
        if self.kind in ("building", "vehicle") and label in ("damaged", "injured"):
            return f"{self.kind}s_damaged"
        return None
