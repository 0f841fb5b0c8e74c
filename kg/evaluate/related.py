"""How well the relations between claims are found: on pairs that somebody judged, the claims being given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from claimgraph.annotate import Model, annotate, resolved
from claimgraph.compare.facts import facts
from claimgraph.compare.rules import Relation, relations
from claimgraph.compare.side import Side, sides
from claimgraph.evaluate.judged import Event, Told
from claimgraph.evaluate.telling import Given
from claimgraph.iri import Mint
from claimgraph.link.resolve import local_entities, resolve
from claimgraph.model import Annotation
from claimgraph.page import Page, World

Related = tuple[str, str, str]
"""A relation with its two claims, each named by text and number."""
UNDIRECTED = frozenset({
    "sameProposition", "sameBound", "consistentQuantity", "differentQuantity", "oppositePolarity", "roleConflict",
    "attributeConflict", "rivalCause", "differentTarget", "inTension",
})  # fmt: skip


def read_sides(event: Event, model: Model = "accurate") -> dict[str, list[Side]]:
    """Return what each marked claim of an event states, by text and number, entities merged over its texts."""
    read = {name: _annotated(told, model) for name, told in event.texts.items()}
    resolution = resolve((name, entity) for name, a in read.items() for entity in local_entities(a))
    world = World.of(Mint(), {entity.key: entity for entity in resolution.entities})
    found: dict[str, list[Side]] = {}
    for name, annotation in read.items():
        page = Page(resolved(annotation, resolution), name, world)
        numbers = _numbers(event.texts[name], page.annotation)
        claims = [iri.value.removeprefix(world.mint.base) for iri, _ in page.numbered("claim", page.annotation.claims)]
        for side in sides(page):
            found.setdefault(f"{name}{numbers[claims.index(side.claim)]}", []).append(side)
    return found


def _annotated(told: Told, model: Model) -> Annotation:
    annotation = annotate(told.document, model=model, telling=Given(list(told.claims.values())))
    return replace(annotation, document=replace(told.document, name=told.document.name.rpartition("-")[2]))


def _numbers(told: Told, annotation: Annotation) -> list[int]:
    """Return the number in the marks of each claim of an annotation."""
    spans = {(row["start"], row["end"]): number for number, row in told.claims.items()}
    return [spans[claim.span.start, claim.span.end] for claim in annotation.claims]


def find_related(pairs: Iterable[tuple[str, str]], found: Mapping[str, list[Side]]) -> dict[tuple[str, str], set[Related]]:
    """Return how the claims of each pair relate."""
    return {pair: set(map(partial(_named, pair), compared(found[pair[0]], found[pair[1]]))) for pair in pairs}


def compared(lefts: Iterable[Side], rights: Iterable[Side]) -> list[Relation]:
    """Return how what one claim states relates to what another one states."""
    rights = list(rights)
    return [relation for left in lefts for right in rights for relation in relations(facts(left, right))]


def _named(pair: tuple[str, str], relation: Relation) -> Related:
    ends = (relation.left[0], relation.right[0])
    left = next(name for name in pair if ends[0].startswith(f"doc/{name[:1]}/"))
    return relation.type, left, pair[1] if left == pair[0] else pair[0]
