"""Dates as the language of a page writes them; the source writes them as data do, by ISO 8601."""

from __future__ import annotations

import re
from datetime import date

import flask
from babel.dates import format_date, format_skeleton
from markupsafe import Markup

from claimgraph.server import languages

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def written_date(text: str) -> str:
    """Return a date, as far as it is known, as the language of the page writes it; whatever is none as it is."""
    found = DATE.match(text or "")
    code = languages.language()
    if found is None or found[2] is None or code == languages.SOURCE:
        return text
    locale = languages.locale_of(code)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return text
    return format_date(day, "medium", locale) if found[3] else format_skeleton("yMMM", day, locale=locale)


def day(text: str) -> str | Markup:
    """Return a date for a page, with the original where it is written otherwise."""
    written = written_date(text)
    return written if written == text else Markup('<time datetime="{}">{}</time>').format(text, written)


def register(app: flask.Flask) -> None:
    """Give templates the dates of the page's language."""
    app.jinja_env.filters.update(day=day, written_date=written_date)
