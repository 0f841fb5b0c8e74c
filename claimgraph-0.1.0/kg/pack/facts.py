"""Quads in memory, asked by subject and property; the order of what they answer is that of the terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from claimgraph.answers import prefixes
from claimgraph.ontology.external import OA, RDF

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple
NO_MORE: Final[Mapping[str, str]] = MappingProxyType({})


class Facts:
    """A set of quads; graphs count only where they are asked for."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = sorted(set(quads), key=order)
        self._objects: dict[tuple[object, object], list[Term]] = defaultdict(list)
        self._about: dict[object, list[Quad]] = defaultdict(list)
        self._subjects: dict[tuple[object, object], list[Node]] = defaultdict(list)
        for quad in self.quads:
            self._about[quad.subject].append(quad)
            objects = self._objects[quad.subject, quad.predicate]
            if quad.object not in objects:
                objects.append(quad.object)
            if isinstance(quad.subject, (NamedNode, BlankNode)):
                subjects = self._subjects[quad.predicate, quad.object]
                if quad.subject not in subjects:
                    subjects.append(quad.subject)

    def about(self, subject: Node) -> list[Quad]:
        """Return the quads with a subject."""
        return self._about.get(subject, [])

    def all(self, subject: Node, predicate: NamedNode) -> list[Term]:
        """Return the objects."""
        return self._objects.get((subject, predicate), [])

    def nodes(self, subject: Node, predicate: NamedNode) -> list[NamedNode]:
        """Return the objects that are IRIs."""
        return [term for term in self.all(subject, predicate) if isinstance(term, NamedNode)]

    def node(self, subject: Node, predicate: NamedNode) -> NamedNode | None:
        """Return the first object that is an IRI."""
        return next(iter(self.nodes(subject, predicate)), None)

    def word(self, subject: Node, predicate: NamedNode) -> str | None:
        """Return the first object that is a literal, without its language or type."""
        return next((term.value for term in self.all(subject, predicate) if isinstance(term, Literal)), None)

    def subjects(self, predicate: NamedNode, term: Term) -> list[Node]:
        """Return of what a property has a value."""
        return self._subjects.get((predicate, term), [])

    def of(self, kind: NamedNode) -> list[NamedNode]:
        """Return the nodes of a class."""
        return [node for node in self.subjects(RDF.type, kind) if isinstance(node, NamedNode)]

    def selectors(self, span: Node) -> Iterator[Node]:
        """Yield the selectors of a span."""
        return (node for node in self.all(span, OA.hasSelector) if isinstance(node, (NamedNode, BlankNode)))


def order(quad: Quad) -> tuple[str, str, str, str]:
    """Return what sorts quads: graph, subject, predicate, object."""
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def trig(quads: Iterable[Quad], more: Mapping[str, str] = NO_MORE) -> bytes:
    """Return quads as TriG with the prefixes that they use, of the vocabulary and more ones.

    The same quads give the same bytes.
    """
    chosen = sorted(set(quads), key=order)
    lines = (serialize(chosen, format=RdfFormat.TRIG, prefixes={**prefixes(), **more}) or b"").splitlines(keepends=True)
    body = b"".join(line for line in lines if not line.startswith(b"@prefix "))
    # The serializer declares prefixes in an order that differs from run to run.
    head = sorted(line for line in lines if line.startswith(b"@prefix ") and line.split()[1] in body)
    return b"".join(head) + body
