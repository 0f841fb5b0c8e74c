"""Dates of a text, resolved against the date of the document where they are weekdays or relative expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from claimgraph.extract.calendar.moments import Forms, Moment, forms
from claimgraph.extract.lexicon import fold
from claimgraph.model import DateMention, PartialDate, Precision, Segment, Span

SILENT = frozenset({"boilerplate", "related"})
_MONTHS = 12
_WEEK = 7
_MIDDLE = {"month": "-15", "year": "-07-01"}


def _anchor_day(anchor: PartialDate) -> date:
    """Return the day that an anchor names, or the middle of its month or year."""
    return date.fromisoformat((anchor.value + _MIDDLE.get(anchor.precision, ""))[:10])


def _partial(day: date, precision: Precision) -> PartialDate:
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return PartialDate(day.isoformat()[:length], precision)


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31 April is a slip of the text, not a date
        return None


class _Resolver:
    """Resolves the dates of one language against an anchor."""

    def __init__(self, grammar: Forms, anchor: PartialDate | None) -> None:
        self.grammar = grammar
        self.anchor = anchor
        self.day = _anchor_day(anchor) if anchor else None
        self.exact = anchor is not None and anchor.precision in ("day", "minute")

    def resolve(self, moment: Moment) -> PartialDate | None:
        """Return the date that is meant, None when it can't be told or lies outside the years 1 to 9999."""
        try:
            return self._resolved(moment)
        except (OverflowError, ValueError):
            return None

    def _resolved(self, moment: Moment) -> PartialDate | None:
        if moment.kind == "date":
            return self._absolute(moment.parts)
        if self.day is None or self.anchor is None:
            return None
        if moment.kind == "weekday":
            return self._weekday(moment.parts, self.day)
        unit, sign, distance = re.split("([+-])", moment.kind)
        steps = self.grammar.numbers.number(moment.parts["n"] if distance == "n" else distance)
        return self._shifted(unit, -steps if sign == "-" else steps, self.day)

    def _absolute(self, parts: dict[str, str]) -> PartialDate | None:
        if "first" in parts:
            parts = parts | self._slashed(int(parts["first"]), int(parts["second"]))
        month = self.grammar.months.number(parts["month"]) if "month" in parts else None
        day = int(parts["day"]) if "day" in parts else 1
        precision: Precision = "year" if month is None else "day" if "day" in parts else "month"
        if "year" in parts:
            found = _calendar_date(int(parts["year"]), month or 1, day)
        else:
            found = self._nearest(month or 1, day)
        return _partial(found, precision) if found else None

    def _slashed(self, first: int, second: int) -> dict[str, str]:
        month_first = second > _MONTHS or (self.grammar.calendar.slash_month_first and first <= _MONTHS)
        day, month = (second, first) if month_first else (first, second)
        return {"day": str(day), "month": str(month)}

    def _nearest(self, month: int, day: int) -> date | None:
        """Return the day without a year that is nearest to the anchor."""
        if self.day is None:
            return None
        anchor = self.day
        years = (_calendar_date(anchor.year + step, month, day) for step in (0, -1, 1))
        return min((d for d in years if d), key=lambda d: abs(d - anchor), default=None)

    def _weekday(self, parts: dict[str, str], anchor: date) -> PartialDate | None:
        if not self.exact:
            return self.anchor
        back = (anchor.weekday() + 1 - self.grammar.weekdays.number(parts["weekday"])) % _WEEK
        if "next" in parts:
            return _partial(anchor + timedelta(days=(-back) % _WEEK), "day")
        if "last" in parts and back == 0:
            back = _WEEK
        return _partial(anchor - timedelta(days=back), "day")

    def _shifted(self, unit: str, steps: int, anchor: date) -> PartialDate | None:
        if unit == "year":
            return _partial(anchor.replace(year=anchor.year + steps, day=1), "year")
        if self.anchor is not None and self.anchor.precision == "year":
            return None
        if unit == "month":
            years, month = divmod(anchor.month - 1 + steps, _MONTHS)
            return _partial(date(anchor.year + years, month + 1, 1), "month")
        if not self.exact:
            return self.anchor if unit == "day" else None
        if unit == "day":
            return _partial(anchor + timedelta(days=steps), "day")
        monday = anchor + timedelta(days=_WEEK * steps - anchor.weekday())
        within = monday.month == (monday + timedelta(days=_WEEK - 1)).month
        return _partial(monday, "month") if within else None


def find_moments(text: str, folded: str, span: Span, lang: str) -> Iterator[Moment]:
    """Yield the dates of a stretch of text; where the language wants it, names of months and days have capitals."""
    grammar = forms(lang)
    for moment in grammar.find(folded, span.start, span.end):
        if moment.name < 0 or not grammar.calendar.capitalised or text[moment.name].isupper():
            yield moment


def find_dates(text: str, segments: Sequence[Segment], anchor: PartialDate | None) -> tuple[DateMention, ...]:
    """Return the dates of a text in text order; offsets are code points of the text, end exclusive.

    A weekday is the latest one that is not after the anchor, or the next one where its clause tells of the future.
    An anchor without a day gives weekdays and days its own precision; without an anchor only dates with a year are
    resolved, and what can't be resolved is left out.
    """
    folded = fold(text)
    found = []
    for segment in segments:
        if segment.role in SILENT:
            continue
        resolver = _Resolver(forms(segment.lang), anchor)
        for moment in find_moments(text, folded, segment.span, segment.lang):
            if moment.kind == "weekday" and "last" not in moment.parts and resolver.grammar.announced(folded, moment):
                moment.parts["next"] = ""
            resolved = resolver.resolve(moment)
            if resolved is not None:
                found.append(DateMention(Span(moment.start, moment.end), resolved))
    return tuple(found)
