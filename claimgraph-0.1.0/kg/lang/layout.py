"""The look of a page: paragraphs' roles, sentence ends, metadata lines."""

from __future__ import annotations

from typing import Literal

import msgspec


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How articles are laid out in one language; patterns are regular expressions, matched whatever the case."""

    identified_as: tuple[str, ...] = ()
    """Codes by which the language identifier knows the language; empty: by its own code."""

    abbreviations: tuple[str, ...] = ()
    """Words whose full stop does not end a sentence unless a starter follows, without the stop: `Jan`, `Mr`."""

    closing_abbreviations: tuple[str, ...] = ()
    """Words whose full stop ends a sentence when a capital follows, except early in it: `Inc`, `r`, `osv`."""

    starters: tuple[str, ...] = ()
    """Words that, capitalized after an abbreviation, begin a sentence: `The`, `He`; no names are like them."""

    ordinals: bool = False
    """Whether a full stop makes an ordinal of the number before it, be it before a capital: `am 17. Januar`."""

    boilerplate_lines: tuple[str, ...] = ()
    """Patterns of whole lines that belong to the page, not to the text: `advertisement`, `leave a reply`."""

    boilerplate_starts: tuple[str, ...] = ()
    """Patterns with which a line of the page begins: `follow us on`, `all rights reserved`."""

    related_starts: tuple[str, ...] = ()
    """Patterns before the headline of another article: `read more`."""

    captions: tuple[str, ...] = ()
    """Patterns of a picture credit at the end of a caption, in lower case: `photo by`."""

    caption_starts: tuple[str, ...] = ()
    """Patterns with which a caption begins: `in this photo`."""

    source_starts: tuple[str, ...] = ()
    """Patterns before the name of the text's source: `source`."""

    note_starts: tuple[str, ...] = ()
    """Patterns with which a note on the making of the text begins: `editor's note`."""

    byline_starts: tuple[str, ...] = ()
    """Patterns before an author's name: `by`, `reporting by`."""

    published_starts: tuple[str, ...] = ()
    """Patterns before the time of publication: `published`."""

    updated_starts: tuple[str, ...] = ()
    """Patterns before the time of the last change: `updated`."""

    page_words: tuple[str, ...] = ()
    """Patterns of other lines about the page with a number in them: `min read`, `5 comments`."""

    time_words: tuple[str, ...] = ()
    """Patterns that may stand before a time of day: `at`, `kl`."""

    short_weekdays: tuple[str, ...] = ()
    """Short forms of the days of the week, as they stand beside a date."""

    date_endings: tuple[str, ...] = ()
    """Patterns that may stand after a date: `r` and `року` (year)."""

    agencies: tuple[str, ...] = ()
    """Names of news agencies as they stand in datelines and bylines, with their capitals."""

    slash_dates: Literal["dmy", "mdy", "unknown"] = "unknown"
    """Order of the numbers in `10/01/2022`; unknown where both are in use."""
