"""The extractors that a user named, loaded by entry point, and the fingerprint that they add to the rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec

from claimgraph import plugins
from claimgraph.errors import ExtractorError
from claimgraph.extractors import GROUP, Extractor

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Load = Callable[[Mapping[str, str]], Extractor]
Options = TypeVar("Options", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Guest:
    """An extractor with the name that the user called it by."""

    name: str
    extractor: Extractor

    @property
    def facts(self) -> dict[str, str]:
        """What decides its replies, the package that offers it included."""
        return {**self.extractor.facts, "package": plugins.package(GROUP, self.name)}


def invited(names: Iterable[str], options: Sequence[tuple[str, str, str]]) -> tuple[Guest, ...]:
    """Return the extractors of some names, in the order of their names; options are (extractor, key, value).

    Raises UnknownPluginError for a name that nobody offers, ExtractorError for options that don't fit.
    """
    chosen = sorted(set(names))
    for name, key, _ in options:
        if name not in chosen:
            raise ExtractorError(name, f"option {key!r} is for an extractor that is not used; add --extractor {name}")
    return tuple(Guest(name, _load(name, {key: value for n, key, value in options if n == name})) for name in chosen)


def _load(name: str, options: Mapping[str, str]) -> Extractor:
    return cast(Load, plugins.load(GROUP, name))(options)


def read_options(kind: type[Options], extractor: str, given: Mapping[str, str]) -> Options:
    """Return options as a record; raise ExtractorError where one is unknown, missing or of the wrong type."""
    known = {field.name for field in fields(kind)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise ExtractorError(extractor, f"no option {unknown[0]!r}; there are {', '.join(sorted(known))}")
    try:
        return msgspec.convert(dict(given), type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise ExtractorError(extractor, f"options: {error}") from error


def fingerprint(rules: str, guests: Sequence[Guest]) -> str:
    """Return the rules as they are without guests, else a SHA-256 over them and all that decides the guests' replies.

    >>> fingerprint("0123", ())
    '0123'
    """
    if not guests:
        return rules
    parts = [rules, *([guest.name, sorted(guest.facts.items())] for guest in guests)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
