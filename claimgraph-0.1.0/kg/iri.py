"""Identifiers minted from content, so that the same input always gets the same IRI."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from anyascii import anyascii
from pyoxigraph import NamedNode

from claimgraph.errors import ClaimGraphError
from claimgraph.model import Document, Span

DEFAULT_BASE: Final = "https://w3id.org/claimgraph/id/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"
DIRECT: Final = "http://www.wikidata.org/prop/direct/"
_BASE = re.compile(r"https?://[A-Za-z0-9._~%:\[\]-]+/(?:[A-Za-z0-9._~%!$&'()*+,;=:@-]+/)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_QID = re.compile(r"Q[1-9][0-9]*")


def check_base(base: str) -> None:
    """Raise ClaimGraphError unless IRIs can be made by adding to `base`."""
    if not _BASE.fullmatch(base):
        raise ClaimGraphError(f"base {base!r} must be http(s) and end with a slash, as {DEFAULT_BASE}")


def digest(*parts: str) -> str:
    """Return the first 20 hexadecimal digits of a SHA-256 over the parts, kept apart.

    >>> digest("a", "b") == digest("ab", "")
    False
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20]


def document_key(document: Document) -> str:
    """Return the key of a document: from its publisher, its address (else its name) and its text."""
    return digest(document.publisher or "", document.url or document.name, document.text)


def slug(text: str) -> str:
    """Return readable ASCII for a name, or a digest where nothing readable is left.

    >>> slug("Українська правда")
    'ukrainska-pravda'
    """
    return _NOT_SLUG.sub("-", anyascii(text).lower().replace("'", "")).strip("-") or digest(text)


def wikidata(qid: str) -> NamedNode:
    """Return the IRI of a Wikidata item; raise ClaimGraphError for what is no item id."""
    if not _QID.fullmatch(qid):
        raise ClaimGraphError(f"{qid!r} is no Wikidata item, such as Q232")
    return NamedNode(WIKIDATA + qid)


def direct(property: str) -> NamedNode:
    """Return the IRI of a property of Wikidata as it leads from item to value."""
    return NamedNode(DIRECT + property)


def address(url: str | None) -> NamedNode | None:
    """Return a web address as an IRI, or None for what is none."""
    if url is None or not url.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(url)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Mint:
    """Makes the IRIs of a graph under one base."""

    base: str = DEFAULT_BASE

    def document(self, key: str) -> NamedNode:
        """Return the IRI of a document by its key."""
        return NamedNode(f"{self.base}doc/{key}")

    def part(self, key: str, kind: str, span: Span, nth: int = 0) -> NamedNode:
        """Return the IRI of a part of a document; `nth` counts parts of one kind on the same words from 0."""
        counter = f"-{nth}" if nth else ""
        return NamedNode(f"{self.base}doc/{key}/{kind}/{span.start}-{span.end}{counter}")

    def entity(self, key: str) -> NamedNode:
        """Return the IRI of an entity by its key."""
        return NamedNode(f"{self.base}entity/{quote(key, safe='-._~')}")

    def point(self, key: str) -> NamedNode:
        """Return the IRI of where an entity is."""
        return NamedNode(f"{self.entity(key).value}/point")

    def source(self, key: str) -> NamedNode:
        """Return the IRI of a publisher or agency by its slug."""
        return NamedNode(f"{self.base}source/{quote(key, safe='-._~')}")

    def proposition(self, key: str) -> NamedNode:
        """Return the IRI of a proposition, shared by all claims with this key."""
        return NamedNode(f"{self.base}proposition/{digest(key)}")

    def link(self, *parts: str) -> NamedNode:
        """Return the IRI of a link node, from what it links."""
        return NamedNode(f"{self.base}link/{digest(*parts)}")

    def cluster(self, name: str) -> NamedNode:
        """Return the IRI of a cluster of claims, from what names it."""
        return NamedNode(f"{self.base}cluster/{digest(name)}")

    def relation(self, *parts: str) -> NamedNode:
        """Return the IRI of a relation between claims, from type, rule and both sides."""
        return NamedNode(f"{self.base}relation/{digest(*parts)}")

    def node(self, path: str) -> NamedNode:
        """Return the IRI that ends with a path, as it was cut off behind the base."""
        return NamedNode(self.base + path)

    def run(self, *parts: str) -> NamedNode:
        """Return the IRI of an activity or agent, from versions and hashes."""
        return NamedNode(f"{self.base}run/{digest(*parts)}")

    def graph(self, name: str) -> NamedNode:
        """Return the IRI of a named graph, as `entities`, `links`, `wikidata` or `doc/<key>`."""
        return NamedNode(f"{self.base}graph/{name}")
