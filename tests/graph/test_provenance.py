"""The graph says which rules made it, and new rules have a new hash."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph import provenance
from claimgraph.iri import Mint
from claimgraph.ontology.external import OWL, PROV, RDF, RDFS, SCHEMA
from claimgraph.provenance import (
    provenance_quads,
    reading_rules,
    software_version,
    vocabulary_quads,
    writing_rules,
)

MINT = Mint()


def test_each_graph_has_a_run_with_version_and_rules() -> None:
    quads = list(provenance_quads(MINT, ["a", "b"], "0123"))
    found = {(quad.subject, quad.predicate): quad.object for quad in quads}
    run = found[MINT.graph("doc/a"), PROV.wasGeneratedBy]
    assert isinstance(run, NamedNode)
    assert found[MINT.graph("doc/b"), PROV.wasGeneratedBy] == run
    assert found[MINT.graph("doc/b"), PROV.wasDerivedFrom] == MINT.document("b")
    rules, agent = found[run, PROV.used], found[run, PROV.wasAssociatedWith]
    assert isinstance(rules, NamedNode)
    assert isinstance(agent, NamedNode)
    assert found[rules, RDFS.label] == Literal("sha256:0123")
    assert found[agent, SCHEMA.softwareVersion] == Literal(software_version())
    assert {quad.graph_name for quad in quads} == {MINT.graph("prov")}


def test_other_rules_are_another_run() -> None:
    runs = {
        next(quad.subject for quad in provenance_quads(MINT, [], rules) if quad.object == PROV.Activity)
        for rules in ("1", "2")
    }
    assert len(runs) == 2


def test_provenance_holds_no_time() -> None:
    clocks = {PROV.startedAtTime, PROV.endedAtTime, PROV.generatedAtTime}
    assert not clocks & {quad.predicate for quad in provenance_quads(MINT, ["a"], "0123")}


def test_rules_are_hashes_of_different_things() -> None:
    assert len(reading_rules()) == len(writing_rules()) == 64
    assert reading_rules() != writing_rules()


def test_hash_follows_content_and_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "files", lambda package: tmp_path)
    seen = set()
    folder = tmp_path / "extract"
    (folder / "__pycache__").mkdir(parents=True)
    for name, content in (("a.py", "1"), ("a.py", "2"), ("b.toml", "")):
        (folder / name).write_text(content)
        seen.add(provenance._hash(["extract"], b""))
    assert len(seen) == 3
    (folder / "__pycache__" / "a.pyc").write_text("compiled")
    assert provenance._hash(["extract"], b"") in seen


def test_vocabulary_is_in_the_graph_without_blank_nodes() -> None:
    quads = list(vocabulary_quads(MINT))
    assert any(quad.predicate == RDFS.comment for quad in quads)
    assert {quad.graph_name for quad in quads} == {MINT.graph("ontology")}
    unions = [quad.object for quad in quads if quad.predicate == NamedNode("http://www.w3.org/2002/07/owl#unionOf")]
    assert unions
    assert all(isinstance(node, NamedNode) and node.value.startswith(f"{MINT.base}genid/") for node in unions)
    assert list(vocabulary_quads(MINT)) == quads
    assert OWL.sameAs not in {quad.predicate for quad in quads}
    assert {quad.predicate for quad in quads} >= {RDF.type, RDFS.label}
