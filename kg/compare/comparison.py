"""All claims of a store compared: kept up to date as documents come and go, with the same result as from scratch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from claimgraph.compare.blocks import Numbers, blocks, new_pairs, window, zones
from claimgraph.compare.linkage import groups
from claimgraph.compare.paper import Paper
from claimgraph.compare.roots import find_roots
from claimgraph.compare.rules import Relation, compare
from claimgraph.compare.shelf import Ends, Shelf
from claimgraph.compare.side import Side
from claimgraph.compare.sketch import rows
from claimgraph.compare.stories import Flags, Stories
from claimgraph.errors import StoreError

SAME = ("sameProposition", "sameBound", "translates")
"""Relations that make claims one cluster."""
REMEMBERED = 20_000
"""Sides that are kept in memory."""
NEW = -1
"""The place of a side that was not in a block before."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that state the same, sorted, and how many independent roots they have; the first gives it its name."""

    members: tuple[str, ...]
    roots: int

    @property
    def name(self) -> str:
        """What tells it from other clusters."""
        return self.members[0]


@dataclass(slots=True)
class Change:
    """What an update took out of a comparison, then put into it; clusters that go are given by name."""

    parted: list[Relation] = field(default_factory=list)
    disbanded: list[str] = field(default_factory=list)
    related: list[Relation] = field(default_factory=list)
    gathered: list[Cluster] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.parted or self.disbanded or self.related or self.gathered)


@contextmanager
def comparing(path: Path) -> Iterator[Comparison]:
    """Open the comparison that a file holds and close it in the end; raise StoreError where it is damaged."""
    try:
        shelf = Shelf(path)
    except sqlite3.Error as error:
        raise StoreError(str(path), f"can't be used ({error}); delete it and build again") from error
    with closing(shelf):
        yield Comparison(shelf)


@dataclass(slots=True)
class Comparison:
    """The claims of a store, how they relate and which state the same."""

    shelf: Shelf
    _decided: dict[Ends, bool] = field(default_factory=dict)
    _sides: dict[int, Side] = field(default_factory=dict)
    _latest: int = 0
    """The last side that was there before the update."""
    _stories: Stories = field(default_factory=Stories)

    def update(self, papers: Iterable[Paper], gone: Iterable[str] = (), state: str = "") -> Change:
        """Take documents in, in place of those with the same keys, and others out; return what changed.

        What changed anything is kept under the name `state`.
        """
        touched, claims = dict[str, list[int]](), set[str]()
        self._latest = self.shelf.latest()
        for document in gone:
            claims |= set(self._leave(document, touched))
        for paper in papers:
            claims |= set(self._leave(paper.document, touched))
            self._note({block for side in paper.sides for block in blocks(side)}, touched)
            self.shelf.add(paper)
            claims |= {member.claim for member in paper.members}
        change = self._relate(touched)
        self._gather(claims, change)
        if change or self.shelf.fact("state") is None:
            self.shelf.note("state", state)
        self.shelf.commit()
        self._decided.clear()
        self._sides.clear()
        self._stories = Stories()
        return change

    def relations(self) -> Iterator[Relation]:
        """Yield all relations, sorted."""
        return self.shelf.relations()

    def clusters(self) -> Iterator[Cluster]:
        """Yield all clusters, sorted by name."""
        return (self._cluster(self.shelf.cluster(name)) for name in self.shelf.clusters())

    def _leave(self, document: str, touched: dict[str, list[int]]) -> list[str]:
        """Take a document out; return the claims that it had."""
        claims = self.shelf.claims_of(document)
        self._note(self.shelf.blocks_of(document), touched)
        self.shelf.remove(document)
        return claims

    def _note(self, names: Iterable[str], touched: dict[str, list[int]]) -> None:
        """Keep what blocks hold before sides come or go."""
        touched |= {name: self.shelf.block(name) for name in names if name not in touched}

    def _relate(self, touched: dict[str, list[int]]) -> Change:
        """Bring pairs and relations up to date with the blocks."""
        change, loose = Change(), set[Ends]()
        # Blocks of one country hold much the same sides, which are read once then.
        for block, before in sorted(touched.items(), key=lambda item: (item[0].rpartition(" ")[2], item[0])):
            now = self.shelf.block(block)
            if before:
                far = _far(self.shelf.paired(block), now, window(block))
                self.shelf.unpair(block, far)
                loose.update(far)
            self.shelf.pair(block, (ends for ends in self._near(block, before, now) if self._decide(ends, change)))
        for ends in sorted(loose):
            if not self.shelf.is_paired(ends):
                change.parted += self.shelf.part(ends)
        return change

    def _near(self, block: str, before: list[int], now: list[int]) -> Iterator[Ends]:
        """Yield the pairs of sides that come near in a block, the lower number first."""
        if len(now) < 2:
            return
        old = {side: place for place, side in enumerate(before)}
        places = np.array([old.get(side, NEW) for side in now])
        for low, high in zones(_changes(before, now), len(now), window(block)):
            documents, sketches = self.shelf.stretch(now[low:high])
            for pairs in new_pairs(block, places[low:high], rows(sketches)):
                one, other = pairs[:, self._are_kindred(documents, pairs)].tolist()
                for first, second in zip(one, other, strict=True):
                    a, b = now[low + first], now[low + second]
                    yield (a, b) if a < b else (b, a)

    def _are_kindred(self, documents: Sequence[str], pairs: Numbers) -> Flags:
        """Tell for pairs of places among sides, given by their documents, whether those are about one thing."""
        places, ends = np.unique(pairs, return_inverse=True)
        used = [documents[place] for place in places]
        for document in used:
            if document not in self._stories:
                self._stories.add(document, self.shelf.story(document))
        one, other = ends.reshape(pairs.shape)
        flags: Flags = self._stories.kindred(used)[one, other]
        return flags

    def _decide(self, ends: Ends, change: Change) -> bool:
        """Tell whether two sides relate, and keep how."""
        known = self._decided.get(ends)
        if known is None:
            known = max(ends) <= self._latest and self.shelf.are_related(ends)
            if not known and (found := self._compared(*ends)):
                self.shelf.relate(ends, found)
                change.related += found
                known = True
            self._decided[ends] = known
        return known

    def _compared(self, one: int, other: int) -> list[Relation]:
        left, right = sorted((self._side(one), self._side(other)), key=lambda side: side.id)
        return [] if left.claim == right.claim else compare(left, right)

    def _side(self, number: int) -> Side:
        """Return a side, those that were asked for last from memory."""
        if number not in self._sides:
            if len(self._sides) >= REMEMBERED:
                self._sides.clear()
            self._sides[number] = self.shelf.side(number)
        return self._sides[number]

    def _gather(self, claims: set[str], change: Change) -> None:
        """Bring clusters up to date: those of claims that came, went, or have gained or lost a relation."""
        moved = [r for r in (*change.parted, *change.related) if r.type in SAME]
        claims = claims | {claim for relation in moved for claim in (relation.left[0], relation.right[0])}
        disbanded, seen = set[str](), set[str]()
        for claim in sorted(claims):
            if claim not in seen:
                graph = self._reach(claim)
                seen.update(graph)
                disbanded |= {name for member in graph if (name := self.shelf.cluster_of(member))}
                change.gathered += map(self._cluster, groups(graph))
        for name in disbanded:
            self.shelf.disband(name)
        for cluster in change.gathered:
            self.shelf.gather(cluster.members)
        change.disbanded = sorted(disbanded)

    def _reach(self, claim: str) -> dict[str, dict[str, float]]:
        """Return how surely a claim and all that it reaches through others state the same as their neighbours."""
        found, open_ = dict[str, dict[str, float]](), [claim]
        while open_:
            reached = open_.pop()
            if reached not in found:
                found[reached] = self.shelf.neighbours(reached, SAME)
                open_ += found[reached].keys() - found.keys()
        return found

    def _cluster(self, claims: Sequence[str]) -> Cluster:
        return Cluster(tuple(claims), len(find_roots(self.shelf.members(claims)).groups))


def _changes(before: Sequence[int], now: Sequence[int]) -> list[int]:
    """Return the places in a block, sorted, at which sides came or went."""
    old, new = set(before), set(now)
    places = {place for place, side in enumerate(now) if side not in old}
    kept = [side for side in before if side in new]
    after = {side: place for place, side in enumerate(now)}
    gone, passed = set[int](), 0
    for side in before:
        if side in new:
            passed += 1
        else:
            gone.add(after[kept[passed]] if passed < len(kept) else len(now))
    return sorted(places | gone)


def _far(pairs: Iterable[Ends], now: Sequence[int], most: int) -> list[Ends]:
    """Return the pairs that no longer stand within some places of each other."""
    places = {side: place for place, side in enumerate(now)}
    return [
        (a, b) for a, b in pairs if a not in places or b not in places or abs(places[a] - places[b]) > most
    ]  # fmt: skip
