"""What a release has that can be searched: things with names, claims and documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.store import View


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name with its language, "" for none."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be found: its type without the namespace, its label, and either names or a text.

    `weight` is how often a thing is mentioned.
    """

    iri: str
    type: str
    label: str
    names: tuple[Name, ...] = ()
    text: str = ""
    lang: str = ""
    weight: int = 0


def items(view: View) -> Iterator[Item]:
    """Yield everything that can be found in a release, in an order that depends on nothing but the release."""
    yield from _named(view)
    yield from _texts(view, "claims", "Claim")
    yield from _texts(view, "documents", "Document")


def _named(view: View) -> Iterator[Item]:
    weights = {_text(row, "iri"): int(_text(row, "number")) for row in _rows(view, "mentions")}
    labels: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], set[Name]] = {}
    for row in _rows(view, "names"):
        thing, label, name = (_text(row, "iri"), _text(row, "type")), _text(row, "label"), row["name"]
        labels[thing] = min(label, labels.get(thing, label))
        if isinstance(name, Literal):
            names.setdefault(thing, set()).add(Name(name.value, name.language or ""))
    for (iri, kind), found in sorted(names.items()):
        label = labels[iri, kind]
        yield Item(iri, kind.removeprefix(NAMESPACE), label, tuple(sorted(found)), weight=weights.get(iri, 0))


def _texts(view: View, query: str, kind: str) -> Iterator[Item]:
    found = [
        Item(_text(row, "iri"), kind, _text(row, "label"), text=_text(row, "text"), lang=_text(row, "language"))
        for row in _rows(view, query)
    ]
    yield from sorted(found, key=lambda item: (item.iri, item.lang, item.text))


def _rows(view: View, name: str) -> QuerySolutions:
    found = view.query(files("claimgraph.search").joinpath(f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    return found


def _text(row: QuerySolution, name: str) -> str:
    value = row[name]
    return value.value if isinstance(value, NamedNode | Literal) else ""
