"""How well the relations between claims are found: on pairs that somebody judged, the claims being given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from claimgraph.annotate import Model, annotate, resolved
from claimgraph.compare.rules import Relation, compare
from claimgraph.compare.side import Side, sides
from claimgraph.evaluate.figures import Score
from claimgraph.evaluate.judged import Event, Pair, Told, pairs_of
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

CONTRADICTING = frozenset({"differentQuantity", "oppositePolarity", "roleConflict", "attributeConflict"})
"""Relations of which only one side can be right."""
DIFFERING = CONTRADICTING | {"rivalCause", "differentTarget", "inTension"}


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


def find_related(pair: Pair, found: Mapping[str, list[Side]]) -> set[Related]:
    """Return how the claims of a pair relate."""
    return {_named(pair, relation) for relation in compared(found.get(pair[0], ()), found.get(pair[1], ()))}


def compared(lefts: Iterable[Side], rights: Iterable[Side]) -> list[Relation]:
    """Return how what one claim states relates to what another one states."""
    rights = list(rights)
    return [relation for left in lefts for right in rights for relation in compare(left, right)]


def _named(pair: Pair, relation: Relation) -> Related:
    left = next(name for name in pair if relation.left[0].startswith(f"doc/{name[:1]}/"))
    return ordered((relation.type, left, pair[1] if left == pair[0] else pair[0]))


def ordered(related: Related) -> Related:
    """Return a relation with its claims in order where it has no direction."""
    relation, left, right = related
    return related if relation not in UNDIRECTED else (relation, min(left, right), max(left, right))


@dataclass(slots=True)
class Judgements:
    """Pairs of claims with how they relate by the gold and as found, over all events."""

    pairs: list[tuple[str, Pair, set[Related], set[Related]]] = field(default_factory=list)

    def take(self, event: Event, found: Mapping[str, list[Side]]) -> None:
        """Compare the judged pairs of an event."""
        for pair, gold in pairs_of(event.judged).items():
            self.pairs.append((event.name, pair, set(map(ordered, gold)), find_related(pair, found)))

    def score(self, relation: str | None = None) -> Score:
        """Return precision, recall and F1 of one type of relation, or of all."""
        sides = [[{r for r in side if relation in (None, r[0])} for side in row[2:]] for row in self.pairs]
        hits = sum(len(gold & found) for gold, found in sides)
        return Score(hits, sum(len(found) for _, found in sides), sum(len(gold) for gold, _ in sides))

    @property
    def false_contradictions(self) -> int:
        """How many pairs are said to contradict each other that by the gold don't differ in any way."""
        return sum(_has(found, CONTRADICTING) and not _has(gold, DIFFERING) for _, _, gold, found in self.pairs)


def _has(related: Iterable[Related], types: Collection[str]) -> bool:
    return any(relation in types for relation, _, _ in related)
