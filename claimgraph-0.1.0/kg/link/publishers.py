"""Publishers known by the address of their texts: the item whose site it is, however the text names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from claimgraph.entity import Entity, Link
from claimgraph.link.catalog import Catalog, Item
from claimgraph.link.fold import plain
from claimgraph.link.local import Source
from claimgraph.link.minting import mint
from claimgraph.link.ranking import shipped
from claimgraph.link.reasons import label
from claimgraph.link.resolve import Found, Resolution

_METHOD = "site"
_ANY = "mul"
"""Wikidata's code of names that are the same in all languages."""
_LEAST_PARTS = 2


def published(resolution: Resolution, found: Iterable[Found], catalog: Catalog) -> Resolution:
    """Return a resolution with the publishers whose site the index knows, each one entity with its item.

    Its host, and what a document calls it, are names of that entity, so that it is the source of the document.
    """
    sources = sorted({local.source for _, local in found if local.source})
    entities = {entity.key: entity for entity in resolution.entities}
    for source in sources:
        item = owner(source.host, catalog)
        if item is not None:
            names = [source.host, *([source.publisher] if _is_called(item, source, catalog) else [])]
            entity = _named(_entity(item, source.host, entities, catalog), names)
            entities[entity.key] = entity
    kept = tuple(entities[key] for key in sorted(entities))
    return replace(resolution, entities=kept, qids={entity.key: entity.qid for entity in kept})


def _is_called(item: Item, source: Source, catalog: Catalog) -> bool:
    """Tell whether the publisher that a document names is the owner of the site, and not whom it copied."""
    same = catalog.named(f"={plain(source.publisher)}") if source.publisher else ()
    return any(other.qid == item.qid for other in same) or (source.declared and not same)


def owner(site: str, catalog: Catalog) -> Item | None:
    """Return the only body whose site a host is, itself or as a part of it: `uk.reuters.com`."""
    for name in _hosts(site):
        items = [item for item in catalog.named(f"={plain(name)}") if item.kind == "ORG" and _bears(item, name)]
        if items:
            return items[0] if len(items) == 1 else None
    return None


def _hosts(site: str) -> Iterator[str]:
    parts = site.split(".")
    for start in range(len(parts) - _LEAST_PARTS + 1):
        yield ".".join(parts[start:])


def _bears(item: Item, name: str) -> bool:
    return any(name == written.lower() for cell in item.names.values() for written in cell)


def _entity(item: Item, site: str, entities: Mapping[str, Entity], catalog: Catalog) -> Entity:
    """Return the entity of an item, a new one where the texts name none."""
    own = (entity for entity in entities.values() if entity.qid == item.qid and entity.kind == "ORG")
    words = label(item)
    link = Link(item.qid, "auto", shipped(_METHOD), "index", catalog.version, f"{words}: its site is {site}")
    return next(own, None) or Entity(mint("ORG", words, item.qid), "ORG", words, {}, item.qid, (link,))


def _named(entity: Entity, names: Iterable[str]) -> Entity:
    known = {name for cell in entity.names.values() for name in cell}
    new = tuple(sorted(set(names) - known))
    if not new:
        return entity
    return replace(entity, names={**entity.names, _ANY: (*entity.names.get(_ANY, ()), *new)})
