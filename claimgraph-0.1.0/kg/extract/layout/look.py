"""The layout data of all installed languages as compiled patterns: a line may be in any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from claimgraph.lang import codes, language
from claimgraph.lang.layout import Layout


@dataclass(frozen=True, slots=True)
class Look:
    """One pattern for each kind of line; those named `..._start` match at the beginning of a line only."""

    boilerplate_line: re.Pattern[str]
    boilerplate_start: re.Pattern[str]
    related_start: re.Pattern[str]
    caption: re.Pattern[str]
    """Matched with folded text, since it is looked for in every paragraph; the others, whatever the case."""
    caption_start: re.Pattern[str]
    source_start: re.Pattern[str]
    note_start: re.Pattern[str]
    byline_start: re.Pattern[str]
    published_start: re.Pattern[str]
    updated_start: re.Pattern[str]
    page_word: re.Pattern[str]
    clock: re.Pattern[str]
    agency: re.Pattern[str]


def _union(choose: Callable[[Layout], Sequence[str]]) -> str:
    found = {pattern for code in codes() for pattern in choose(language(code).layout)}
    return "|".join(sorted(found, key=lambda pattern: (-len(pattern), pattern))) or "(?!)"


def _start(choose: Callable[[Layout], Sequence[str]]) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_union(choose)})(?:(?<=\W)|(?!\w))", re.IGNORECASE)


def agency_pattern() -> str:
    """Return a regular expression for the name of a known agency, with its capitals."""
    names = {re.escape(name) for code in codes() for name in language(code).layout.agencies}
    return rf"(?<!\w)(?:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})(?!\w)"


def _clock() -> str:
    words = _union(lambda layout: layout.time_words)
    figures = r"(?<!\d)[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?!\d)"
    return rf"(?:(?<!\w)(?:{words})\.?\s)?{figures}(?:\s?[ap]\.?m\b\.?)?(?:\s(?-i:[A-Z]{{2,4}})\b)?"


@cache
def look() -> Look:
    """Return the patterns of the installed languages."""
    return Look(
        boilerplate_line=re.compile(rf"\W*(?:{_union(lambda layout: layout.boilerplate_lines)})\W*", re.IGNORECASE),
        boilerplate_start=_start(lambda layout: layout.boilerplate_starts),
        related_start=_start(lambda layout: layout.related_starts),
        caption=re.compile(rf"(?<!\w)(?:{_union(lambda layout: layout.captions)})"),
        caption_start=_start(lambda layout: layout.caption_starts),
        source_start=_start(lambda layout: layout.source_starts),
        note_start=_start(lambda layout: layout.note_starts),
        byline_start=_start(lambda layout: layout.byline_starts),
        published_start=_start(lambda layout: layout.published_starts),
        updated_start=_start(lambda layout: layout.updated_starts),
        page_word=re.compile(rf"(?<!\w)(?:{_union(lambda layout: layout.page_words)})(?!\w)", re.IGNORECASE),
        clock=re.compile(_clock(), re.IGNORECASE),
        agency=re.compile(agency_pattern()),
    )
