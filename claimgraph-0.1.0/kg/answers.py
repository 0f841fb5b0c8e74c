"""Answers of the store on a terminal: a table, or one of the formats of SPARQL results and of RDF."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from claimgraph.canonical import canonical_lines
from claimgraph.errors import QueryRefused
from claimgraph.store import View

RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_WIDEST = 80
"""Code points of a column of a table; longer values are cut there, in other formats never."""
_NARROWEST = 12
"""Code points that a column keeps on a narrow terminal."""
_GAP = "  "

Answer = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | Literal
_CENSUS = """SELECT ?kind (COUNT(DISTINCT ?thing) AS ?number) {
  VALUES ?kind { cg:Document cg:Claim cg:Mention cg:Quantity cg:Person cg:Organization cg:Place cg:Group cg:Event }
  ?thing a ?kind
} GROUP BY ?kind ORDER BY ?kind"""


@cache
def prefixes() -> Mapping[str, str]:
    """Return the prefixes that queries may use without declaring them: those of the JSON-LD context."""
    context = json.loads(files("claimgraph.ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))
    entries = context["@context"].items()
    return {name: value for name, value in entries if isinstance(value, str) and value.endswith(("#", "/"))}


def with_prefixes(query: str) -> str:
    """Return a query with the prefixes declared before it on its first line: lines keep their numbers."""
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in sorted(prefixes().items())) + query


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is shown: columns left out, the base that IRIs are shown without, width of the terminal (0: any)."""

    hidden: frozenset[str] = frozenset()
    base: str = ""
    room: int = 0


def write(answer: Answer, form: str, output: IO[bytes], look: Look = Look()) -> None:
    """Write an answer; raise QueryRefused when the format doesn't fit."""
    if isinstance(answer, QueryTriples):
        _write_triples(answer, form, output)
    elif form in RESULTS:
        answer.serialize(output, RESULTS[form])
        if form in ("json", "xml"):
            output.write(b"\n")
    elif form == "table":
        output.writelines(line.encode() + b"\n" for line in _table(answer, look))
    else:
        raise QueryRefused(f"this query returns rows, which {form} can't hold; use table, {', '.join(RESULTS)}")


def _write_triples(answer: QueryTriples, form: str, output: IO[bytes]) -> None:
    if form in RESULTS:
        raise QueryRefused(f"this query returns triples, which {form} can't hold; use {', '.join(GRAPHS)}")
    chosen = GRAPHS.get(form, RdfFormat.TURTLE)
    if chosen not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        serialize(answer, output, chosen)
        return
    lines = (serialize(answer, format=chosen, prefixes=dict(prefixes())) or b"").splitlines(keepends=True)
    # The serializer declares prefixes in an order that differs from run to run.
    output.writelines(sorted(line for line in lines if line.startswith(b"@prefix ")))
    output.writelines(line for line in lines if not line.startswith(b"@prefix "))


def room(output: IO[str]) -> int:
    """Return how many columns the terminal has, 0 where the output is none."""
    return shutil.get_terminal_size().columns if output.isatty() else 0


def _table(answer: QuerySolutions | QueryBoolean, look: Look) -> Iterator[str]:
    """Yield the lines of a table; `yes` or `no` for a question."""
    if isinstance(answer, QueryBoolean):
        yield "yes" if answer else "no"
        return
    head = [variable.value for variable in answer.variables if variable.value not in look.hidden]
    rows = [[cell(solution[name], look.base) for name in head] for solution in answer]
    widths = fit([max(map(len, column)) for column in zip(head, *rows, strict=True)], look.room)
    for row in (head, ["-" * width for width in widths], *rows):
        cells = (_cut(value, width).ljust(width) for value, width in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()


def fit(widths: list[int], room: int) -> list[int]:
    """Return widths of columns that fit the room if they can, made smaller from the widest on; 0 is any room.

    >>> fit([10, 60, 40], 80), fit([10, 60], 0)
    ([10, 33, 33], [10, 60])
    """
    surplus = sum(widths) + len(_GAP) * (len(widths) - 1) - room if room else 0
    fitted = list(widths)
    for _ in range(surplus):
        widest = max(range(len(fitted)), key=lambda column: (fitted[column], column))
        if fitted[widest] <= _NARROWEST:
            break
        fitted[widest] -= 1
    return fitted


def cell(term: object, base: str = "") -> str:
    """Return a term as a table shows it: names with their prefix, words without quotation marks, on one line.

    >>> cell(NamedNode("https://w3id.org/claimgraph/ns#Claim")), cell(Literal("two\\nlines")), cell(None)
    ('cg:Claim', 'two lines', '')
    """
    if term is None:
        return ""
    words = " ".join(str(getattr(term, "value", term)).split())
    if isinstance(term, NamedNode):
        words = _short(words.removeprefix(base))
    return _cut(words, _WIDEST)


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1] + "…"


def _short(iri: str) -> str:
    name, space = max(prefixes().items(), key=lambda entry: (iri.startswith(entry[1]), len(entry[1])))
    rest = iri.removeprefix(space)
    return f"{name}:{rest}" if iri.startswith(space) and rest.replace("-", "").replace("_", "").isalnum() else iri


def dump(view: View, form: str, output: IO[bytes]) -> None:
    """Write a release: N-Quads in canonical order, formats without graph names from all graphs together."""
    if form == "nquads":
        output.writelines(canonical_lines(view))
    elif GRAPHS[form].supports_datasets:
        view.dump(output, GRAPHS[form])
    else:
        triples = view.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(triples, QueryTriples)
        serialize(triples, output, GRAPHS[form])


def census(view: View) -> dict[str, int]:
    """Return how many things of each kind a release holds."""
    rows = view.query(with_prefixes(_CENSUS))
    assert isinstance(rows, QuerySolutions)
    return {cell(row["kind"]).partition(":")[2]: int(cell(row["number"])) for row in rows}


def term(words: str) -> NamedNode | Literal:
    """Return a parameter of a query that declares no type: an IRI in angle brackets, else words.

    >>> term("<https://example.org/a>"), term("Tokayev")
    (<NamedNode value=https://example.org/a>, <Literal value=Tokayev datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>)
    """
    if words.startswith("<") and words.endswith(">"):
        try:
            return NamedNode(words[1:-1])
        except ValueError as error:
            raise QueryRefused(f"{words} is no IRI: {error}") from error
    return Literal(words)
