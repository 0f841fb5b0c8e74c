"""Names by which SPARQL queries reach the search."""

from __future__ import annotations

from typing import Final

SERVICE: Final = "urn:claimgraph:search"
NAMESPACE: Final = f"{SERVICE}:"
PREFIX: Final = "search"
MATCHES: Final = f"{NAMESPACE}matches"
