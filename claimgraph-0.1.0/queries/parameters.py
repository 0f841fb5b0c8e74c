"""Parameters of canned queries: words of a user become terms, never text of a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, Variable

from claimgraph.errors import QueryRefused
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import XSD

Term = NamedNode | Literal
Ask = Callable[[str, Mapping[Variable, Term]], Iterable[Sequence[object]]]
"""Runs a SELECT query with parameters over all graphs together; yields its rows."""

CONCEPTS: Final[Mapping[str, Mapping[str, NamedNode]]] = {
    "measure": CG.MEASURE,
    "event": CG.EVENT_TYPE,
    "stance": CG.CUE_STANCE,
    "form": CG.FORM,
    "polarity": CG.POLARITY,
    "certainty": CG.CERTAINTY,
    "kind": CG.KIND,
    "counted": CG.COUNTED,
    "fidelity": CG.FIDELITY,
    "relation": CG.RELATION_TYPE,
}
"""Type of a parameter -> codes of its concepts."""

LOOKED_UP: Final = ("entity", "document", "source", "claim", "cluster")
"""Types whose values are IRIs or names that are looked up in the release: `_entity.rq` and so on."""

CLEAR: Final = 3
"""Of several entities of one name, the one is meant that is mentioned so many times as often as all others."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_IRI = re.compile(r"<?((?:https?|urn):[^\s<>]+)>?")
_KEY = re.compile(r"^(entity|source|doc|cluster)/(?=[^/]+$)")
"""What a table writes before the key of an IRI below the base."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that a user may set; `is_column` where its value also tells the rows apart."""

    name: str
    kind: str
    meaning: str
    is_column: bool = True

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that the parameter takes, empty where there is no closed list."""
        return tuple(CONCEPTS.get(self.kind, ()))

    def term(self, value: str, ask: Ask) -> Term:
        """Return the term for a value; raise QueryRefused with what is wrong and what would be right."""
        if self.kind in CONCEPTS:
            return self._concept(value)
        if self.kind in LOOKED_UP:
            return self._looked_up(value, ask)
        return self._literal(value)

    def _concept(self, value: str) -> NamedNode:
        known = CONCEPTS[self.kind]
        codes = {code.casefold(): iri for code, iri in known.items()} | {iri.value: iri for iri in known.values()}
        bare = value.removeprefix("<").removesuffix(">")
        found = codes.get(bare) or codes.get(bare.casefold())
        if found is None:
            raise self._refusal(value, f"one of {', '.join(known)}")
        return found

    def _looked_up(self, value: str, ask: Ask) -> NamedNode:
        if iri := _IRI.fullmatch(value):
            return _named(iri[1]) or self._fail(value)
        rows = sorted(ask(_lookup(self.kind), {Variable("name"): Literal(_KEY.sub("", value))}), key=_rank)
        if not rows:
            raise QueryRefused(f"no {self.kind} is called {value!r}; give its IRI, key or a name as the texts have it")
        if _rank(rows[0])[0] <= CLEAR * sum(_rank(row)[0] for row in rows[1:]):
            chosen = rows[0][0]
            assert isinstance(chosen, NamedNode)
            return chosen
        several = "; ".join(f"{row[1]} {row[0]}" for row in rows[:_SHOWN])
        raise QueryRefused(f"{len(rows)} of kind {self.kind} are called {value!r}, give an IRI: {several}")

    def _literal(self, value: str) -> Literal:
        if self.kind == "string":
            return Literal(value)
        if self.kind == "language" and _LANGUAGE.fullmatch(value):
            return Literal(value)
        if self.kind == "integer" and value.removeprefix("-").isdecimal():
            return Literal(int(value))
        if self.kind == "date" and (day := _day(value)) is not None:
            return Literal(day.isoformat(), datatype=XSD.date)
        raise self._refusal(value, _EXPECTED.get(self.kind, self.kind))

    def _fail(self, value: str) -> NamedNode:
        raise self._refusal(value, "a valid IRI")

    def _refusal(self, value: str, expected: str) -> QueryRefused:
        return QueryRefused(f"{self.name}={value!r} is not {expected}")


_EXPECTED = {
    "language": "a language code such as en",
    "integer": "a whole number",
    "date": "a date such as 2022-01-10",
}
KINDS: Final = (*CONCEPTS, *LOOKED_UP, *_EXPECTED, "string")


def _rank(row: Sequence[object]) -> tuple[int, str]:
    """Return what sorts the rows of a look-up: the most mentioned first; what has no mentions counts once."""
    mentions = row[2] if len(row) > 3 else None
    return (-int(mentions.value) if isinstance(mentions, Literal) else -1, str(row[0]))


def _named(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@cache
def _lookup(kind: str) -> str:
    return files("claimgraph.queries").joinpath(f"_{kind}.rq").read_text(encoding="utf-8")
