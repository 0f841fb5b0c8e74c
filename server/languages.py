"""The language of a page: the one that the address asks for, else the one that the browser likes best, else English."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, urlencode

import flask
from babel import Locale

SOURCE = "en"
"""What the templates are written in; it has no catalogue."""
PARAMETER = "lang"
NAMES = "labels"
"""The parameter of pages that write names in languages of their own choice."""
ALIASES = {"no": "nb", "nn": "nb"}
"""Languages of browsers whose readers are better served by another of ours than by the source."""
REGIONS = {"en": "en_GB", "nb": "nb_NO", "pl": "pl_PL", "uk": "uk_UA"}
"""Whose way to write dates and numbers a language takes; that of others is the one without a region."""

NEUTRAL = re.compile(
    r"\.(?:json|jsonl|jsonld|geojson|csv|tsv|xml|ttl|nt|nq|trig|n3|rdf|svg|png|graphml|gexf|ics|txt)$|^/static/"
)
"""Files for programs are the same in every language."""
LINK = re.compile(r'(<a\b[^>]*?\shref=")(/(?!/|static/)[^"#]*)((?:#[^"]*)?")')
FORM = re.compile(r'<form\b[^>]*\saction="/(?!/)[^>]*>')


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that pages come in, the source first."""
    folder = files("claimgraph.server").joinpath("translations")
    return (SOURCE, *sorted(path.name for path in folder.iterdir() if path.joinpath("LC_MESSAGES").is_dir()))


def language() -> str:
    """Return the language of the answer to this request; that of a file for programs is always the source."""
    if not flask.has_request_context():
        return SOURCE
    if "language" not in flask.g:
        flask.g.language = SOURCE if is_neutral() else asked() or accepted()
    return str(flask.g.language)


def of_names() -> tuple[str, ...]:
    """Return the languages in which names are wanted, the best first: those that the address gives, else the page's."""
    given = tuple(filter(None, flask.request.args.getlist(NAMES)))
    return given or ((language(),) if language() != SOURCE else ())


def distance(code: str) -> int:
    """Return how far a text in some language is from what the reader wants: 0 is best, then the source, then others."""
    return 0 if code == language() else 1 if code == SOURCE else 2


def is_neutral() -> bool:
    """Tell whether the address is that of a file for programs."""
    return NEUTRAL.search(flask.request.path) is not None


def asked() -> str | None:
    """Return the language that the address asks for, None without one of ours."""
    code = flask.request.args.get(PARAMETER, "")
    return code if code in languages() else None


def accepted() -> str:
    """Return the first of our languages in the browser's order of preference."""
    for value, quality in flask.request.accept_languages:
        code = value.lower().replace("_", "-").partition("-")[0]
        code = ALIASES.get(code, code)
        if quality > 0 and code in languages():
            return code
    return SOURCE


@lru_cache(maxsize=16)
def locale_of(code: str) -> Locale:
    """Return how a language writes dates and numbers."""
    return Locale.parse(REGIONS.get(code, code))


def own_name(code: str) -> str:
    """Return the name that a language gives itself.

    >>> own_name("nb"), own_name("uk")
    ('norsk bokmål', 'українська')
    """
    return Locale.parse(code).get_display_name(code) or code


def same_page_in(code: str) -> str:
    """Return the address of this page in another language, with its whole state."""
    fields = [*parse_qsl(flask.request.query_string.decode("utf-8", "replace"), keep_blank_values=True)]
    kept = [(name, value) for name, value in fields if name != PARAMETER and (name, value) != (NAMES, language())]
    return f"{flask.request.path}?{urlencode([*kept, (PARAMETER, code)])}"


def keep_language(response: flask.Response) -> flask.Response:
    """Let the links and forms of a page whose address asks for a language ask for the same one."""
    if response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
        code = asked()
        response.content_language.add(language())
        if code is not None:
            response.set_data(with_language(response.get_data(as_text=True), code))
    return response


def with_language(page: str, code: str) -> str:
    """Return a page whose links to other pages of ours carry a language.

    >>> with_language('<a href="/map?about=x#top">', "uk")
    '<a href="/map?about=x&amp;lang=uk#top">'
    >>> with_language('<a href="/map.csv">, <a href="https://example.org/">', "uk")
    '<a href="/map.csv">, <a href="https://example.org/">'
    """
    field = f'<input type="hidden" name="{PARAMETER}" value="{code}">'
    return FORM.sub(lambda found: found[0] + field, LINK.sub(lambda found: _asking(found, code), page))


def _asking(found: re.Match[str], code: str) -> str:
    before, address, after = found.groups()
    path, mark, query = address.partition("?")
    if NEUTRAL.search(path) or re.search(rf"(?:^|&amp;|&){PARAMETER}=", query):
        return found[0]
    return f"{before}{path}?{query}{'&amp;' if mark and query else ''}{PARAMETER}={code}{after}"


def register(app: flask.Flask) -> None:
    """Keep the language that an address asks for."""
    app.after_request(keep_language)
