"""What an index says of the items that entities are linked to, copied: country, place, offices, memberships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claimgraph.entity import Copied, Statement
from claimgraph.link.catalog import Catalog, Held, Item
from claimgraph.link.reasons import label
from claimgraph.link.resolve import Resolution

_PARTY = "Q7278"
"""Political party. source: CoDEx types (MIT)"""


def copied(resolution: Resolution, catalog: Catalog) -> Resolution:
    """Return a resolution whose linked entities have what the index says of their items, where it has them."""
    entities = tuple(
        replace(entity, copied=_copied(item, catalog)) if (item := _item(entity.qid, catalog)) else entity
        for entity in resolution.entities
    )
    return replace(resolution, entities=entities)


def _item(qid: str | None, catalog: Catalog) -> Item | None:
    return catalog.item(qid) if qid else None


def _copied(item: Item, catalog: Catalog) -> Copied:
    return Copied(label(item), tuple(_statements(item, catalog)), catalog.version)


def _statements(item: Item, catalog: Catalog) -> Iterator[Statement]:
    if item.country:
        yield Statement("P27" if item.kind == "PER" else "P17", item.country, label=_label(item.country, catalog))
    if item.place:
        latitude, longitude = item.place
        yield Statement("P625", f"POINT({longitude:g} {latitude:g})")
    yield from _held("P39", item.offices, catalog)
    for membership in item.memberships:
        body = catalog.item(membership.qid)
        if body is not None or item.kind != "PER":
            is_party = item.kind == "PER" and body is not None and _PARTY in body.classes
            yield from _held("P102" if is_party else "P463", [membership], catalog)


def _held(property: str, held: Iterable[Held], catalog: Catalog) -> Iterator[Statement]:
    for one in held:
        yield Statement(property, one.qid, one.start, one.end, _label(one.qid, catalog))


def _label(qid: str, catalog: Catalog) -> str | None:
    item = catalog.item(qid)
    return label(item) if item else None
