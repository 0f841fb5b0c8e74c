"""Graphs of real texts: the bundled examples, and the development corpus where it lies beside the repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from claimgraph.building import reading
from claimgraph.canonical import canonical_lines, sorted_lines
from claimgraph.model import Document
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import RDF
from claimgraph.pipeline import build
from claimgraph.queries import Query, catalogue, load
from claimgraph.settings import Settings
from claimgraph.store import View
from tests.graph.test_shapes import shapes, union
from tests.link.shelf import CSTO, REGION, Shelf, state
from tests.queries.answers import answer
from tests.shared import ROOT, shared

NEED_INDEX = {"members-compared", "offices-compared"}
QUERIES = pytest.mark.parametrize(
    "query", [query for query in catalogue() if query.name not in NEED_INDEX], ids=lambda query: query.name
)


def texts(folder: Path) -> list[Document]:
    """Return the texts of a folder as they stand, line ends included."""
    return [Document(path.stem, path.read_bytes().decode()) for path in sorted(folder.glob("*.txt"))]


def corpus(name: str) -> list[Document]:
    return texts(ROOT / "examples" if name == "examples" else shared("seeds"))


@pytest.fixture(scope="module", params=["examples", "seeds"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the release of a corpus."""
    documents = corpus(request.param)
    directory = tmp_path_factory.mktemp(request.param)
    report = build(documents, directory, Settings(), reading())
    assert (report.skipped, report.documents) == ([], len(documents))
    return directory


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> View:
    directory = tmp_path_factory.mktemp("shown")
    build(corpus("examples"), directory, Settings(), reading())
    return View.current(directory)


@QUERIES
def test_query_has_an_answer(query: Query, store: Path) -> None:
    assert answer(View.current(store), query)


@QUERIES
def test_example_of_a_query_has_an_answer(query: Query, examples: View) -> None:
    assert answer(examples, query, **query.example)


def test_what_texts_say_is_compared_with_wikidata(tmp_path: Path) -> None:
    build(corpus("seeds"), tmp_path, Settings(), reading(catalog=REGION))
    view = View.current(tmp_path)
    members = answer(view, load("members-compared"), organization="CSTO")
    listed = {(value(row["memberName"]), value(row["inWikidata"])) for row in members}
    assert listed == {
        ("Belarus", "listed"),
        ("Kazakhstan", "listed"),
        ("Russia", "listed"),
        ("Uzbekistan", "not listed"),
    }
    alone = Shelf((CSTO, state("Q265", "Uzbekistan", "Q1065")))
    build(corpus("seeds"), tmp_path / "alone", Settings(), reading(catalog=alone))
    members = answer(View.current(tmp_path / "alone"), load("members-compared"), organization="CSTO")
    assert {(value(row["memberName"]), value(row["inWikidata"])) for row in members} == {("Uzbekistan", "unknown")}
    offices = answer(view, load("offices-compared"))
    assert {value(row["inWikidata"]) for row in offices if value(row["holderName"]) == "Kassym-Jomart Tokayev"} == {
        "held then"
    }
    former = [row for row in offices if value(row["holderName"]) == "Nursultan Nazarbayev"]
    assert {value(row["inWikidata"]) for row in former} == {"held at another time"}


def value(term: NamedNode | Literal | None) -> str:
    assert term is not None
    return term.value


@pytest.mark.slow
@pytest.mark.parametrize("name", ["examples", "seeds"])
def test_graph_satisfies_the_shapes(name: str, tmp_path: Path) -> None:
    build(corpus(name)[::3], tmp_path, Settings(), reading())
    conforms, _, report = pyshacl.validate(union(tmp_path), shacl_graph=shapes())
    assert conforms, report


QUOTES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
SELECT ?text ?start ?end ?exact {
  ?span oa:hasSource ?document ; oa:hasSelector ?position , ?quote .
  ?document schema:text ?text .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact
}
"""


def test_every_quote_is_in_its_text_at_its_offsets(store: Path) -> None:
    rows = View.current(store).query(QUOTES)
    assert isinstance(rows, QuerySolutions)
    found = [(row["text"].value, int(row["start"].value), int(row["end"].value), row["exact"].value) for row in rows]
    assert len(found) > 100
    assert all(text[start:end] == exact for text, start, end, exact in found)


def quads(directory: Path) -> Iterator[Quad]:
    return (quad for line in canonical_lines(View.current(directory)) for quad in parse(line, RdfFormat.N_QUADS))


def test_every_claim_leads_to_words(store: Path) -> None:
    claims = {quad.subject for quad in quads(store) if quad.predicate == RDF.type and quad.object == CG.Claim}
    shown = {quad.subject for quad in quads(store) if quad.predicate == CG.evidence}
    assert claims
    assert claims <= shown


def test_export_read_again_is_the_same(store: Path) -> None:
    lines = list(canonical_lines(View.current(store)))
    again = Store()
    again.bulk_load(b"".join(lines), RdfFormat.N_QUADS)
    assert list(sorted_lines(f"{quad} .\n".encode() for quad in again)) == lines
    assert all(isinstance(quad.subject, NamedNode) for quad in again)
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in again)


def content(directory: Path, *batches: Iterable[Document]) -> bytes:
    for batch in batches:
        build(batch, directory, Settings(), reading())
    return b"".join(canonical_lines(View.current(directory)))


@pytest.mark.slow
def test_order_and_batches_of_arrival_do_not_matter(tmp_path: Path) -> None:
    documents = corpus("examples")
    at_once = content(tmp_path / "at-once", documents)
    assert content(tmp_path / "backwards", reversed(documents)) == at_once
    assert content(tmp_path / "batches", documents[9:], documents[:9]) == at_once
