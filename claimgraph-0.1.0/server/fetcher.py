"""Asks one allowed SPARQL server, in a process of its own, and writes what it answers as a VALUES block.

Started as `python -m claimgraph.server.fetcher`: a JSON object on standard input says which address, which query and
which limits; standard output gets one JSON object with the `values`, or an `error`. No redirect and no proxy is
followed, and the process can neither start programs nor write files.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import quote, urlencode, urljoin

from claimgraph.server import sandbox

JSON = "application/sparql-results+json"
MEMORY_MIB = 1024
ILLEGAL = re.compile(r'[<>"{}|^`\\\x00-\x20]')
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
NAME = re.compile(r"[^\W\d]\w*")
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Unusable(Exception):
    """The answer is none, is too large, or is not what a SPARQL server says."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: another address is not the one that was allowed."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Refuse."""
        raise Unusable(f"it leads to another address ({code})")


def fetch(endpoint: str, query: str, seconds: float, most: int) -> bytes:
    """Return the answer of a server; Unusable where it is longer than `most` bytes."""
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    request = urllib.request.Request(endpoint, urlencode({"query": query}).encode(), {"Accept": JSON})
    with opener.open(request, timeout=seconds) as response:
        text: bytes = response.read(most + 1)
    if len(text) > most:
        raise Unusable(f"it is larger than {most} bytes")
    return text


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
        text = fetch(order["endpoint"], order["query"], order["seconds"], order["bytes"])
        return {"values": values_of(json.loads(text), order["endpoint"], order["rows"])}
    except (Unusable, OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError) as error:
        return {"error": " ".join(str(error).split())[:200] or type(error).__name__}


def main() -> None:
    """Carry out the order on standard input."""
    sandbox.enter(MEMORY_MIB, network=True)
    print(json.dumps(answer(json.load(sys.stdin))))


if __name__ == "__main__":
    main()
