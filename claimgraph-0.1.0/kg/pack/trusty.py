"""Trusty URIs of RDF graphs (module RA): an IRI that holds the hash of what is said under it.

Kuhn and Dumontier, "Making Digital Artifacts on the Web Verifiable and Reliable" (2015).
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

_BLANK: Final = " "
"""What stands for the code while the hash is made."""
_CODE: Final = re.compile(r"RA[A-Za-z0-9_-]{43}")


def code(quads: Iterable[Quad], written: str) -> str:
    """Return the artifact code of quads; `written` is what stands in their IRIs at the place of the code."""
    lines = sorted({_parts(quad, written) for quad in quads}, key=_order)
    total = hashlib.sha256("".join("".join(line) for line in lines).encode())
    return "RA" + urlsafe_b64encode(total.digest()).decode().rstrip("=")


def code_of(iri: str) -> str | None:
    """Return the artifact code that an IRI ends with, None where it has none."""
    found = _CODE.search(iri)
    return found[0] if found and iri.endswith(found[0]) else None


_Line = tuple[str, str, str, str]


def _parts(quad: Quad, written: str) -> _Line:
    terms = (quad.graph_name, quad.subject, quad.predicate, quad.object)
    first, second, third, fourth = (_text(term, written) for term in terms)
    return first, second, third, fourth


def _text(term: object, written: str) -> str:
    if isinstance(term, Literal):
        kind = f"@{term.language.lower()}" if term.language else f"^{term.datatype.value}"
        words = term.value.replace("\\", "\\\\").replace("\n", "\\n")
        return f"{kind} {words}\n"
    assert isinstance(term, NamedNode)
    return term.value.replace(written, _BLANK) + "\n"


def _order(line: _Line) -> tuple[bytes, ...]:
    """Return what sorts lines: graph, subject, predicate as UTF-8; IRIs before literals, these by words, then type."""
    graph, subject, predicate, last = line
    head = tuple(part[:-1].encode() for part in (graph, subject, predicate))
    if last[0] not in "@^":
        return *head, b"0", last[:-1].encode()
    kind, _, words = last[:-1].partition(" ")
    plain = re.sub(r"\\(n|\\)", lambda found: "\n" if found[1] == "n" else "\\", words)
    datatype, language = ("", kind[1:]) if kind[0] == "@" else (kind[1:], "")
    return *head, b"1", plain.encode(), datatype.encode(), language.encode()
