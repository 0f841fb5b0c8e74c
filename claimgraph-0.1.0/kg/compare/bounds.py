"""Closed intervals, each end of which may be open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a count or an amount may be: from `lower` to `upper`, both included; None is no bound.

    Nothing counted is less than nought, so that `lower=0` is no bound either.

    >>> Bounds(161, None).contains(Bounds(164, 164))
    True
    """

    lower: float | None
    upper: float | None

    @property
    def least(self) -> float:
        """The lowest value, 0 where there is no bound."""
        return self.lower or 0

    @property
    def most(self) -> float:
        """The highest value, infinity where there is no bound."""
        return float("inf") if self.upper is None else self.upper

    @property
    def open_side(self) -> Side | None:
        """On which side alone there is no bound, as in `more than 5` (above) or `fewer than 5` (below)."""
        if self.least > 0 and self.upper is None:
            return "above"
        return "below" if self.least == 0 and self.most > 0 and self.upper is not None else None

    def equals(self, other: Bounds) -> bool:
        """Tell whether both allow the same values."""
        return (self.least, self.most) == (other.least, other.most)

    def overlaps(self, other: Bounds) -> bool:
        """Tell whether some value fits both."""
        return self.least <= other.most and other.least <= self.most

    def contains(self, other: Bounds) -> bool:
        """Tell whether all that fits the other fits this one."""
        return self.least <= other.least and other.most <= self.most

    def exceeds(self, other: Bounds) -> bool:
        """Tell whether every value here is higher than every value there."""
        return self.least > other.most

    def is_tighter(self, other: Bounds) -> bool:
        """Tell whether both are open on the same side and this one says more: `more than 20` beside `more than 10`."""
        side = self.open_side
        return side is not None and side == other.open_side and other.contains(self) and not self.equals(other)
