"""Counts of what was asked for, found and right, and the ratios made of them; ratios have four digits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from claimgraph.model import Span

Group = tuple[str, str]
"""What a tally is about: ("all", ""), ("language", "nb"), ("type", "ORG"), ("form", "direct"), ..."""
ALL: Group = ("all", "")
NONE = "–"
"""Stands in a confusion for what the other side has not."""


def ratio(part: int, whole: int) -> float | None:
    """Return a share, None of nothing.

    >>> ratio(2, 3), ratio(0, 0)
    (0.6667, None)
    """
    return round(part / whole, 4) if whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right of those found and of those in the gold; a hit is one of both."""

    hit: int
    found: int
    gold: int

    @property
    def p(self) -> float | None:
        """Precision."""
        return ratio(self.hit, self.found)

    @property
    def r(self) -> float | None:
        """Recall."""
        return ratio(self.hit, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return ratio(2 * self.hit, self.found + self.gold)


@dataclass(frozen=True, slots=True)
class Overlap:
    """As Score where one found item may meet several of the gold: both sides count their own hits."""

    found_hit: int
    gold_hit: int
    found: int
    gold: int

    @property
    def p(self) -> float | None:
        """Share of those found that touch the gold."""
        return ratio(self.found_hit, self.found)

    @property
    def r(self) -> float | None:
        """Share of the gold that is touched."""
        return ratio(self.gold_hit, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both shares, 0 where the gold is not touched at all."""
        if self.p and self.r:
            return round(2 * self.p * self.r / (self.p + self.r), 4)
        return 0.0 if self.gold else None


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall that are means over items: their sums, the number of items, and of groups on both sides."""

    sum_p: float
    sum_r: float
    items: int
    found: int
    gold: int

    @property
    def p(self) -> float | None:
        """Mean precision."""
        return round(self.sum_p / self.items, 4) if self.items else None

    @property
    def r(self) -> float | None:
        """Mean recall."""
        return round(self.sum_r / self.items, 4) if self.items else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        return round(2 * self.p * self.r / (self.p + self.r), 4) if self.p and self.r else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between gold and prediction in one text; a side that has nothing there has no spans."""

    part: str
    kind: str
    text: str
    gold: tuple[Span, ...] = ()
    found: tuple[Span, ...] = ()
    expected: str = ""
    got: str = ""

    @property
    def place(self) -> Span:
        """The words from the first to the last of either side."""
        spans = (*self.gold, *self.found)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(slots=True)
class Compared:
    """Tallies by group, what was taken for what, and the mistakes; of one text or of many."""

    tallies: dict[Group, Counter[str]] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, groups: tuple[Group, ...], counts: Counter[str] | dict[str, int]) -> None:
        """Add counts to some groups."""
        for group in groups:
            self.tallies.setdefault(group, Counter()).update(counts)

    def add(self, other: Compared) -> None:
        """Add what another comparison counted."""
        for group, counts in other.tallies.items():
            self.count((group,), counts)
        self.confusion.update(other.confusion)
        self.mistakes += other.mistakes

    def groups(self, what: str) -> list[str]:
        """Return the names of the groups of one sort, sorted."""
        return sorted(name for sort, name in self.tallies if sort == what)
