"""The vocabulary classifies without a class that can have no member, and a seeded fault is reported."""

import shutil
from pathlib import Path

import owlready2
import pytest

from claimgraph.ontology.check import NO_JAVA, SOURCES, check

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java on PATH")
HEAD = """
@prefix cg: <https://w3id.org/claimgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <https://example.org/> .
"""


def write(folder: Path, turtle: str) -> Path:
    """Return a Turtle file beside the vocabulary."""
    path = folder / "extra.ttl"
    path.write_text(HEAD + turtle, "utf-8")
    return path


@needs_java
def test_vocabulary_is_consistent_and_satisfiable() -> None:
    report = check()
    assert report.passed
    assert report.reasoner == "HermiT"
    assert report.consistent
    assert report.unsatisfiable == []
    assert report.classes == 18
    assert report.terms > report.classes + report.properties


@needs_java
def test_seeded_unsatisfiable_classes_are_reported(tmp_path: Path) -> None:
    extra = write(
        tmp_path,
        """
        x:PersonBody a owl:Class ; rdfs:subClassOf cg:Person , cg:Organization .
        x:ClaimText a owl:Class ; rdfs:subClassOf cg:Claim , cg:Document .
        x:PlaceEvent a owl:Class ; rdfs:subClassOf cg:Place , cg:Event .
        x:SourceClaim a owl:Class ; rdfs:subClassOf cg:Source , cg:Claim .
        x:State a owl:Class ; rdfs:subClassOf cg:Place , cg:Organization .
        """,
    )
    report = check([*SOURCES, extra])
    assert [iri.removeprefix("https://example.org/") for iri in report.unsatisfiable] == [
        "ClaimText",
        "PersonBody",
        "PlaceEvent",
        "SourceClaim",
    ]
    assert report.consistent
    assert not report.passed


@needs_java
@pytest.mark.parametrize(
    "facts",
    [
        "x:c cg:speaker x:d . x:d cg:textHash 'abc' .",
        "x:c cg:confidence 1.5 .",
        "x:c cg:statedIn x:d , x:e . x:d owl:differentFrom x:e .",
    ],
)
def test_contradicting_facts_are_inconsistent(tmp_path: Path, facts: str) -> None:
    individuals = "x:c a owl:NamedIndividual . x:d a owl:NamedIndividual . x:e a owl:NamedIndividual . "
    report = check([*SOURCES, write(tmp_path, individuals + facts)])
    assert report.consistent is False
    assert not report.passed


@needs_java
def test_failing_reasoner_is_said_in_one_line(tmp_path: Path) -> None:
    extra = write(tmp_path, "x:p a owl:DatatypeProperty . x:a a owl:NamedIndividual ; x:p '1'^^x:unknown .")
    report = check([*SOURCES, extra])
    assert (report.reasoner, report.consistent) == (None, None)
    assert report.reason.startswith("HermiT failed: ")
    assert "\n" not in report.reason
    assert not report.passed


def test_missing_java_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    report = check()
    assert report.passed
    assert (report.reasoner, report.consistent, report.reason) == (None, None, NO_JAVA)
    assert report.classes == 18


def test_check_leaves_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    before = list(owlready2.default_world.ontologies)
    check()
    assert list(owlready2.default_world.ontologies) == before
    assert capfd.readouterr() == ("", "")
