"""Keys of entities that no shipped record describes, made from their names so that every run makes the same."""

from __future__ import annotations

import hashlib

from claimgraph.link.fold import plain
from claimgraph.link.local import DESCRIBED, KNOWN
from claimgraph.model import Kind

_HASH_DIGITS = 8
_LONGEST_SLUG = 60


def _slug(words: str) -> str:
    return plain(words)[:_LONGEST_SLUG].strip().replace(" ", "-") or "x"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:_HASH_DIGITS]


def mint(kind: Kind, name: str, apart: str = "") -> str:
    """Return the key of an entity by its full name; `apart` tells namesakes apart (a country, a document).

    >>> mint("PER", "Nora Lind")
    'per-nora-lind-ed6f2c35'
    """
    return f"{kind.lower()}-{_slug(name)}-{_hash(kind, plain(name), apart)}"


def described(kind: Kind, local: str, document: str) -> str:
    """Return the key of an entity without name: one per country where the description has one, else one per document.

    `local` is `desc:<head>` or `desc:<head>@<local id of a country>`.
    """
    head, _, country = local.removeprefix(DESCRIBED).partition("@")
    if country:
        place = country.removeprefix(KNOWN)
        return f"{kind.lower()}-{_slug(head)}-{_slug(place.partition(':')[2] or place)}"
    return mint(kind, head, document)
