"""Entities of one kind that are surely the same item, made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimgraph.entity import Entity
from claimgraph.link.known import known
from claimgraph.link.resolve import Resolution
from claimgraph.model import Kind


def united(resolution: Resolution) -> Resolution:
    """Return a resolution in which no two entities of a kind have the same item; a shipped record keeps its key."""
    groups: dict[tuple[Kind, str], list[Entity]] = {}
    for entity in resolution.entities:
        if entity.qid is not None:
            groups.setdefault((entity.kind, entity.qid), []).append(entity)
    became: dict[str, Entity] = {}
    for group in groups.values():
        group.sort(key=lambda entity: (entity.key not in known(), entity.key))
        if len(group) > 1:
            became |= dict.fromkeys((entity.key for entity in group), _one(group))
    entities = {became.get(entity.key, entity).key: became.get(entity.key, entity) for entity in resolution.entities}
    moved = {place: became[key].key if key in became else key for place, key in resolution.keys.items()}
    kept = tuple(_located(entities[key], became) for key in sorted(entities))
    return replace(resolution, entities=kept, keys=moved, qids={entity.key: entity.qid for entity in kept})


def _one(group: Sequence[Entity]) -> Entity:
    first = group[0]
    languages = sorted({lang for entity in group for lang in entity.names})
    names = {lang: tuple(dict.fromkeys(n for e in group for n in e.names.get(lang, ()))) for lang in languages}
    place = next((entity.coordinates for entity in group if entity.coordinates), None)
    country = next((entity.country for entity in group if entity.country), None)
    return replace(first, names=names, coordinates=place, country=country)


def _located(entity: Entity, became: dict[str, Entity]) -> Entity:
    country = became.get(entity.country or "")
    return replace(entity, country=country.key) if country else entity
