"""The words of the interface in the language of the page: catalogues of gettext, and how templates and code use them.

Messages in templates may hold markup; the values put into them are escaped there. Whole numbers among the values
are written as the language writes them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import flask
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from claimgraph.server import languages
from claimgraph.server.term_labels import term_labels

blueprint = flask.Blueprint("words", __name__)

SCRIPTS = "server/static/"
"""Where the messages come from that scripts of pages need."""
CONTEXT_END = "\x04"
"""Between context and text of a message, as in files of gettext."""
MOST_PLURAL = 200
"""Numbers by which the forms of a catalogue are matched with the plural categories of CLDR."""


def entries(code: str) -> Catalog:
    """Return the messages of a language with what the file tells of each."""
    path = files("claimgraph.server").joinpath("translations", code, "LC_MESSAGES", "messages.po")
    with path.open("rb") as file:
        return pofile.read_po(file, locale=code)


@lru_cache(maxsize=16)
def catalogue(code: str) -> NullTranslations:
    """Return the translations of a language; those of the source leave every message as it is."""
    if code == languages.SOURCE:
        return NullTranslations()
    compiled = io.BytesIO()
    mofile.write_mo(compiled, entries(code))
    compiled.seek(0)
    return Translations(compiled)


def gettext(message: str, **values: object) -> str:
    """Return a message in the language of the page."""
    return fill(catalogue(languages.language()).gettext(message), values)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return a message that counts something, in the form that its number wants; `%(num)s` is the number."""
    return fill(catalogue(languages.language()).ngettext(one, many, number), {"num": number, **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message that other languages say differently in different places."""
    return fill(str(catalogue(languages.language()).pgettext(context, message)), values)


def translated(text: str) -> str:
    """Return a text that comes from data or code in the language of the page, as it is where no catalogue has it.

    Unlike a message of a template it is not trusted: what it holds is escaped like any other value.
    """
    if not text:
        return text
    found = catalogue(languages.language()).gettext(text)
    return found if found != text else term_labels(languages.language()).get(text, text)


def noted(message: str) -> str:
    """Return a message as it is: it is translated where it is shown."""
    return message


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its values put in."""
    return text % {name: shown(value) for name, value in values.items()} if values else text


def shown(value: object) -> object:
    """Return a whole number as the language writes it, anything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return format_decimal(value, locale=languages.locale_of(languages.language()))
    return value


def number(value: float | str) -> str:
    """Return a number as the language of the page writes it."""
    return str(format_decimal(value, locale=languages.locale_of(languages.language())))


@pass_eval_context
def gettext_in_template(context: EvalContext, message: str, /, **values: object) -> str:
    """Return a message of a template, whose markup is ours."""
    return _fill_in(context, catalogue(languages.language()).gettext(message), values)


@pass_eval_context
def ngettext_in_template(
    context: EvalContext, one: str, many: str, number: int, /, **values: object
) -> str:  # fmt: skip
    """Return a message of a template that counts something."""
    text = catalogue(languages.language()).ngettext(one, many, number)
    return _fill_in(context, text, {"num": number, **values})


@pass_eval_context
def pgettext_in_template(context: EvalContext, place: str, message: str, /, **values: object) -> str:
    """Return a message of a template that other languages say differently in different places."""
    return _fill_in(context, str(catalogue(languages.language()).pgettext(place, message)), values)


def _fill_in(context: EvalContext, text: str, values: Mapping[str, object]) -> str:
    return fill(Markup(text) if context.autoescape else text, values)


@blueprint.get("/words/<code>.json")
def for_scripts(code: str) -> flask.Response:
    """Answer with the messages that scripts of pages need, and their plural forms by category of CLDR."""
    if code not in languages.languages():
        raise NotFound(f"pages come in {', '.join(languages.languages())}")
    return flask.Response(json_for_scripts(code), content_type="application/json")


@lru_cache(maxsize=16)
def json_for_scripts(code: str) -> str:
    """Return the messages of scripts as JSON: text -> translation, or -> category -> form; with names of terms."""
    if code == languages.SOURCE:
        return "{}"
    places = {languages.locale_of(code).plural_form(n): _form_of(catalogue(code), n) for n in range(MOST_PLURAL)}
    found: dict[str, str | dict[str, str]] = dict(term_labels(code))
    for message in entries(code):
        if any(place.startswith(SCRIPTS) for place, _ in message.locations):
            texts, forms = _texts(message.id), _texts(message.string)
            whole = {category: forms[index] for category, index in places.items()} if len(texts) > 1 else forms[0]
            found[f"{message.context}{CONTEXT_END}{texts[0]}" if message.context else texts[0]] = whole
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _texts(value: str | Sequence[str] | None) -> Sequence[str]:
    return (value or "",) if isinstance(value, str | None) else value


def _form_of(rule: NullTranslations, number: int) -> int:
    return int(rule.plural(number))  # made by gettext from the header of the file


def register(app: flask.Flask) -> None:
    """Give templates the words and numbers of the page's language."""
    app.jinja_env.globals.update(
        _=gettext_in_template,
        gettext=gettext_in_template,
        ngettext=ngettext_in_template,
        pgettext=pgettext_in_template,
        page_language=languages.language,
        page_languages=languages.languages,
        own_name=languages.own_name,
        same_page_in=languages.same_page_in,
        source_language=languages.SOURCE,
    )
    app.jinja_env.filters.update(number=number, translated=translated)
