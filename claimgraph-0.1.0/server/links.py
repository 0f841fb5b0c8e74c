"""Where an IRI leads on a page, and how it is written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from claimgraph.answers import prefixes
from claimgraph.ontology.terms import NAMESPACE

LOCAL_NAME = re.compile(r"[\w-]+")
LONG_KEY = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{12}\b")


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


def name_of(iri: str, base: str) -> str:
    """Return an IRI as a page writes it: ours without the base and with long keys cut, others with a prefix.

    >>> name_of("https://x.example/id/doc/0123456789abcdef0123/claim/3-9", "https://x.example/id/")
    'doc/01234567…/claim/3-9'
    """
    return LONG_KEY.sub(r"\1…", iri[len(base) :]) if iri.startswith(base) else short(iri)


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
