"""Canned queries: SPARQL files whose comment header gives title, description, parameters, view and an example."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Variable

from claimgraph.errors import QueryRefused, UnknownPluginError
from claimgraph.queries.parameters import Ask, Parameter, Term

VIEWS: Final = ("table", "network", "map", "timeline")
_LINE = re.compile(r"#(title|description|param|filter|view|example):? (.*)")
_VARIABLE = re.compile(r"\?(\w+)")
_PARAMETER = re.compile(r"(\w+) (\w+) — (.+)")


@dataclass(frozen=True, slots=True)
class Query:
    """A canned query; `example` holds values of parameters that the bundled example texts have an answer for."""

    name: str
    title: str
    description: str
    view: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    text: str

    @property
    def hidden(self) -> frozenset[str]:
        """Variables of the answer that only repeat what was asked for; a page need not show them."""
        return frozenset(parameter.name for parameter in self.parameters if not parameter.is_column)

    @property
    def named(self) -> frozenset[str]:
        """Variables of IRIs whose label has a column of its own: speaker beside speakerName."""
        columns = set(_VARIABLE.findall(self.text.partition("SELECT")[2].partition("WHERE")[0]))
        return frozenset(name for name in columns if f"{name}Name" in columns)

    def bind(self, values: Mapping[str, str], ask: Ask) -> dict[Variable, Term]:
        """Return the terms for the values that a user gives; empty ones count as not given.

        `ask` looks names up in the release. Raises QueryRefused, listing what is known, for a parameter that
        the query doesn't have and for a value that doesn't fit its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise QueryRefused(f"query {self.name} has no parameter {name!r}; known: {', '.join(known) or 'none'}")
        given = ((known[name], value.strip()) for name, value in values.items())
        return {Variable(parameter.name): parameter.term(value, ask) for parameter, value in given if value}


def read(name: str, text: str) -> Query:
    """Return the query of a file; raise QueryRefused when its header is incomplete."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if found := _LINE.fullmatch(line):
            fields.setdefault(found[1], []).append(found[2])
    missing = [key for key in ("title", "description", "view") if key not in fields]
    view = fields.get("view", [""])[0]
    if missing or view not in VIEWS:
        raise QueryRefused(f"query {name} needs {', '.join(missing) or 'a view of ' + ', '.join(VIEWS)} in its header")
    columns = [_parameter(name, line, True) for line in fields.get("param", ())]
    filters = [_parameter(name, line, False) for line in fields.get("filter", ())]
    pairs = (pair.partition("=") for line in fields.get("example", ()) for pair in shlex.split(line))
    example = {key: value for key, _, value in pairs}
    description = " ".join(fields["description"])
    return Query(name, fields["title"][0], description, view, (*columns, *filters), example, text)


def _parameter(query: str, line: str, is_column: bool) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise QueryRefused(f"query {query} has a parameter line that is not 'name type — meaning': {line}")
    return Parameter(found[1], found[2], found[3], is_column)


@cache
def catalogue() -> tuple[Query, ...]:
    """Return all canned queries by name."""
    names = (entry.name for entry in files("claimgraph.queries").iterdir())
    chosen = sorted(name for name in names if name.endswith(".rq") and not name.startswith("_"))
    return tuple(
        read(name.removesuffix(".rq"), files("claimgraph.queries").joinpath(name).read_text(encoding="utf-8"))
        for name in chosen
    )


def load(name: str) -> Query:
    """Return a canned query; raise UnknownPluginError, listing the known ones, when there is none of that name."""
    known = {query.name: query for query in catalogue()}
    if name not in known:
        raise UnknownPluginError("canned query", name, tuple(known))
    return known[name]
