"""Dates as they stand in datelines and lines about the page: day, month and year as far as they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from claimgraph.lang import codes, language
from claimgraph.model import PartialDate, Span


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a line: `span` in code points of the line, each part None where it is not given."""

    span: Span
    year: int | None
    month: int | None
    day: int | None

    def partial(self) -> PartialDate | None:
        """Return the date as far as it is known without a guess; None without a year."""
        if self.year is None:
            return None
        if self.month is None:
            return PartialDate(f"{self.year:04}", "year")
        if self.day is None:
            return PartialDate(f"{self.year:04}-{self.month:02}", "month")
        return PartialDate(f"{self.year:04}-{self.month:02}-{self.day:02}", "day")


@cache
def _months(lang: str) -> tuple[tuple[str, int], ...]:
    """Return patterns of month names with their numbers, those of the given language before those of the others."""
    return tuple(
        (pattern, number)
        for code in dict.fromkeys((lang, *codes()))
        for number, names in enumerate(language(code).calendar.months, start=1)
        for pattern in names
    )


@cache
def _month(word: str, lang: str) -> int | None:
    """Return the number of the month that a word names."""
    return next((number for pattern, number in _months(lang) if re.fullmatch(pattern, word, re.IGNORECASE)), None)


@cache
def date_pattern(lang: str) -> str:
    """Return a regular expression for a date, without groups of its own, for use within larger ones."""
    months = "|".join(pattern for pattern, _ in _months(lang)) or "(?!)"
    endings = "|".join(ending for code in codes() for ending in language(code).layout.date_endings) or "(?!)"
    year = rf"(?:(?:19|20)\d\d(?!\d)(?:\s(?:{endings})\b\.?)?)"
    day = r"(?:[0-3]?\d(?!\d)(?:st|nd|rd|th|\.)?)"
    return (
        rf"(?:(?<!\d)(?:(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?!\d)|(?:19|20)\d\d/[01]?\d/[0-3]?\d(?!\d)"
        rf"|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?!\d)|[0-3]?\d[/-][0-3]?\d[/-](?:19|20)\d\d(?!\d)"
        rf"|{day}\s(?:of\s)?(?:{months})\b\.?(?:,?\s{year})?)"
        rf"|\b(?:{months})\b\.?\s{day}(?:,?\s{year})?|\b(?:{months})\b\.?,?\s{year})"
    )


@cache
def _compiled(lang: str) -> re.Pattern[str]:
    return re.compile(date_pattern(lang), re.IGNORECASE)


def _numeric(words: str, order: str) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a date in figures; parts that can't be told apart are None."""
    parts = [int(part) for part in re.split(r"[-./]", words)]
    if parts[0] > 31:
        return parts[0], parts[1], parts[2] if len(parts) > 2 else None
    first, second, year = parts
    if "." in words or "-" in words or order == "dmy" or first > 12:
        return year, second, first
    if order == "mdy" or second > 12:
        return year, first, second
    return (year, first, second) if first == second else (year, None, None)


def _worded(words: str, lang: str) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a date with the month in letters."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    year = next((number for number in numbers if number > 31), None)
    day = next((number for number in numbers if number <= 31), None)
    letters = re.findall(r"[^\W\d_]+", words.lower())
    return year, next(filter(None, (_month(word, lang) for word in letters)), None), day


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def stamps(line: str, lang: str) -> Iterator[Stamp]:
    """Yield the dates of a line in order; figures that are no date of the calendar are passed over."""
    if not any(map(str.isdigit, line)):
        return
    order = language(lang).layout.slash_dates
    for match in _compiled(lang).finditer(line):
        words = match.group()
        parts = _worded(words, lang) if any(map(str.isalpha, words)) else _numeric(words, order)
        if _exists(*parts):
            yield Stamp(Span(*match.span()), *parts)
