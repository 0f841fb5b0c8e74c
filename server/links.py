"""Where an IRI leads on a page, and how it is written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from claimgraph.answers import prefixes
from claimgraph.ontology.terms import NAMESPACE

LOCAL_NAME = re.compile(r"[\w-]+")


def address_of(iri: str, base: str) -> str | None:
    """Return what a link to an IRI points at: a page of ours, a web address, or None for any other scheme.

    >>> address_of("https://x.example/id/doc/1", "https://x.example/id/")
    '/id/doc/1'
    >>> address_of("javascript:alert(1)", "https://x.example/id/") is None
    True
    """
    if iri.startswith(base):
        return "/id/" + quote(iri[len(base) :], safe="/%-._~:")
    if iri.startswith(NAMESPACE):
        return f"/ns#{quote(iri[len(NAMESPACE) :])}"
    try:
        parts = urlsplit(iri)
    except ValueError:
        return None
    return iri if parts.scheme in ("http", "https") and parts.netloc else None


def iri_of(path: str, base: str) -> str:
    """Return the IRI of a path below /id/, escaped as identifiers are minted."""
    return base + quote(path, safe="/-._~")


def short(iri: str) -> str:
    """Return an IRI with one of our prefixes where it has one.

    >>> short("https://w3id.org/claimgraph/ns#Claim")
    'cg:Claim'
    """
    for name, space in prefixes().items():
        if iri.startswith(space) and LOCAL_NAME.fullmatch(iri[len(space) :]):
            return f"{name}:{iri[len(space) :]}"
    return iri
