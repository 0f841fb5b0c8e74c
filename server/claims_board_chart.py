"""Where figures with their bounds stand in a drawing, across in percent so that it fits any width.

A bar goes from the lower bound to the upper one; an open bound goes on to the edge and ends in an arrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimgraph.server.claims_board_choice import Panel
from claimgraph.server.claims_board_data import Figure
from claimgraph.server.words import gettext as _

LEFT, RIGHT = 2.0, 98.0
"""Edges of the scale, percent of the width; what lies beyond them is for open bounds."""
TOP, BOTTOM, HEIGHT = 22, 226, 256
"""Edges of the scale over time, and the height of that drawing, in pixels."""
WIDE = 50
"""A largest number this many times the smallest is drawn on a logarithmic scale."""
COLOURS = 8
STEP = 20
"""Pixels between marks that would cover each other."""
NEAR_X = 4.0
"""Bars nearer than this, in percent of the width, may cover each other."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From numbers to shares of an axis between 0 and 1."""

    low: float
    high: float
    is_log: bool

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Scale:
        """Return a scale that holds all bounds of some figures."""
        known = [n for f in figures for n in (f.lower, f.value, f.upper) if n is not None]
        low, high = min(known, default=0.0), max(known, default=1.0)
        if low > 0 and high / low > WIDE:
            return cls(10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)), True)
        return cls(min(0.0, low), max(1.0, _round_up(high)), False)

    def share(self, number: float) -> float:
        """Return where a number stands."""
        if self.is_log:
            return math.log(max(number, self.low) / self.low) / math.log(self.high / self.low)
        return (number - self.low) / (self.high - self.low)

    def numbers(self) -> list[float]:
        """Return the numbers that have a line."""
        if self.is_log:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            return [10.0**power for power in range(first, last + 1)]
        step = _step(self.high - self.low)
        count = math.floor((self.high - self.low) / step + 1e-9)
        return [self.low + step * place for place in range(count + 1)]


def _step(length: float) -> float:
    rough = 10.0 ** math.floor(math.log10(length))
    return next(rough * part for part in (0.2, 0.25, 0.5, 1.0, 2.0) if length / (rough * part) <= 5)


def _round_up(number: float) -> float:
    if number <= 0:
        return 1.0
    step = _step(number)
    return math.ceil(number / step - 1e-9) * step


def written(number: float | None) -> str:
    """Return a number as the page writes it.

    >>> written(12345.0), written(2.5), written(None)
    ('12,345', '2.5', '')
    """
    if number is None:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def bounds(figure: Figure) -> str:
    """Return the bounds of a figure in words.

    Closed bounds that are equal are one number.
    """
    lower, upper = written(figure.lower), written(figure.upper)
    if figure.lower is not None and figure.lower == figure.upper:
        return lower
    if lower and upper:
        return _("%(lower)s to %(upper)s", lower=lower, upper=upper)
    if lower:
        return _("%(number)s or more", number=lower)
    return _("%(number)s or less", number=upper) if upper else _("no bound")


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of a drawing: its number in the list, its colour, its ends and its mark.

    In a drawing by source `start`, `end` and `mark` are percent from the left; in one over time they are pixels from
    the top, `at` is percent from the left and `shift` pixels more. `mark` is None where no number is given.
    """

    number: int
    colour: int
    figure: Figure
    start: float
    end: float
    mark: float | None
    at: float = 0.0
    shift: int = 0

    @property
    def text(self) -> str:
        """The bounds in words."""
        return bounds(self.figure)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A panel as it is drawn; `days` are the ticks of time, `undated` the figures that have no place in time."""

    panel: Panel
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    is_log: bool
    days: Sequence[Tick] = ()
    undated: Sequence[Figure] = ()


def colours(panel: Panel) -> dict[str, int]:
    """Return the number of the colour of each publisher."""
    return {source: place % COLOURS for place, source in enumerate(panel.sources)}


def by_source(panel: Panel) -> Drawing:
    """Return the drawing with one row for each figure, those of a publisher together."""
    scale, colour = Scale.of(panel.figures), colours(panel)
    ordered = sorted(panel.figures, key=lambda figure: figure.told.document.source_name.casefold())
    bars = []
    for number, figure in enumerate(ordered, 1):
        start, end, mark = (None if n is None else _across(scale.share(n)) for n in _numbers(figure))
        at = colour[figure.told.document.source_name]
        bars.append(Bar(number, at, figure, 0.0 if start is None else start, 100.0 if end is None else end, mark))
    return Drawing(panel, bars, [Tick(_across(scale.share(n)), brief(n)) for n in scale.numbers()], scale.is_log)


def over_time(panel: Panel) -> Drawing:
    """Return the drawing with publication across and the number upwards."""
    scale, colour = Scale.of(panel.figures), colours(panel)
    days = [date.fromisoformat(f.told.document.first_day) for f in panel.figures if f.told.document.first_day]
    undated = [figure for figure in panel.figures if not figure.told.document.first_day]
    bars: list[Bar] = []
    for number, figure in enumerate(panel.figures, 1):
        if figure.told.document.first_day:
            at = _moment(date.fromisoformat(figure.told.document.first_day), days)
            start, end, mark = (None if n is None else _down(scale.share(n)) for n in _numbers(figure))
            bar = Bar(
                number, colour[figure.told.document.source_name], figure,
                float(BOTTOM) if start is None else start, 6.0 if end is None else end, mark, at,
            )  # fmt: skip
            bars.append(_beside(bar, bars))
    ticks = [Tick(_down(scale.share(n)), brief(n)) for n in scale.numbers()]
    return Drawing(panel, bars, ticks, scale.is_log, _day_ticks(days), undated)


def _numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.lower, figure.upper, figure.value


def _across(share: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * share, 2)


def _down(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def _moment(day: date, days: Sequence[date]) -> float:
    first, last = min(days), max(days)
    share = (day - first).days / (last - first).days if last > first else 0.5
    return round(14.0 + 82.0 * share, 2)


def _day_ticks(days: Sequence[date]) -> list[Tick]:
    """Return the first and the last day, and days between that leave room for their labels."""
    kept: list[Tick] = []
    for day in (*sorted({*days} & {min(days, default=date.min), max(days, default=date.min)}), *sorted({*days})):
        tick = Tick(_moment(day, days), day.isoformat())
        if all(abs(tick.at - other.at) >= 24 for other in kept):
            kept.append(tick)
    return sorted(kept, key=lambda tick: tick.at)


def _beside(bar: Bar, bars: Sequence[Bar]) -> Bar:
    """Return a bar moved aside as long as it would cover another."""
    taken = {other.shift for other in bars if abs(other.at - bar.at) < NEAR_X and _reach(other) & _reach(bar)}
    inwards = 1 if bar.at <= 50 else -1
    shift = next(place for place in range(len(bars) + 1) if STEP * place * inwards not in taken)
    return replace(bar, shift=STEP * shift * inwards)


def _reach(bar: Bar) -> set[int]:
    """Return the heights that a bar and its mark take, in tens of pixels."""
    ends = [bar.start, bar.end, *((bar.mark - 8, bar.mark + 8) if bar.mark is not None else ())]
    return set(range(int(min(ends)) // 10, int(max(ends)) // 10 + 1))


def brief(number: float) -> str:
    """Return a number as a scale writes it.

    >>> brief(1500), brief(2_000_000), brief(40)
    ('1.5k', '2M', '40')
    """
    for size, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:g}{letter}"
    return f"{number:g}"
