"""Results of a query as the pages show them: terms, with names, kinds and links of the things among them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from claimgraph.errors import QueryLimit
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server import backend, languages
from claimgraph.server.answer import Answer, Request
from claimgraph.server.backend import Backend, Row, Table, read_table, uri, view_query
from claimgraph.server.links import address_of, name_of, short

GRAPH_BYTES = 60_000
MOST_NAMED = 300
"""Things whose names are looked up at once; the script of the page asks for more as it shows them."""
MOST_PASSAGES, MOST_FACTS = 40, 60
LONGEST = 300
ORDER = (
    "cg:relationType", "rdfs:label", "skos:prefLabel", "schema:headline", "schema:abstract", "schema:name",
    "schema:text", "oa:exact",
)  # fmt: skip
"""What gives a name, the best first; a remark is better than nothing."""
NAMING = (*ORDER, "rdfs:comment")
KIND = "rdf:type"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a page shows of an IRI: its name with the language of it, what it is, its page, its short form."""

    label: str
    lang: str
    kind: str
    page: str | None
    short: str


def present(answer: Answer) -> dict[str, Any]:
    """Return what the page and its scripts show of an answer."""
    found = shown(answer)
    if "table" in found:
        table: Table = found.pop("table")
        found |= {"variables": list(table.variables), "rows": list(table.rows), "cut": table.cut}
        found["things"] = {iri: asdict(thing) for iri, thing in named_things(iris(table.rows)).items()}
    return found | {"kind": answer.kind, "release": answer.release, "seconds": round(answer.seconds, 4)}


def shown(answer: Answer) -> dict[str, Any]:
    """Return what the page shows of an answer: a table, yes or no, or the beginning of a graph."""
    if answer.kind == "solutions":
        return {"table": read_table(answer)}
    body = answer.body
    if body is None:
        assert answer.stream is not None
        body = next(answer.stream)
        answer.stream.close()
    if answer.kind == "boolean":
        return {"boolean": json.loads(body)["boolean"]}
    lines = body[:GRAPH_BYTES].decode("utf-8", errors="ignore").splitlines()
    cut = answer.body is None or len(body) > GRAPH_BYTES
    return {"text": "\n".join(lines[:-1] if cut else lines), "cut": cut}


def iris(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the IRIs among the terms of some rows."""
    for row in rows:
        yield from (term["value"] for term in row.values() if term["type"] == "uri")


def named_things(found: Iterable[str]) -> dict[str, Thing]:
    """Return what is known of each IRI; without names where looking them up takes too long."""
    here = backend.here()
    wanted = list(dict.fromkeys(found))[:MOST_NAMED]
    told: dict[str, list[Row]] = {}
    try:
        for row in look_up(here, wanted) if wanted else ():
            told.setdefault(row["thing"]["value"], []).append(row)
    except QueryLimit:
        told = {}
    return {iri: thing_of(iri, told.get(iri, ()), here.base) for iri in wanted}


def look_up(here: Backend, wanted: Sequence[str]) -> Iterable[Row]:
    """Return the rows of names of some IRIs."""
    return read_table(here.run(Request(about("labels", "thing", wanted), rows=20 * len(wanted))))


def about(view: str, variable: str, wanted: Iterable[str]) -> str:
    """Return a page query with its empty VALUES filled in; the store's own serializer writes the IRIs."""
    values = " ".join(str(NamedNode(iri)) for iri in wanted)
    return view_query(view).replace(f"VALUES ?{variable} {{}}", f"VALUES ?{variable} {{ {values} }}")


def thing_of(iri: str, rows: Sequence[Row], base: str) -> Thing:
    """Return how an IRI is shown, given what the graph says of it."""
    best = min((row for row in rows if rank(row) is not None), key=lambda row: rank(row) or (), default=None)
    kinds = sorted(row["value"]["value"] for row in rows if short(row["property"]["value"]) == KIND)
    ours = [kind for kind in kinds if kind.startswith(NAMESPACE)]
    value = best["value"] if best else {"value": "", "lang": ""}
    kind = short((ours or kinds or [""])[0]).partition(":")[2]
    return Thing(value["value"], value.get("lang", ""), kind, address_of(iri, base), name_of(iri, base))


def rank(row: Row) -> tuple[int, int, str] | None:
    """Return how good a row is as a name, the least is best; None where it is none."""
    name = short(row["property"]["value"])
    if name not in NAMING:
        return None
    return NAMING.index(name), languages.distance(row["value"].get("lang", languages.SOURCE)), row["value"]["value"]


def explain(iri: str) -> dict[str, Any]:
    """Return what a card shows of a thing and the words that it rests on."""
    here = backend.here()
    spans = here.view("evidence", MOST_PASSAGES, thing=uri(iri))
    facts = here.view("facts", MOST_FACTS, iri=uri(iri))
    things = named_things([iri, *iris(facts.rows)])
    return asdict(things[iri]) | {
        "iri": iri,
        "facts": list(fact_lines(facts, things)),
        "evidence": passages(spans, here),
        "cut": spans.cut,
    }


def passages(spans: Table, here: Backend) -> list[dict[str, Any]]:
    """Return the words of some spans with the text around them, in the order of the documents."""
    wanted = {row["span"]: row for row in spans.texts()}
    if not wanted:
        return []
    found = read_table(here.run(Request(about("passages", "span", wanted), rows=MOST_PASSAGES * 4))).texts()
    found.sort(key=lambda row: (row["document"], int(row["start"]), int(row["end"])))
    return [passage(row | wanted[row["span"]], here.base) for row in found]


def fact_lines(facts: Table, things: Mapping[str, Thing]) -> Iterator[dict[str, Any]]:
    """Yield each fact with the names of property and value."""
    once = {(row["property"]["value"], row["value"]["value"], row["value"].get("lang", "")): row for row in facts}
    for row in once.values():
        value = row["value"]
        thing = things.get(value["value"]) if value["type"] == "uri" else None
        yield {
            "property": things[row["property"]["value"]].label or short(row["property"]["value"]),
            "name": short(row["property"]["value"]),
            "value": (thing.label or thing.short) if thing else value["value"][:LONGEST],
            "lang": thing.lang if thing else value.get("lang", ""),
            "page": thing.page if thing else None,
        }


def passage(row: dict[str, str], base: str) -> dict[str, Any]:
    """Return a passage with the addresses of its document and claim."""
    links = {f"{name}_page": address_of(row[name], base) for name in ("document", "claim") if name in row}
    return {**row, "start": int(row["start"]), "end": int(row["end"]), **links}
