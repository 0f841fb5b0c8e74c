"""Which version of which rules made a graph: hashes and versions, never a clock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph.iri import Mint
from claimgraph.model import Consultation
from claimgraph.ontology.external import PROV, RDF, RDFS, SCHEMA

_READ_WITH: Final = ("encoder", "extract", "extractors", "lang", "link", "annotate.py", "model.py", "offsets.py")
"""What of the package decides how a text is read."""
_WRITTEN_WITH: Final = (
    "iri.py", "page.py", "quads.py", "assertion_quads.py", "entity_quads.py", "link_quads.py", "decision_quads.py",
    "provenance.py", "ontology/terms.py", "ontology/external.py", "ontology/claimgraph.ttl", "ontology/alignments.ttl",
)  # fmt: skip
"""What of the package decides how annotations become graphs."""
_COMPARED_WITH: Final = ("compare", "analysis_quads.py", "lang", "link/fold.py", "link/data")
"""What of the package decides how claims relate."""
_TEXT_TOOLS: Final = ("anyascii", "numpy", "onnxruntime", "py3langid", "python-crfsuite", "rapidfuzz", "tokenizers")
"""Packages whose version may change how a text is read."""
_VOCABULARY: Final = ("claimgraph.ttl", "alignments.ttl")


def software_version() -> str:
    """Return the version of claimgraph."""
    return version("claimgraph")


@cache
def reading_rules(model: str = "accurate") -> str:
    """Return a SHA-256 over all code, data and tools that decide how a text is read, and the model's name."""
    tools = "\n".join([*(f"{name} {version(name)}" for name in _TEXT_TOOLS), model])
    return _hash(_READ_WITH, tools.encode())


@cache
def writing_rules() -> str:
    """Return a SHA-256 over the code that decides how an annotation becomes a graph."""
    return _hash(_WRITTEN_WITH, b"")


@cache
def comparing_rules() -> str:
    """Return a SHA-256 over all code and data that decide how claims relate."""
    return _hash(_COMPARED_WITH, f"numpy {version('numpy')}".encode())


def _hash(names: Iterable[str], more: bytes) -> str:
    total = hashlib.sha256(more)
    for name in names:
        for path, file in _walk(name, files("claimgraph").joinpath(name)):
            total.update(f"{path}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _walk(path: str, place: Traversable) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        yield path, place
    elif place.is_dir() and place.name != "__pycache__":
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            yield from _walk(f"{path}/{entry.name}", entry)


Consulted = Mapping[str, Sequence[Consultation]]
"""Which extractors from outside were asked about each document, by document key."""


def run_quads(mint: Mint, rules: str, guests: Mapping[str, Mapping[str, str]], consulted: Consulted) -> Iterator[Quad]:
    """Yield the graph that tells which rules and which extractors made the graphs of the documents."""
    yield from provenance_quads(mint, sorted(consulted), rules)
    yield from guest_quads(mint, rules, guests)
    yield from answer_quads(mint, consulted)


def provenance_quads(mint: Mint, keys: Iterable[str], rules: str) -> Iterator[Quad]:
    """Yield the graph that tells which rules made the graphs of which documents."""
    graph = mint.graph("prov")
    run, ruleset = mint.run("run", software_version(), rules), mint.run("rules", rules)
    agent = mint.run("software", software_version())
    yield Quad(run, RDF.type, PROV.Activity, graph)
    yield Quad(run, PROV.wasAssociatedWith, agent, graph)
    yield Quad(run, PROV.used, ruleset, graph)
    yield Quad(agent, RDF.type, PROV.SoftwareAgent, graph)
    yield Quad(agent, SCHEMA.name, Literal("claimgraph"), graph)
    yield Quad(agent, SCHEMA.softwareVersion, Literal(software_version()), graph)
    yield Quad(ruleset, RDF.type, PROV.Entity, graph)
    yield Quad(ruleset, RDFS.label, Literal(f"sha256:{rules}"), graph)
    for key in keys:
        statements = mint.graph(f"doc/{key}")
        yield Quad(statements, RDF.type, PROV.Entity, graph)
        yield Quad(statements, PROV.wasGeneratedBy, run, graph)
        yield Quad(statements, PROV.wasDerivedFrom, mint.document(key), graph)


def guest_quads(mint: Mint, rules: str, guests: Mapping[str, Mapping[str, str]]) -> Iterator[Quad]:
    """Yield which extractors from outside took part in the run, each with what decides its replies."""
    graph, run = mint.graph("prov"), mint.run("run", software_version(), rules)
    for name, facts in sorted(guests.items()):
        agent = mint.run("extractor", name, *(f"{key}={value}" for key, value in sorted(facts.items())))
        yield Quad(run, PROV.wasAssociatedWith, agent, graph)
        yield Quad(agent, RDF.type, PROV.SoftwareAgent, graph)
        yield Quad(agent, SCHEMA.name, Literal(name), graph)
        for key, value in sorted(facts.items()):
            yield Quad(agent, RDFS.comment, Literal(f"{key}: {value}"), graph)


def answer_quads(mint: Mint, consulted: Consulted) -> Iterator[Quad]:
    """Yield the hashes of the answers that the graphs of documents rest on."""
    graph = mint.graph("prov")
    for key, asked in sorted(consulted.items()):
        for answer in sorted({c.answer for c in asked if c.answer is not None}):
            node = mint.run("answer", answer)
            yield Quad(mint.graph(f"doc/{key}"), PROV.wasDerivedFrom, node, graph)
            yield Quad(node, RDF.type, PROV.Entity, graph)
            yield Quad(node, RDFS.label, Literal(f"sha256:{answer}"), graph)


Term = TypeVar("Term")


def vocabulary_quads(mint: Mint) -> Iterator[Quad]:
    """Yield the vocabulary; its blank nodes get IRIs by their order, so that a release has none."""
    graph = mint.graph("ontology")
    names: dict[BlankNode, NamedNode] = {}

    def named(term: Term) -> Term | NamedNode:
        if isinstance(term, BlankNode):
            return names.setdefault(term, NamedNode(f"{mint.base}genid/{len(names) + 1}"))
        return term

    for file in _VOCABULARY:
        content = files("claimgraph.ontology").joinpath(file).read_bytes()
        for quad in parse(content, RdfFormat.TURTLE):
            yield Quad(named(quad.subject), quad.predicate, named(quad.object), graph)
