"""A built graph satisfies the shapes of the vocabulary."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import QueryTriples, RdfFormat, serialize
from rdflib import Graph

from claimgraph.pipeline import build
from claimgraph.settings import Settings
from claimgraph.store import View
from tests.graph.sample import hand_made, sample, second

PREFIXES = {"cg": "https://w3id.org/claimgraph/ns#", "oa": "http://www.w3.org/ns/oa#"}


def union(directory: Path) -> Graph:
    """Return all graphs of the current release as one."""
    triples = View.current(directory).query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(triples, QueryTriples)
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


@cache
def shapes() -> Graph:
    """Return what every built graph must satisfy."""
    text = files("claimgraph.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def built(directory: Path) -> Graph:
    build([sample().document, second().document], directory, Settings(), hand_made())
    return union(directory)


def test_release_of_all_records_satisfies_the_shapes(tmp_path: Path) -> None:
    conforms, _, report = pyshacl.validate(built(tmp_path), shacl_graph=shapes())
    assert conforms, report


@pytest.mark.parametrize("term", ["cg:textHash", "oa:exact", "cg:statedIn"])
def test_shapes_notice_what_is_missing(tmp_path: Path, term: str) -> None:
    graph = built(tmp_path)
    graph.update(f"DELETE {{ ?s {term} ?o }} WHERE {{ ?s {term} ?o }}", initNs=PREFIXES)
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes())
    assert not conforms
