"""Which names of gold have an item that could be found: one that the index or the shipped records hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from claimgraph.evaluate.record import Text
from claimgraph.link.catalog import Catalog
from claimgraph.link.known import known

_OFFICE = "OFF"
"""Kind of items that no name is ever linked to."""


def with_held(texts: Iterable[Text], catalog: Catalog | None) -> list[Text]:
    """Return gold texts that tell of each name whether its item is among those that can be linked to."""
    return [
        replace(text, names=tuple(replace(name, held=_is_held(name.qid, catalog)) for name in text.names))
        for text in texts
    ]


def _is_held(qid: str | None, catalog: Catalog | None) -> bool:
    if qid is None or qid in _shipped():
        return qid is not None
    item = catalog.item(qid) if catalog else None
    return item is not None and item.kind != _OFFICE


@cache
def _shipped() -> frozenset[str]:
    return frozenset(record.qid for record in known().values() if record.qid)
