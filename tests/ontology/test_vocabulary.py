"""The Turtle is complete, follows its naming rule and stays within OWL 2 DL."""

import typing
from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from claimgraph import model
from claimgraph.ontology import generate
from claimgraph.ontology.reference import Concept

GRAPH = generate.load()
REFERENCE = generate.read(GRAPH)
LANGUAGES = {"en", "uk", "nb", "pl"}
RESERVED = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
# The datatypes that OWL 2 DL allows in axioms and that we use; xsd:date is not among them.
DATATYPES = {"http://www.w3.org/2001/XMLSchema#" + n for n in ("string", "integer", "decimal", "boolean", "dateTime")}
CODES = {
    "form": model.Form,
    "fidelity": model.Fidelity,
    "cueStance": model.Stance,
    "polarity": model.Polarity,
    "certainty": model.Certainty,
    "tense": model.Tense,
    "comparator": model.Comparator,
    "measure": model.Measure,
    "segmentRole": model.Role,
    "kind": model.Kind,
    "mentionForm": model.MentionForm,
}


def of_type(*kinds: URIRef) -> set[Node]:
    """Return the subjects of some OWL types."""
    return {subject for kind in kinds for subject in GRAPH.subjects(RDF.type, kind)}


def used_datatypes() -> Iterator[URIRef]:
    """Yield the datatypes of ranges and of facets."""
    for predicate in (RDFS.range, OWL.onDatatype):
        for found in GRAPH.objects(None, predicate):
            if isinstance(found, URIRef) and found.startswith("http://www.w3.org/2001/XMLSchema#"):
                yield found


def test_eighteen_classes_and_the_designed_properties() -> None:
    assert len(REFERENCE.classes) == 18
    assert len(REFERENCE.roles) == 16
    added = {"antecedent", "datePrecision", "kind", "measure", "mentionForm", "role", "sieve", "speakerSpan"}
    added |= {"asserts", "rule", "takesRole"}
    assert len({term.name for term in REFERENCE.properties} - added) == 32


def test_every_term_has_labels_and_a_definition() -> None:
    labels = {term.name: term.labels for term in (*REFERENCE.classes, *REFERENCE.properties, *REFERENCE.roles)}
    labels |= {scheme.name: scheme.labels for scheme in REFERENCE.schemes}
    labels |= {collection.name: collection.labels for collection in REFERENCE.collections}
    labels |= {concept.name: concept.labels for scheme in REFERENCE.schemes for concept in scheme.concepts}
    for name, comment in REFERENCE.comments().items():
        assert {lang for lang, label in labels[name].items() if label} == LANGUAGES, name
        assert comment.endswith("."), name


def test_no_label_is_given_twice_in_one_language() -> None:
    for predicate in (RDFS.label, SKOS.prefLabel):
        found = [(s, o.language) for s, o in GRAPH.subject_objects(predicate) if isinstance(o, Literal)]
        assert len(found) == len(set(found))


def test_labels_of_one_scheme_differ() -> None:
    for scheme in REFERENCE.schemes:
        for lang in LANGUAGES:
            labels = [concept.labels[lang] for concept in scheme.concepts]
            assert len(labels) == len(set(labels)), (scheme.name, lang)


def test_concept_name_is_prefix_and_code() -> None:
    def tail(concept: Concept) -> str:
        return "".join(part[0].upper() + part[1:] for part in concept.notation.split("_"))

    for scheme in REFERENCE.schemes:
        prefixes = {concept.name.removesuffix(tail(concept)) for concept in scheme.concepts}
        assert len(prefixes) == 1, scheme.name
        assert all(concept.name.endswith(tail(concept)) for concept in scheme.concepts)


@pytest.mark.parametrize("scheme", CODES)
def test_codes_are_those_of_the_model(scheme: str) -> None:
    found = next(s for s in REFERENCE.schemes if s.name == f"{scheme}Scheme")
    assert {concept.notation for concept in found.concepts} == set(typing.get_args(CODES[scheme]))


def test_no_relation_is_both_of_agreement_and_conflict() -> None:
    relations = next(s for s in REFERENCE.schemes if s.name == "relationTypeScheme").concepts
    agreeing, conflicting = (set(collection.members) for collection in REFERENCE.collections)
    assert not agreeing & conflicting
    assert {concept.name for concept in relations} - agreeing - conflicting == {
        "relationStrongerBoundThan", "relationSupersedes", "relationTranslates",
    }  # fmt: skip


def test_event_types_name_roles_that_exist() -> None:
    roles = {role.name for role in REFERENCE.roles}
    events = next(s for s in REFERENCE.schemes if s.name == "eventTypeScheme").concepts
    assert len(events) == 49
    for event in events:
        assert event.roles, event.name
        assert set(event.roles) <= roles, event.name


def test_class_and_property_names_do_not_clash() -> None:
    names = [term.name for term in (*REFERENCE.classes, *REFERENCE.properties, *REFERENCE.roles)]
    names += [scheme.name for scheme in REFERENCE.schemes]
    names += [collection.name for collection in REFERENCE.collections]
    names += [concept.name for scheme in REFERENCE.schemes for concept in scheme.concepts]
    assert len(names) == len(set(names)) == len(REFERENCE.comments())


def test_no_property_is_of_two_kinds() -> None:
    kinds = [of_type(kind) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)]
    assert not kinds[0] & kinds[1]
    assert not kinds[0] & kinds[2]
    assert not kinds[1] & kinds[2]


def test_no_class_is_a_property_or_datatype() -> None:
    properties = of_type(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert not of_type(OWL.Class) & (properties | of_type(RDFS.Datatype))


def test_nothing_reserved_is_declared() -> None:
    declared = of_type(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert not [s for s in declared if str(s).startswith(RESERVED)]


def test_every_used_term_is_declared() -> None:
    declared = set(GRAPH.subjects(RDF.type, None))
    predicates = {p for p in GRAPH.predicates() if not str(p).startswith(RESERVED)}
    assert predicates <= declared
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, SKOS.inScheme):
        used = {o for o in GRAPH.objects(None, predicate) if not isinstance(o, BNode)}
        assert {o for o in used if not str(o).startswith(RESERVED)} <= declared


def test_axioms_use_datatypes_of_owl_only() -> None:
    assert {str(datatype) for datatype in used_datatypes()} <= DATATYPES


def test_functional_annotations_do_not_exist() -> None:
    assert not of_type(OWL.FunctionalProperty) & of_type(OWL.AnnotationProperty)


def test_every_source_parses_alone() -> None:
    for name in generate.SOURCES:
        assert len(Graph().parse(generate.FOLDER / name)) > 100
