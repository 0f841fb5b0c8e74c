"""Dates: months, weekdays, the forms of dates, relative expressions."""

from __future__ import annotations

import msgspec


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written in one language; patterns are those of whole words, a space is any white space."""

    months: tuple[tuple[str, ...], ...] = ()
    """Twelve lists of patterns of month names, lower case, January first; a full stop may follow."""
    weekdays: tuple[tuple[str, ...], ...] = ()
    """Seven lists of patterns, Monday first."""
    dates: tuple[str, ...] = ()
    """Absolute dates as templates of `{day}`, `{month}` and `{year}`, the longest first."""
    month_leads: tuple[str, ...] = ()
    """Words before a month that stands alone; they are not part of the date."""
    year_leads: tuple[str, ...] = ()
    """Words before a year that stands alone; they are not part of the date."""
    year_suffix: tuple[str, ...] = ()
    """Words behind a year that stands alone; they are part of the date."""
    last: tuple[str, ...] = ()
    """Words before a weekday that put it before the day of writing."""
    next: tuple[str, ...] = ()
    """Words before a weekday that put it after the day of writing."""
    announcing: tuple[str, ...] = ()
    """Words that, a little before a weekday or right after it, put it after the day of writing."""
    relative: dict[str, tuple[str, ...]] = {}
    """Unit and distance (`day-1`, `week+1`, `year-n`) to patterns; `{n}` is a number in figures or words."""
    capitalised: bool = False
    """Months and weekdays have a capital letter: `may` is no month."""
    slash_month_first: bool = False
    """`1/10/2022` is the tenth of January."""
