"""From what a release holds to edges: who speaks about and to whom, who quotes whom, who belongs where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from claimgraph.network.model import Actor, Edge, Evidence, Ground
from claimgraph.network.reading import Material, Statement


class Find(NamedTuple):
    """One reason for an edge."""

    source: str
    target: str
    type: str
    rule: str
    evidence: Evidence


def collect(finds: Iterable[Find]) -> tuple[tuple[Edge, ...], dict[str, Evidence]]:
    """Return the edges that some finds give reason for, and their evidence; nobody is tied to himself."""
    grounds: dict[tuple[str, str, str], set[Ground]] = defaultdict(set)
    evidence: dict[str, Evidence] = {}
    for find in finds:
        if find.source and find.target and find.source != find.target:
            grounds[find.source, find.target, find.type].add(Ground(find.evidence.iri, find.rule))
            evidence[find.evidence.iri] = find.evidence
    return tuple(Edge(*key, tuple(sorted(grounds[key]))) for key in sorted(grounds)), evidence


def plain_finds(material: Material) -> Iterator[Find]:
    """Yield the edges that need no reading of words."""
    for said in material.statements:
        yield from _spoken(said)
        yield from _quoted(said)
        yield from _together(said, material)
    for tie in material.ties:
        yield Find(tie.source, tie.target, tie.type, "listed", tie.evidence)


def _spoken(said: Statement) -> Iterator[Find]:
    for other in said.names:
        yield Find(said.speaker, other, "speaks-about", "named in the claim", said.evidence)
    for other in said.addresses:
        yield Find(said.speaker, other, "speaks-to", "addressed", said.evidence)


def _quoted(said: Statement) -> Iterator[Find]:
    """Yield who carries the words of whom: from the publisher over the sources in between to the speaker."""
    chain = {said.publisher, *said.via} - {""}
    passed = {(nearer, farther) for nearer, farther in said.taken if {nearer, farther} <= chain}
    for nearer, farther in sorted(passed):
        yield Find(nearer, farther, "quotes", "took the claim from", said.evidence)
    for last in sorted(chain - {nearer for nearer, _ in passed}):
        yield Find(last, said.speaker, "quotes", "carries the claim", said.evidence)


def _together(said: Statement, material: Material) -> Iterator[Find]:
    named = [iri for iri in said.names if iri != said.speaker and _is_actor(material.actors.get(iri))]
    for first, second in combinations(named, 2):
        yield Find(first, second, "appears-with", "named in one claim", said.evidence)


def _is_actor(actor: Actor | None) -> bool:
    return actor is not None and actor.kind != "Event"
