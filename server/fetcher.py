"""Asks one allowed SPARQL server, in a process of its own, and writes what it answers as VALUES; or fetches triples.

Started as `python -m claimgraph.server.fetcher`: a JSON object on standard input says which endpoint and query, or
which source, and which limits; standard output gets one JSON object with the `values` or `triples`, or an `error`.
The process can neither start programs nor write files.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

import pyoxigraph as ox

from claimgraph.server import sandbox
from claimgraph.server.calling import Unusable, call

JSON = "application/sparql-results+json"
RDF = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8, application/ld+json;q=0.7, */*;q=0.1"
MEMORY_MIB = 1024
ILLEGAL = re.compile(r'[<>"{}|^`\\\x00-\x20]')
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
NAME = re.compile(r"[^\W\d]\w*")
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def fetch(endpoint: str, query: str, seconds: float, most: int) -> bytes:
    """Return the answer of a server to a query; Unusable where it is longer than `most` bytes."""
    return call(endpoint, {"Accept": JSON}, seconds, most, urlencode({"query": query}).encode())[0]


def triples_of(source: str, seconds: float, most: int) -> str:
    """Return the triples at an address as N-Triples; Unusable where there are none or they are too large."""
    text, media = call(source, {"Accept": RDF}, seconds, most)
    form = ox.RdfFormat.from_media_type(media) or ox.RdfFormat.from_extension(urlsplit(source).path.rpartition(".")[2])
    if form is None:
        raise Unusable(f"it is no RDF ({media})")
    quads = ox.parse(text, form, base_iri=source, without_named_graphs=True, rename_blank_nodes=True)
    found = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    if len(found) > most:
        raise Unusable(f"it is larger than {most} bytes as N-Triples")
    return found.decode()


def values_of(answer: Mapping[str, Any], endpoint: str, most: int) -> str:
    """Return the results of a SELECT as a group with VALUES; Unusable with more than `most` rows.

    >>> values_of({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "urn:a"}}]}}, "", 9)
    '{ VALUES (?x) { (<urn:a>) } }'
    """
    names: Sequence[str] = answer["head"]["vars"]
    rows: Sequence[Mapping[str, Any]] = answer["results"]["bindings"]
    if len(rows) > most:
        raise Unusable(f"it has more than {most} rows")
    if not all(NAME.fullmatch(name) for name in names):
        raise Unusable("it has a variable without a usable name")
    written = (
        f"({' '.join(term_of(row[name], endpoint) if name in row else 'UNDEF' for name in names)})" for row in rows
    )
    return f"{{ VALUES ({variables(names)}) {{ {' '.join(written)} }} }}"


def variables(names: Iterable[str]) -> str:
    """Return the variables of a list of values."""
    return " ".join(f"?{name}" for name in names)


def term_of(term: Mapping[str, str], endpoint: str) -> str:
    """Return a term as SPARQL writes it; a blank node gets an IRI of the server that it is from."""
    kind, text = term["type"], term["value"]
    if kind == "bnode":
        return iri(urljoin(endpoint, f"/.well-known/genid/{quote(text, safe='')}"))
    if kind == "uri":
        return iri(text)
    if kind not in ("literal", "typed-literal"):
        raise Unusable(f"it has a term of an unknown kind ({kind})")
    written = f'"{text.translate(ESCAPES)}"'
    if language := term.get("xml:lang"):
        if not LANGUAGE.fullmatch(language):
            raise Unusable("it has a text in a language without a usable name")
        return f"{written}@{language}"
    return f"{written}^^{iri(term['datatype'])}" if "datatype" in term else written


def iri(text: str) -> str:
    """Return an IRI in its brackets; Unusable with a character that an IRI can't have."""
    if ILLEGAL.search(text):
        raise Unusable("it has an IRI with a character that none can have")
    return f"<{text}>"


def answer(order: Mapping[str, Any]) -> dict[str, str]:
    """Carry out an order; what goes wrong is told as an error."""
    try:
        if "source" in order:
            return {"triples": triples_of(order["source"], order["seconds"], order["bytes"])}
        text = fetch(order["endpoint"], order["query"], order["seconds"], order["bytes"])
        return {"values": values_of(json.loads(text), order["endpoint"], order["rows"])}
    except (Unusable, OSError, HTTPException, ValueError, SyntaxError, KeyError, TypeError, AttributeError) as error:
        return {"error": " ".join(str(error).split())[:200] or type(error).__name__}


def main() -> None:
    """Carry out the order on standard input."""
    sandbox.enter(MEMORY_MIB, network=True)
    print(json.dumps(answer(json.load(sys.stdin))))


if __name__ == "__main__":
    main()
