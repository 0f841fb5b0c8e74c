"""Writes what is derived from the Turtle: Python names, the JSON-LD context and the reference page.

Run `python -m claimgraph.ontology.generate` after a change of the Turtle; `--check` only tells whether the
committed files are current and exits with 1 when one is stale.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from claimgraph.ontology.reference import Collection, Concept, Reference, Scheme, Term, render

FOLDER = Path(__file__).resolve().parent
SOURCES = ("claimgraph.ttl", "alignments.ttl")
BASE = "https://w3id.org/claimgraph/ns#"
CG = Namespace(BASE)
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ROLE_PARENT = "cg:argument"
# Reserved in OWL 2 DL, so that alignments.ttl can't declare them.
BUILTIN = {
    "owl": ("sameAs",),
    "rdf": ("langString", "object", "predicate", "subject", "type"),
    "rdfs": ("comment", "label", "seeAlso"),
    "xsd": (
        "anyURI", "boolean", "date", "dateTime", "decimal", "double", "gYear", "gYearMonth", "integer",
        "string",
    ),
}  # fmt: skip
IRI_VALUED = ("owl:sameAs", "rdf:subject", "rdf:predicate", "rdf:object", "rdfs:seeAlso")
# Strings need no type, and whole decimals come back from the store as integers.
UNCOERCED = ("xsd:string", "xsd:decimal")
PARTS = {
    "claims": ("form", "fidelity", "cueStance", "polarity", "certainty", "tense", "relationType"),
    "entities": ("kind", "mentionForm", "linkStatus"),
    "events": ("eventType",),
    "figures": ("comparator", "measure", "counted"),
    "segments": ("segmentRole",),
}
"""Modules of concepts, and the schemes of each without `Scheme`."""
MARK = "GENERATED from the Turtle files by `make terms`; do not edit."


def load() -> Graph:
    """Return the vocabulary and its alignments as one graph."""
    graph = Graph()
    for name in SOURCES:
        graph.parse(FOLDER / name)
    return graph


def local(node: Node) -> str:
    """Return the last part of an IRI: what follows the last `#` or `/`."""
    return str(node).replace("#", "/").rpartition("/")[2]


def text(graph: Graph, subject: Node, predicate: URIRef, lang: str) -> str:
    """Return the text of a property in one language, or "" where there is none."""
    found = [str(o) for o in graph.objects(subject, predicate) if getattr(o, "language", None) == lang]
    return min(found, default="")


def labels(graph: Graph, subject: Node, predicate: URIRef) -> dict[str, str]:
    """Return the labels of a term by language."""
    return {lang: text(graph, subject, predicate, lang) for lang in ("en", "uk", "nb", "pl")}


def names(graph: Graph, subject: Node, predicate: URIRef) -> tuple[str, ...]:
    """Return the values of a property by short names; a union by its members, bounded numbers by type."""
    found: list[Node] = []
    for value in graph.objects(subject, predicate):
        union = graph.value(value, OWL.unionOf)
        found += [graph.value(value, OWL.onDatatype) or value] if union is None else graph.items(union)
    return tuple(sorted({graph.qname(str(node)) for node in found if isinstance(node, URIRef)}))


def terms(graph: Graph, kind: URIRef) -> Iterator[Term]:
    """Yield the vocabulary's own classes or properties of one OWL type, by name."""
    own = {s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(BASE)}
    for subject in sorted(own):
        yield Term(
            name=local(subject),
            labels=labels(graph, subject, RDFS.label),
            comment=text(graph, subject, RDFS.comment, "en"),
            above=names(graph, subject, RDFS.subClassOf) + names(graph, subject, RDFS.subPropertyOf),
            domain=names(graph, subject, RDFS.domain),
            range=names(graph, subject, RDFS.range),
        )


def concepts(graph: Graph, scheme: Node) -> Iterator[Concept]:
    """Yield the concepts of a scheme, by name."""
    for subject in sorted(graph.subjects(SKOS.inScheme, scheme), key=str):
        yield Concept(
            name=local(subject),
            notation=str(graph.value(subject, SKOS.notation)),
            labels=labels(graph, subject, SKOS.prefLabel),
            comment=text(graph, subject, SKOS.definition, "en"),
            above=names(graph, subject, SKOS.broader) + names(graph, subject, SKOS.broadMatch),
            roles=tuple(sorted(local(role) for role in graph.objects(subject, CG.takesRole))),
        )


def schemes(graph: Graph) -> Iterator[Scheme]:
    """Yield the concept schemes, by name."""
    for subject in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        yield Scheme(
            name=local(subject),
            labels=labels(graph, subject, RDFS.label),
            comment=text(graph, subject, RDFS.comment, "en"),
            concepts=tuple(concepts(graph, subject)),
        )


def collections(graph: Graph) -> Iterator[Collection]:
    """Yield the collections of concepts, by name."""
    for subject in sorted(graph.subjects(RDF.type, SKOS.Collection), key=str):
        yield Collection(
            name=local(subject),
            labels=labels(graph, subject, RDFS.label),
            comment=text(graph, subject, RDFS.comment, "en"),
            members=tuple(sorted(local(member) for member in graph.objects(subject, SKOS.member))),
        )


def read(graph: Graph) -> Reference:
    """Return the vocabulary's own terms as plain records."""
    found = [term for kind in PROPERTY_TYPES for term in terms(graph, kind)]
    found.sort(key=lambda term: term.name)
    return Reference(
        classes=tuple(terms(graph, OWL.Class)),
        properties=tuple(term for term in found if ROLE_PARENT not in term.above),
        roles=tuple(term for term in found if ROLE_PARENT in term.above),
        schemes=tuple(schemes(graph)),
        collections=tuple(collections(graph)),
    )


def constant(name: str, comment: str) -> str:
    """Return the line of one Python constant and its docstring."""
    doc = textwrap.fill(f'"""{comment}"""', width=100)
    return f'{name}: Final = NamedNode("{BASE}{name}")\n{doc}\n'


def table(name: str, rows: dict[str, str]) -> str:
    """Return a Python mapping from the code used in data to a constant."""
    lines = [f'    "{code}": {target},' for code, target in rows.items()]
    return f"{name}: Final[Mapping[str, NamedNode]] = {{\n" + "\n".join(lines) + "\n}\n"


def scheme_table(scheme: Scheme) -> str:
    """Return the mapping of one scheme: its name in capitals, its keys the concepts' notations."""
    name = "".join(f"_{c}" if c.isupper() else c.upper() for c in scheme.name.removesuffix("Scheme"))
    return table(name, {concept.notation: concept.name for concept in scheme.concepts})


def event_roles(reference: Reference) -> str:
    """Return the mapping from event types to the roles that are usual for them."""
    found = [c for scheme in reference.schemes for c in scheme.concepts if c.roles]
    lines = [f'    "{c.notation}": {c.roles},'.replace("'", '"') for c in found]
    return "EVENT_ROLES: Final[Mapping[str, tuple[str, ...]]] = {\n" + "\n".join(lines) + "\n}\n"


def render_terms(reference: Reference) -> str:
    """Return `terms.py`: a constant per class, property and scheme, the roles, and the concepts of all parts."""
    concepts = {concept.name for scheme in reference.schemes for concept in scheme.concepts}
    parts = "".join(f"from claimgraph.ontology.{part} import *  # noqa: F403\n" for part in sorted(PARTS))
    head = (
        f'"""Names of the claimgraph vocabulary. {MARK}"""\n\n'
        "from collections.abc import Mapping\nfrom typing import Final\n\n"
        f'from pyoxigraph import NamedNode\n\n{parts}\nNAMESPACE: Final = "{BASE}"\n'
    )
    own = [constant(name, comment) for name, comment in reference.comments().items() if name not in concepts]
    return "\n".join([head, *own, table("ROLES", {role.name: role.name for role in reference.roles})])


def render_concepts(reference: Reference, part: str) -> str:
    """Return a module of concepts: a constant per concept, a mapping per scheme, with event types their roles."""
    schemes = [scheme for scheme in reference.schemes if scheme.name.removesuffix("Scheme") in PARTS[part]]
    head = (
        f'"""Concepts of {part} in the claimgraph vocabulary. {MARK}"""\n\n'
        "from collections.abc import Mapping\nfrom typing import Final\n\nfrom pyoxigraph import NamedNode\n"
    )
    own = [constant(concept.name, concept.comment) for scheme in schemes for concept in scheme.concepts]
    roles = [event_roles(reference)] if part == "events" else []
    return "\n".join([head, *own, *map(scheme_table, schemes), *roles])


def external(graph: Graph) -> dict[str, dict[str, str]]:
    """Return the reused terms: prefix -> local name -> IRI, both in order of the alphabet."""
    spaces = {prefix: str(iri) for prefix, iri in graph.namespaces()}
    found = {prefix: {name: spaces[prefix] + name for name in builtin} for prefix, builtin in BUILTIN.items()}
    for subject in graph.subjects(RDF.type, None):
        if isinstance(subject, URIRef) and (subject, RDF.type, OWL.Ontology) not in graph:
            prefix, _, name = graph.qname(str(subject)).partition(":")
            found.setdefault(prefix, {})[name] = str(subject)
    reused = set(found) - {"cg", "dcterms", "vann"}
    return {prefix: dict(sorted(found[prefix].items())) for prefix in sorted(reused)}


def render_external(graph: Graph) -> str:
    """Return `external.py`: a class per reused vocabulary that holds the terms declared in the alignments."""
    head = (
        f'"""Names reused from other vocabularies. {MARK}"""\n\n'
        "from typing import Final\n\nfrom pyoxigraph import NamedNode\n"
    )
    blocks = [head]
    for prefix, members in external(graph).items():
        space = next(str(iri) for name, iri in graph.namespaces() if name == prefix)
        lines = [f'    {name}: Final = NamedNode("{iri}")\n' for name, iri in members.items()]
        blocks.append(f'\nclass {prefix.upper()}:\n    """Terms of <{space}>."""\n\n{"".join(lines)}')
    return "\n".join(blocks)


def definition(graph: Graph, iri: str) -> str | dict[str, str]:
    """Return how the JSON-LD context defines one term: values that are IRIs, typed literals or plain ones."""
    subject, name = URIRef(iri), graph.qname(iri)
    found = graph.value(subject, RDFS.range)
    if found == SKOS.Concept:
        return {"@id": name, "@type": "@vocab"}
    if (subject, RDF.type, OWL.ObjectProperty) in graph or name in IRI_VALUED:
        return {"@id": name, "@type": "@id"}
    if isinstance(found, URIRef) and graph.qname(str(found)) not in UNCOERCED:
        return {"@id": name, "@type": graph.qname(str(found))}
    if name in ("skos:prefLabel", "skos:altLabel"):
        return {"@id": name, "@container": "@language"}
    return name


def render_context(graph: Graph, reference: Reference) -> str:
    """Return the JSON-LD context; a name that two vocabularies share is ours, the other keeps its prefix."""
    mine = {name: BASE + name for name in reference.comments()}
    reused = external(graph)
    shared = Counter([*mine, *(name for members in reused.values() for name in members)])
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", "cg": BASE}
    context |= {prefix: str(iri) for prefix, iri in sorted(graph.namespaces()) if prefix in reused}
    context |= {name: definition(graph, iri) for name, iri in sorted(mine.items())}
    for prefix, members in reused.items():
        for name, iri in members.items():
            if name != "type" and prefix not in ("xsd", "plover", "ftm"):
                context[name if shared[name] == 1 else f"{prefix}:{name}"] = definition(graph, iri)
    return json.dumps({"@context": context}, indent=2, ensure_ascii=False) + "\n"


def outputs() -> dict[Path, str]:
    """Return each derived file with the content that it should have."""
    graph = load()
    reference = read(graph)
    return {
        FOLDER / "terms.py": render_terms(reference),
        **{FOLDER / f"{part}.py": render_concepts(reference, part) for part in PARTS},
        FOLDER / "external.py": render_external(graph),
        FOLDER / "context.jsonld": render_context(graph, reference),
        FOLDER.parent / "docs" / "ontology.md": render(reference, MARK),
    }


def stale() -> list[Path]:
    """Return the derived files that differ from what the Turtle gives."""
    return [path for path, content in outputs().items() if not path.exists() or path.read_text("utf-8") != content]


def main(arguments: list[str]) -> int:
    """Write the derived files, or with `--check` name the stale ones; return the exit code."""
    if "--check" in arguments:
        found = stale()
        for path in found:
            print(f"stale: {path.name}; run python -m claimgraph.ontology.generate", file=sys.stderr)
        return 1 if found else 0
    for path, content in outputs().items():
        path.write_text(content, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
