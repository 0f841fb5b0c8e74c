"""Languages as data: one TOML file each, read into frozen tables; a further language is a further file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from claimgraph.errors import LanguageDataError, UnknownPluginError
from claimgraph.lang.counting import Counting
from claimgraph.lang.calendar import Calendar
from claimgraph.lang.happenings import Happenings
from claimgraph.lang.layout import Layout
from claimgraph.lang.naming import Naming
from claimgraph.lang.speech import Speech


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


def read(file: str, content: str) -> Language:
    """Return the language that a TOML text describes; raise LanguageDataError naming file and key."""
    try:
        return msgspec.convert(tomllib.loads(content), Language)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageDataError(file, str(error)) from error


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that are installed, sorted."""
    names = (entry.name for entry in files("claimgraph.lang").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def language(code: str) -> Language:
    """Return a language by its code; raise UnknownPluginError when there is no file for it."""
    if code not in codes():
        raise UnknownPluginError("language", code, codes())
    file = files("claimgraph.lang") / f"{code}.toml"
    return read(file.name, file.read_text(encoding="utf-8"))
