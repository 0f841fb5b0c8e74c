"""Languages as data: one TOML file each, read into frozen tables; a further language is a further file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from claimgraph.errors import LanguageDataError, UnknownPluginError
from claimgraph.lang.attitudes import Attitudes
from claimgraph.lang.calendar import Calendar
from claimgraph.lang.counting import Counting
from claimgraph.lang.happenings import Happenings
from claimgraph.lang.layout import Layout
from claimgraph.lang.naming import Naming
from claimgraph.lang.speech import Speech

GROUP = "claimgraph.languages"
"""Entry points through which other packages offer languages."""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the extraction knows of one language; every field is explained in its table's module."""

    code: str
    name: str
    script: str
    layout: Layout
    naming: Naming
    speech: Speech
    counting: Counting
    calendar: Calendar
    happenings: Happenings
    attitudes: Attitudes = Attitudes()


def read(file: str, content: str) -> Language:
    """Return the language that a TOML text describes; raise LanguageDataError naming file and key."""
    try:
        return msgspec.convert(tomllib.loads(content), Language)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageDataError(file, str(error)) from error


@cache
def _files() -> dict[str, Traversable]:
    """Return code -> file of all languages: our own, and `<name>.toml` in the packages that entry points name.

    An entry point of the group `claimgraph.languages` has the code as its name and a package as its value; it
    can add a language but not replace one of ours.
    """
    found: dict[str, Traversable] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        found.setdefault(entry.name, files(entry.module) / f"{entry.name}.toml")
    own = (entry for entry in files("claimgraph.lang").iterdir() if entry.name.endswith(".toml"))
    found.update((entry.name.removesuffix(".toml"), entry) for entry in own)
    return found


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that are installed, sorted."""
    return tuple(sorted(_files()))


@cache
def language(code: str) -> Language:
    """Return a language by its code; raise UnknownPluginError when there is no file for it."""
    if code not in codes():
        raise UnknownPluginError("language", code, codes())
    file = _files()[code]
    return read(file.name, file.read_text(encoding="utf-8"))


@cache
def installed(declared: str) -> str | None:
    """Return the code of the installed language that a declared code means, None when there is none.

    >>> installed("no"), installed("en-GB"), installed("tlh")
    ('nb', 'en', None)
    """
    primary = declared.replace("_", "-").partition("-")[0].lower()
    known = (code for code in codes() if primary in (code, *language(code).layout.identified_as))
    return next(known, None)
