"""Query tests of the W3C suites: reading their manifests and comparing results."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

ROOT = "http://w3c.example/"
EMPTY = f"{ROOT}nothing"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
CAUSES = tomllib.loads((Path(__file__).parent / "w3c_failures.toml").read_text(encoding="utf-8"))["cause"]
LISTED = {name for cause in CAUSES for name in cause["tests"]}
OURS = {name for cause in CAUSES if cause.get("ours") for name in cause["tests"]}
EVALUATION = (f"{MF}QueryEvaluationTest", f"{MF}CSVResultFormatTest")
GOOD = (f"{MF}PositiveSyntaxTest11", f"{MF}PositiveSyntaxTest")
BAD = (f"{MF}NegativeSyntaxTest11", f"{MF}NegativeSyntaxTest")
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
    ".csv": ox.QueryResultsFormat.CSV,
}
GRAPHS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}


@dataclass(frozen=True)
class Case:
    """One test: its name (suite/folder/name), its query, the files of its dataset, and its expected result."""

    name: str
    query: str
    data: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    result: Path | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Suite:
    """The suites of a folder, whose files stand for IRIs below ROOT."""

    folder: Path

    def cases(self, kinds: Iterable[str], leave: frozenset[str] = frozenset()) -> list[Case]:
        """Return the tests of some kinds, apart from those in some folders."""
        found = []
        for path in sorted(self.folder.glob("sparql1[12]/*/manifest.ttl")):
            if path.parent.name not in leave:
                manifest = ox.Store()
                manifest.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=self.iri(path))
                tests = {quad.subject for kind in kinds for quad in manifest.quads_for_pattern(None, TYPE, term(kind))}
                found += [self.case(manifest, test, path.parent) for test in sorted(tests, key=str)]
        return found

    def case(self, manifest: ox.Store, test: Any, folder: Path) -> Case:
        """Read one test."""
        (action,) = objects(manifest, test, f"{MF}action")
        query = next(iter(objects(manifest, action, f"{QT}query")), action).value
        result = next(iter(objects(manifest, test, f"{MF}result")), None)
        return Case(
            f"{folder.parent.name}/{folder.name}/{test.value.rpartition('#')[2]}",
            f"BASE <{query}>\n" + self.path(query).read_text(encoding="utf-8"),
            tuple(sorted(node.value for node in objects(manifest, action, f"{QT}data"))),
            tuple(sorted(node.value for node in objects(manifest, action, f"{QT}graphData"))),
            self.path(result.value) if isinstance(result, ox.NamedNode) else None,
        )

    def iri(self, path: Path) -> str:
        """Return the IRI that a file stands for."""
        return ROOT + path.relative_to(self.folder).as_posix()

    def path(self, iri: str) -> Path:
        """Return the file of an IRI."""
        return self.folder / iri.removeprefix(ROOT)

    def quads(self, iri: str, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
        """Read a file of data into a graph."""
        path = self.path(iri)
        for quad in ox.parse(path.read_bytes(), GRAPHS[path.suffix], base_iri=iri, rename_blank_nodes=True):
            inside = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else graph
            yield ox.Quad(quad.subject, quad.predicate, quad.object, inside)


def term(iri: str) -> ox.NamedNode:
    """Return an IRI as a term."""
    return ox.NamedNode(iri)


def objects(manifest: ox.Store, subject: Any, predicate: str) -> list[Any]:
    """Return what a manifest says of something."""
    return [quad.object for quad in manifest.quads_for_pattern(subject, term(predicate), None)]


Outcome = object


Row = tuple[tuple[str, Any], ...]


def table_of(solutions: ox.QuerySolutions) -> Outcome:
    """Return the rows of a result in a form to compare."""
    names = [variable.value for variable in solutions.variables]
    rows = [tuple((name, value) for name in sorted(names) if (value := row[name]) is not None) for row in solutions]
    return table(names, rows)


def table_in_rdf(data: bytes, base: str) -> Outcome:
    """Return the rows of a result written as RDF in a form to compare."""
    store = ox.Store()
    store.load(data, ox.RdfFormat.TURTLE, base_iri=base)
    said: dict[tuple[Any, str], list[Any]] = {}
    for quad in store:
        said.setdefault((quad.subject, quad.predicate.value.removeprefix(RS)), []).append(quad.object)
    one = {key: values[0] for key, values in said.items()}
    solutions = [node for (_, name), nodes in said.items() if name == "solution" for node in nodes]
    rows: list[Row] = [
        tuple(sorted((one[b, "variable"].value, one[b, "value"]) for b in said[s, "binding"])) for s in solutions
    ]
    return table((v.value for (_, name), vs in said.items() if name == "resultVariable" for v in vs), rows)


def table(names: Iterable[str], rows: Iterable[Row]) -> Outcome:
    """Return rows in a form that is equal for equal results: blank nodes are renamed, order does not count."""
    dataset = ox.Dataset()
    for number, (row, count) in enumerate(Counter(rows).items()):
        node = ox.BlankNode(f"row{number}")
        dataset.add(ox.Quad(node, ox.NamedNode(f"{RS}count"), ox.Literal(count)))
        for name, value in row:
            dataset.add(ox.Quad(node, ox.NamedNode(f"{RS}{name}"), value))
    return frozenset(names), graph_of(dataset)


def graph_of(quads: Iterable[ox.Quad]) -> Outcome:
    """Return a graph with its blank nodes renamed by what is said of them, and its numbers by value (1.0 is 1.00)."""
    store = ox.Store()
    store.extend(quads)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(dataset)


def read_result(data: bytes, suffix: str, base: str) -> Outcome:
    """Read a result of the kind that a suffix stands for."""
    if suffix == ".csv":
        return csv_of(data.decode("utf-8"))
    if RS.encode() in data and suffix == ".ttl":
        return table_in_rdf(data, base)
    if suffix in RESULTS:
        found = ox.parse_query_results(data, RESULTS[suffix])
        return bool(found) if isinstance(found, ox.QueryBoolean) else table_of(found)
    return graph_of(ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(data, GRAPHS[suffix], base_iri=base))


def csv_of(text: str) -> Outcome:
    """Return a table of CSV: its header, and its rows with blank nodes renamed in their order."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return header, sorted([["_:" if cell.startswith("_:") else cell for cell in row] for row in rows])
