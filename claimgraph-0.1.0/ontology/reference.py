"""The vocabulary as plain records, and the page for readers that is made from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: local name, labels by language, definition, and the terms around it."""

    name: str
    labels: dict[str, str]
    comment: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A value of a scheme; `notation` is the code used in data, `above` the broader concepts."""

    name: str
    notation: str
    labels: dict[str, str]
    comment: str
    above: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list of concepts."""

    name: str
    labels: dict[str, str]
    comment: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Concepts of a scheme that are spoken of together, by their names."""

    name: str
    labels: dict[str, str]
    comment: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All own terms of the vocabulary, each part in order of the alphabet."""

    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    roles: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    collections: tuple[Collection, ...]

    def comments(self) -> dict[str, str]:
        """Return the definition of every own term by name: classes, properties, roles, schemes, collections."""
        own = {term.name: term.comment for term in (*self.classes, *self.properties, *self.roles)}
        own |= {scheme.name: scheme.comment for scheme in self.schemes}
        own |= {collection.name: collection.comment for collection in self.collections}
        return own | {concept.name: concept.comment for scheme in self.schemes for concept in scheme.concepts}


INTRODUCTION = """\
# Vocabulary reference

<!-- {mark} -->

Namespace `https://w3id.org/claimgraph/ns#`, prefix `cg:`. A claim is a node of its own, in the named graph of
its document; what it states is a proposition that claims share and nobody asserts. Evidence is given as Web
Annotation selectors whose offsets are Unicode code points of the stored text, end exclusive.

A concept's name is the prefix of its scheme followed by its code: the comparator `at_least` is
`cg:comparatorAtLeast`. Codes are kept in `skos:notation`. Constraints on data are in `ontology/shapes.ttl`,
links to other vocabularies in `ontology/alignments.ttl`. This page is written by `make terms`.
"""


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    return "".join("| " + " | ".join(row) + " |\n" for row in [head, ("---",) * len(head), *rows])


def codes(names: tuple[str, ...]) -> str:
    """Return names as code, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def translations(labels: dict[str, str]) -> str:
    """Return the labels other than the English one."""
    return " · ".join(label for lang, label in labels.items() if lang != "en")


def class_rows(terms: tuple[Term, ...]) -> list[tuple[str, ...]]:
    """Return a row for each class."""
    return [(f"`{t.name}`", codes(t.above), t.comment, translations(t.labels)) for t in terms]


def property_rows(terms: tuple[Term, ...]) -> list[tuple[str, ...]]:
    """Return a row for each property."""
    return [
        (f"`{t.name}`", codes(t.domain), codes(t.range), codes(t.above), t.comment, translations(t.labels))
        for t in terms
    ]


def scheme_rows(scheme: Scheme) -> list[tuple[str, ...]]:
    """Return a row for each concept."""
    return [
        (f"`{c.notation}`", f"`{c.name}`", codes(c.above), codes(c.roles), c.comment, translations(c.labels))
        for c in scheme.concepts
    ]


def sections(reference: Reference) -> Iterator[str]:
    """Yield the sections of the page."""
    labels = "uk · nb · pl"
    properties = ("property", "domain", "range", "below", "meaning", labels)
    yield "## Classes\n\n" + table(("class", "below", "meaning", labels), class_rows(reference.classes))
    yield "## Properties\n\n" + table(properties, property_rows(reference.properties))
    yield "## Roles\n\n" + table(properties, property_rows(reference.roles))
    head = ("code", "concept", "broader", "roles", "meaning", labels)
    for scheme in reference.schemes:
        yield f"## Scheme `{scheme.name}`\n\n{scheme.comment}\n\n" + table(head, scheme_rows(scheme))
    groups = [(f"`{c.name}`", codes(c.members), c.comment, translations(c.labels)) for c in reference.collections]
    yield "## Collections of concepts\n\n" + table(("collection", "concepts", "meaning", labels), groups)


def render(reference: Reference, mark: str) -> str:
    """Return the page in Markdown; `mark` says that it is generated."""
    return "\n".join([INTRODUCTION.replace("{mark}", mark), *sections(reference)])
