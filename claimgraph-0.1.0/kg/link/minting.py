"""Keys of entities that no shipped record describes, made from their names so that every run makes the same."""

from __future__ import annotations

import hashlib

from claimgraph.link.fold import plain
from claimgraph.model import Kind

_HASH_DIGITS = 8
_LONGEST_SLUG = 60


def slug(words: str) -> str:
    """Return words as lower-case ASCII joined by hyphens."""
    return plain(words)[:_LONGEST_SLUG].strip().replace(" ", "-") or "x"


def mint(kind: Kind, name: str, apart: str = "") -> str:
    """Return the key of an entity by its full name; `apart` tells namesakes apart (a country, a document).

    >>> mint("PER", "Nora Lind") == mint("PER", "nora lind") != mint("PER", "Nora Lind", "apart")
    True
    """
    parts = "\n".join((kind, plain(name), apart))
    digest = hashlib.sha256(parts.encode("utf-8")).hexdigest()
    return f"{kind.lower()}-{slug(name)}-{digest[:_HASH_DIGITS]}"
