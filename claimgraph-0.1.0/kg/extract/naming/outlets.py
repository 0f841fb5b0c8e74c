"""Who publishes a document: what its dateline or its source note calls so is an organization wherever it is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimgraph.extract.lexicon import any_of
from claimgraph.extract.naming.line import Line
from claimgraph.extract.naming.name import Name
from claimgraph.extract.naming.support import UNCERTAIN
from claimgraph.link.inflection import forms

METHOD = "outlet"
_SHORTEST = 4
_ONE_NAME = re.compile(r"[^\W\d_](?:[\w ’']*\w)?")
"""No address, and not several agencies with marks between."""


def publishing(text: str, lines: Iterable[Line], outlets: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Return the names with those of the outlets, in any case form, in the place of uncertain ones."""
    known = [outlet for outlet in outlets if len(outlet) >= _SHORTEST and _ONE_NAME.fullmatch(outlet)]
    found = [name for line in lines for name in _named(text, line, known)] if known else []
    kept = (_beside(text, name, [other for other in found if _overlap(name, other)]) for name in names)
    return sorted([*found, *(name for name in kept if name)])


def _named(text: str, line: Line, outlets: Sequence[str]) -> Iterable[Name]:
    pattern = re.compile(rf"(?<!\w)(?:{any_of(sorted({f for o in outlets for f in forms(o, line.lang)}))})(?!\w)")
    start, end = line.tokens[0].start, line.tokens[-1].end
    for match in pattern.finditer(text, start, end):
        if match.start() > start or match.end() == end:
            yield Name(match.start(), match.end(), "ORG", METHOD, line.lang)


def _overlap(name: Name, outlet: Name) -> bool:
    return name.start < outlet.end and outlet.start < name.end and name.method in UNCERTAIN


def _beside(text: str, name: Name, outlets: Sequence[Name]) -> Name | None:
    """Return what is left of a name before an outlet in it: whom the outlet's reporter asked."""
    if not outlets:
        return name
    rest = text[name.start : outlets[0].start].rstrip()
    return replace(name, end=name.start + len(rest)) if rest else None
