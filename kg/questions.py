"""Queries with their parameters: written by the user, or canned ones by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Variable

from claimgraph.answers import Answer, Term, term, with_prefixes
from claimgraph.server.guard import inspect
from claimgraph.store import View


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the values of some of its variables."""

    text: str
    values: Mapping[str, Term]

    def ask(self, view: View) -> Answer:
        """Return the answer; raise QueryRefused for updates, for SERVICE and for what is no query."""
        inspect(self.text)
        return view.query(self.text, {Variable(name): value for name, value in self.values.items()})


def question(text: str, values: Mapping[str, str]) -> Question:
    """Return a user's query; its values are IRIs where they stand in angle brackets, else words."""
    return Question(with_prefixes(text), {name: term(value) for name, value in values.items()})
