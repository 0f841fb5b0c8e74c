"""The geometry of the timeline: an axis, a line for each entry from its date to its reports, bars for periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimgraph.timeline.entries import Entry
from claimgraph.timeline.icalendar import days

WIDTH, LEFT, RIGHT = 1000, 400, 975
"""Width of the drawing, and where the axis begins and ends, in units of the picture."""
TOP, ROW = 40, 24
LETTERS = 50
"""Letters that fit beside the axis."""
FULL = 60.0
"""Height of the highest bar."""
MOST_BARS = 38
WIDEST = 60
UNITS = {"day": 10, "month": 7, "year": 4}
"""Periods, and how many letters of a date name one."""
_STEPS = ((1, "day"), (2, "day"), (7, "day"), (14, "day"), (1, "month"), (3, "month"), (6, "month"), (1, "year"),
          (5, "year"), (10, "year"), (50, "year"), (100, "year"), (1000, "year"))  # fmt: skip
_DAYS = {"day": 1, "month": 30.4, "year": 365.25}
_MOST_TICKS = 7
_USUAL = 0.05
_FAR = 4
"""An axis leaves out the far twentieth of dates on each side where it would get this many times as long."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from the first to the last, the last included."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where a day begins; one outside is put at the edge."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 1)

    def ticks(self) -> list[Tick]:
        """Return at most seven marks at the beginnings of days, months or years."""
        length = (self.last - self.first).days + 1
        step, unit = next((s for s in _STEPS if length / (s[0] * _DAYS[s[1]]) <= _MOST_TICKS), _STEPS[-1])
        return [Tick(self.place(day), day.isoformat()[: UNITS[unit]]) for day in self._beginnings(step, unit)]

    def _beginnings(self, step: int, unit: str) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            counted = {"day": (day - self.first).days, "month": day.month - 1, "year": day.year}[unit]
            begins = unit == "day" or (day.day == 1 and (unit == "month" or day.month == 1))
            if begins and counted % step == 0:
                yield day
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on a line: a point, or a bar where it is known to the month or year only; `beyond`: left, right or ""."""

    x: float
    width: float
    date: str
    beyond: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the drawing: when it is said to be, None where no words tell, and when it was reported."""

    y: int
    entry: Entry
    label: str
    told: Mark | None
    reports: list[Mark]

    @property
    def ends(self) -> tuple[float, float]:
        """Where the line that joins all marks begins and ends."""
        places = [mark.x + mark.width / 2 for mark in (*self.reports, *([self.told] if self.told else []))]
        return min(places), max(places)


@dataclass(frozen=True, slots=True)
class Bar:
    """A period with the entries that are dated in it, and the reports published in it."""

    x: float
    width: float
    period: str
    told: int
    reported: int
    up: float
    down: float


def axis_of(entries: Iterable[Entry]) -> Axis | None:
    """Return an axis for some entries that leaves out far outliers; None without entries."""
    found = usual([day for entry in entries for day in (entry.date, *published(entry))])
    if found is None:
        return None
    first, last = found
    pad = timedelta(days=max(1, (last - first).days // 30))
    return Axis(max(date(1, 1, 1) + pad, first) - pad, min(date(9990, 1, 1), last) + pad)


def usual(known: Iterable[str]) -> tuple[date, date] | None:
    """Return the first and the last day of some dates, without outliers that lie far from the others.

    >>> usual(["2022-01-05", "2022-01"])
    (datetime.date(2022, 1, 1), datetime.date(2022, 1, 31))
    """
    spans = sorted((days(day)[0], days(day)[1] - timedelta(days=1)) for day in known)
    if not spans:
        return None
    few = int(len(spans) * _USUAL)
    last = sorted(end for _, end in spans)
    inner, outer = (spans[few][0], last[-1 - few]), (spans[0][0], last[-1])
    is_near = (outer[1] - outer[0]).days <= _FAR * max(14, (inner[1] - inner[0]).days)
    return outer if is_near else inner


def published(entry: Entry) -> list[str]:
    """Return the dates on which the claims of an entry were published."""
    return sorted({said.published for said in entry.claims if said.published})


def lines(entries: Sequence[Entry], axis: Axis) -> list[Line]:
    """Return the lines of some entries, one below the other."""
    return [
        Line(TOP + ROW * (nth + 1), entry, _label(entry), _mark(entry.date, axis) if entry.basis == "words" else None,
             [_mark(day, axis) for day in published(entry)])
        for nth, entry in enumerate(entries)
    ]  # fmt: skip


def _label(entry: Entry) -> str:
    said = entry.first
    words = " ".join(f"{said.speaker_name}: {said.words}".removeprefix(": ").split())
    return words if len(words) <= LETTERS else words[: LETTERS - 1] + "…"


def _mark(known: str, axis: Axis) -> Mark:
    begin, end = days(known)
    left, right = axis.place(begin), axis.place(end)
    beyond = "left" if end <= axis.first else "right" if begin > axis.last else ""
    return Mark(left, round(max(0.0, right - left), 1), known, beyond)


def bars(entries: Sequence[Entry], left: float, right: float) -> list[Bar]:
    """Return how many entries are dated in, and how many claims were published in, each day, month or year."""
    told = Counter(entry.date for entry in entries if entry.basis == "words")
    reported = Counter({said.claim: said.published for entry in entries for said in entry.claims}.values())
    reported.pop("", None)
    return bars_of(told, reported, left, right)


def bars_of(told: Counter[str], reported: Counter[str], left: float, right: float) -> list[Bar]:
    """Return bars for numbers by date, the one kind above and the other below the line."""
    periods = _periods(usual([*told.elements(), *reported.elements()]))
    if not periods:
        return []
    size = len(periods[0])
    ups, downs = _summed(told, size), _summed(reported, size)
    most = max(1, *(max(ups[period], downs[period]) for period in periods))
    step = min(WIDEST, (right - left) / len(periods))
    return [
        Bar(round(left + nth * step, 1), round(step, 2), period, ups[period], downs[period],
            round(FULL * ups[period] / most, 1), round(FULL * downs[period] / most, 1))
        for nth, period in enumerate(periods)
    ]  # fmt: skip


def _summed(counts: Counter[str], size: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for day, number in counts.items():
        if len(day) >= size:
            found[day[:size]] += number
    return found


def _periods(between: tuple[date, date] | None) -> list[str]:
    """Return all days, months or years between two days, the shortest unit that gives few."""
    if between is None:
        return []
    first, last = between
    if (last - first).days < MOST_BARS:
        return [(first + timedelta(days=nth)).isoformat() for nth in range((last - first).days + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_BARS:
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return [f"{year:04}" for year in range(first.year, last.year + 1)]
