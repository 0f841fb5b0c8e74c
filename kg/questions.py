"""Queries with the values of their parameters: what a user writes, or canned ones by name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Protocol

from pyoxigraph import QuerySolutions, Store, Variable

from claimgraph.answers import Answer, Term, prefixes, term, with_prefixes
from claimgraph.binding import with_values
from claimgraph.errors import QueryRefused
from claimgraph.queries import Query, catalogue, load
from claimgraph.remote import Remote
from claimgraph.search.search import Searcher
from claimgraph.search.terms import NAMESPACE, PREFIX
from claimgraph.server.guard import inspect
from claimgraph.server.holdings import FUNCTIONS
from claimgraph.server.search_service import put_in, take_out
from claimgraph.store import View

_LONGEST = 160
"""Code points of the parser's complaint that are shown; the rest lists all that could stand in a place."""


class Question(Protocol):
    """Something that can be asked of a release."""

    @property
    def hidden(self) -> frozenset[str]:
        """Columns that a table need not show."""

    def ask(self, view: View | Remote) -> Answer:
        """Return the answer; raise QueryRefused when it can't be given."""


@dataclass(frozen=True, slots=True)
class Written:
    """A query that a user wrote; values are IRIs where they stand in angle brackets, else words."""

    text: str
    values: Mapping[str, str]

    @property
    def hidden(self) -> frozenset[str]:
        """No column is hidden."""
        return frozenset()

    def ask(self, view: View | Remote) -> Answer:
        """Return the answer; updates and SERVICE are refused."""
        inspect(take_out(self.text, prefixes())[0])
        values = {_variable(name): term(value) for name, value in self.values.items()}
        try:
            return ask(view, f"PREFIX {PREFIX}: <{NAMESPACE}> {with_prefixes(self.text)}", values)
        except QueryRefused as error:
            raise QueryRefused(_complaint(self.text) or str(error)) from error


def words_of(file: IO[str]) -> str:
    """Return the query that a file holds; raise QueryRefused where it is no text."""
    try:
        return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryRefused(f"the query can't be read: {error}") from error


def _variable(name: str) -> Variable:
    try:
        return Variable(name)
    except ValueError as error:
        raise QueryRefused(f"{name!r} is no name of a variable") from error


def _complaint(text: str) -> str | None:
    """Return what is wrong with a query, at its place in the text as the user wrote it."""
    try:
        Store().query(text, prefixes=dict(prefixes()))
    except SyntaxError as error:
        words = str(error)
        return f"malformed query: {words if len(words) <= _LONGEST else words[:_LONGEST] + ' ...'}"
    return None


@dataclass(frozen=True, slots=True)
class Canned:
    """A canned query; values are what its header declares."""

    query: Query
    values: Mapping[str, str]

    @property
    def hidden(self) -> frozenset[str]:
        """Columns that only repeat a parameter, and IRIs whose names stand beside them."""
        return self.query.hidden | self.query.named

    def ask(self, view: View | Remote) -> Answer:
        """Return the answer; names among the values are looked up in the same release."""

        def rows(text: str, parameters: Mapping[Variable, Term]) -> Iterator[list[object]]:
            found = ask(view, text, parameters)
            assert isinstance(found, QuerySolutions)
            return ([row[variable] for variable in found.variables] for row in found)

        return ask(view, self.query.text, self.query.bind(self.values, rows))


def ask(view: View | Remote, text: str, parameters: Mapping[Variable, Term]) -> Answer:
    """Return the answer to a query with searches in texts; QueryRefused, or StoreError without an index."""
    if isinstance(view, Remote):
        return view.query(with_values(text, parameters))
    rest, searches = take_out(text, prefixes())
    if searches:
        values = {variable.value: value.value for variable, value in parameters.items()}
        rest = put_in(rest, searches, values, Searcher(view.release.path).search)
    view.functions = FUNCTIONS
    return view.query(rest, parameters)


def canned(name: str, values: Mapping[str, str]) -> Canned:
    """Return a canned query with values; raise UnknownPluginError, which lists the known ones."""
    return Canned(load(name), values)


def listing() -> Iterator[str]:
    """Yield the lines that describe all canned queries."""
    for query in catalogue():
        yield f"{query.name}: {query.title}"
        yield f"    {query.description}"
        for parameter in query.parameters:
            choices = f" ({', '.join(parameter.choices)})" if 0 < len(parameter.choices) <= 12 else ""
            yield f"    --param {parameter.name}=  {parameter.kind}: {parameter.meaning}{choices}"
        example = " ".join(f"--param {name}={shlex.quote(value)}" for name, value in query.example.items())
        yield f"    claimgraph query --store DIR --name {query.name} {example}".rstrip()
        yield ""
