"""The JSON-LD context shortens a built graph, and another reader gets the same graph back."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat
from rdflib import Graph

from claimgraph.ontology import generate

GOOD = Path(__file__).parent / "good.ttl"
CONTEXT = json.loads((generate.FOLDER / "context.jsonld").read_text("utf-8"))["@context"]
# pyoxigraph reads the JSON-LD: the reader in rdflib is built on a class that rdflib itself has deprecated.


def canonical(data: str | bytes, form: RdfFormat) -> str:
    """Return a graph as canonical text."""
    found = Dataset(pyoxigraph.parse(data, format=form))
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(str(quad) for quad in found))


@pytest.fixture(scope="module")
def written() -> Any:
    """Return the good graph as JSON-LD with our context."""
    return json.loads(Graph().parse(GOOD).serialize(format="json-ld", context=CONTEXT))


def test_round_trip(written: Any) -> None:
    good = canonical(GOOD.read_bytes(), RdfFormat.TURTLE)
    assert canonical(json.dumps(written), RdfFormat.JSON_LD) == good


def test_keys_and_values_are_short(written: Any) -> None:
    nodes = {node["id"]: node for node in written["@graph"]}
    claim = nodes["https://example.org/claim"]
    assert (claim["type"], claim["form"], claim["statedIn"]) == (
        "Claim",
        "formIndirect",
        "https://example.org/doc",
    )
    assert nodes["https://example.org/quantity-position"]["start"] == "2"
    shared = {"org:member"}
    assert {key for node in nodes.values() for key in node if ":" in key} == shared


def test_plain_document_is_read() -> None:
    node = {
        "@context": CONTEXT,
        "id": "https://example.org/c",
        "type": "Claim",
        "form": "formDirect",
        "lower": 21,
        "prefLabel": {"uk": "твердження"},
    }
    turtle = """@prefix cg: <https://w3id.org/claimgraph/ns#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://example.org/c> a cg:Claim ; cg:form cg:formDirect ; cg:lower 21 ;
            skos:prefLabel "твердження"@uk ."""
    assert canonical(json.dumps(node), RdfFormat.JSON_LD) == canonical(turtle, RdfFormat.TURTLE)


def test_every_own_term_is_defined() -> None:
    assert generate.read(generate.load()).comments().keys() <= CONTEXT.keys()


def test_shared_names_are_ours() -> None:
    assert CONTEXT["Event"] == "cg:Event"
    assert CONTEXT["schema:Event"] == "schema:Event"
