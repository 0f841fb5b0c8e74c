"""What the claims board shows of a release: statements, what each is held against, and their figures."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimgraph.server.backend import Backend
from claimgraph.server.comparison_data import Cluster, Comparison, Relation, Told

QUANTITIES = ("sameBound", "consistentQuantity", "strongerBoundThan", "differentQuantity")
"""Types of relations that compare figures."""
READER = "en"
"""Language of the interface: of claims that state the same, one in it is shown first."""
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a claim; a bound that is None is open, `value` is None where no number is given."""

    told: Told
    words: str
    measure: str
    counted: str
    comparator: str
    lower: float | None
    upper: float | None
    value: float | None


def strength(relation: Relation) -> float:
    """Return how sure it is that both sides of a relation conflict; 0 where they don't."""
    return float(relation.confidence or 0.5) if relation.is_conflict else 0.0


def _foreign(relation: Relation) -> int:
    """Return how many sides of a relation are in another language than the reader's."""
    return sum(told.lang != READER for told in (relation.left, relation.right))


def is_fragment(words: str) -> bool:
    """Tell whether some words begin in the middle of a sentence: with a small letter.

    >>> is_fragment("who called for help"), is_fragment("“We called”"), is_fragment("8000 er pågrepet")
    (True, False, False)
    """
    first = next((letter for letter in words if letter.isalnum()), "")
    return first.islower()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another statement that this one is held against, or a claim beside it, with the relations between both."""

    statement: Statement
    relations: tuple[Relation, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether one of the relations says that both conflict."""
        return any(relation.is_conflict for relation in self.relations)

    @property
    def strength(self) -> float:
        """How sure the surest conflict is, 0 without one."""
        return max(map(strength, self.relations))

    @property
    def reasons(self) -> list[Relation]:
        """One relation for each type and reason, the surest first; of statements in conflict the conflicts alone."""
        wanted = [one for one in self.relations if one.is_conflict == self.is_conflict]
        ordered = sorted(wanted, key=lambda one: (-strength(one), _foreign(one), one.iri))
        # "63 and 70 detained" is "70 and 63 detained" of the pair the other way round.
        return list({(one.type, *sorted(one.reason.split())): one for one in reversed(ordered)}.values())[::-1]


@dataclass(slots=True, eq=False)
class Statement:
    """Claims that state the same, or one claim that others are held against, in order of publication.

    `roots` is the number of independent origins. `rivals` are the statements that relations lead to, conflicts first.
    """

    iri: str
    roots: int
    members: tuple[Told, ...]
    inner: tuple[Relation, ...] = ()
    rivals: tuple[Rival, ...] = field(default=(), repr=False)
    cluster: Cluster | None = None

    @property
    def key(self) -> str:
        """What its address ends with: the key of a cluster, or a claim's path."""
        return self.iri.rpartition("/cluster/")[2] if self.cluster else "-".join(self.iri.rsplit("/", 3)[1::2])

    @property
    def sample(self) -> Told:
        """The claim that stands for all: the first in the reader's language, else the first; fragments come last."""
        return min(self.members, key=lambda told: (told.lang != READER, is_fragment(told.words)))

    @property
    def sources(self) -> list[tuple[str, str]]:
        """IRI and name of each publisher, by name."""
        named = {(told.document.source, told.document.source_name) for told in self.members}
        return sorted(named, key=lambda pair: (pair[1].casefold(), pair[0]))

    @property
    def languages(self) -> list[str]:
        """Codes of the languages."""
        return sorted({told.lang for told in self.members})

    @property
    def dates(self) -> list[str]:
        """First and last day of publication as far as known; empty where nothing is."""
        days = sorted({told.document.published for told in self.members if told.document.published})
        return [days[0], days[-1]] if days else []

    @property
    def conflicts(self) -> list[Rival]:
        """The statements that it conflicts with."""
        return [rival for rival in self.rivals if rival.is_conflict]

    @property
    def disputed(self) -> list[Relation]:
        """The conflicts among its own claims."""
        return [relation for relation in self.inner if relation.is_conflict]

    @property
    def is_contested(self) -> bool:
        """Whether anything conflicts with it."""
        return bool(self.conflicts or self.disputed)

    @property
    def rank(self) -> tuple[float, int, int, str]:
        """What statements are ordered by: how sure it is that they conflict, times the publishers on both sides.

        Where nothing conflicts, by how many publishers tell them.
        """
        own = {told.document.source for told in self.members}
        against = {side.document.source for rival in self.conflicts for side in rival.statement.members}
        sure = max((rival.strength for rival in self.conflicts), default=0.0)
        sure = max([sure, *(strength(relation) for relation in self.disputed)])
        return -sure * len(own | against), -len(own), -len(self.members), self.iri


@dataclass(frozen=True, slots=True)
class Board:
    """All statements of a release, the most contested first, and all that the views of the board draw upon."""

    comparison: Comparison
    statements: tuple[Statement, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    """IRI of a claim -> its figures."""
    marks: Mapping[str, tuple[tuple[str, int, int], ...]]
    """IRI of a claim -> layer, start and end of its reporting words and speaker."""
    terms: Mapping[str, str]
    """Code of a concept -> what it is called."""
    meanings: Mapping[str, str]
    """Code of a concept -> what it means."""
    groups: Mapping[str, int]
    """IRI of a claim -> number of the group of claims on one matter."""

    def find(self, key: str) -> Statement | None:
        """Return the statement with a key."""
        return next((one for one in self.statements if one.key == key), None)


def read(backend: Backend, comparison: Comparison) -> Board:
    """Return the board of the current release."""
    statements = statements_of(comparison)
    told = {claim.iri: claim for one in statements for claim in one.members}
    figures: dict[str, list[Figure]] = defaultdict(list)
    for row in backend.every("board_figures"):
        if row["claim"] in told:
            figures[row["claim"]].append(_figure(row, told[row["claim"]]))
    marks: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for row in backend.every("board_spans"):
        start, end = row["span"].rpartition("/")[2].split("-")
        marks[row["claim"]].add((row["layer"], int(start), int(end)))
    rows = backend.every("board_terms")
    return Board(
        comparison,
        statements,
        {claim: tuple(dict.fromkeys(found)) for claim, found in figures.items()},
        {claim: tuple(sorted(found)) for claim, found in marks.items()},
        {row["code"]: row["label"] for row in rows},
        {row["code"]: row["definition"] for row in rows if "definition" in row},
        _groups(comparison),
    )


def _figure(row: Texts, told: Told) -> Figure:
    bounds = (float(row[name]) if name in row else None for name in ("lower", "upper", "value"))
    return Figure(told, row["words"], row["measure"], row["counted"], row["comparator"], *bounds)


def statements_of(comparison: Comparison) -> tuple[Statement, ...]:
    """Return the clusters, and each claim beside them that a relation leads to, the most contested first."""
    found = [Statement(one.iri, one.roots, one.members, cluster=one) for one in comparison.clusters]
    homes: dict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        for told in statement.members:
            homes[told.iri].append(statement)
    for relation in comparison.relations:
        for told in (relation.left, relation.right):
            if told.iri not in homes:
                homes[told.iri] = [lone := Statement(told.iri, 1, (told,))]
                found.append(lone)
    between: dict[int, dict[int, tuple[Statement, dict[str, Relation]]]] = defaultdict(dict)
    for relation in comparison.relations:
        for one, other in _sides(relation, homes):
            between[id(one)].setdefault(id(other), (other, {}))[1][relation.iri] = relation
    for statement in found:
        around = between[id(statement)]
        statement.inner = tuple(around.pop(id(statement), (statement, {}))[1].values())
        rivals = [Rival(other, tuple(relations.values())) for other, relations in around.values()]
        statement.rivals = tuple(sorted(rivals, key=_order))
    return tuple(sorted(found, key=lambda one: one.rank))


def _order(rival: Rival) -> tuple[float, int, str]:
    return -rival.strength, -len(rival.relations), rival.statement.iri


def _sides(relation: Relation, homes: Mapping[str, Sequence[Statement]]) -> Iterator[tuple[Statement, Statement]]:
    """Yield each statement that a relation touches with the statement on its other side; one that has both, once."""
    left, right = homes[relation.left.iri], homes[relation.right.iri]
    both = [one for one in left if one in right]
    if both:
        yield from ((one, one) for one in both)
        return
    for one in left:
        for other in right:
            yield one, other
            yield other, one


def _groups(comparison: Comparison) -> dict[str, int]:
    """Return the number of the group of each claim: those of a cluster, and those with figures compared, are of one."""
    parent: dict[str, str] = {}

    def root(claim: str) -> str:
        while parent.setdefault(claim, claim) != claim:
            parent[claim] = claim = parent[parent[claim]]
        return claim

    def join(claims: Iterable[str]) -> None:
        first, *others = (root(claim) for claim in claims)
        for other in others:
            parent[max(first, other)] = first = min(first, other)

    for cluster in comparison.clusters:
        join(told.iri for told in cluster.members)
    for relation in comparison.relations:
        if relation.type in QUANTITIES:
            join((relation.left.iri, relation.right.iri))
    numbers: dict[str, int] = {}
    return {claim: numbers.setdefault(root(claim), len(numbers)) for claim in sorted(parent)}


class BoardShelf:
    """The board of the current release."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[Comparison, Board] | None = None

    def board(self, backend: Backend, comparison: Comparison) -> Board:
        """Return the board that belongs to a comparison; the first to ask waits while it is read."""
        with self._lock:
            if self._kept is None or self._kept[0] is not comparison:
                self._kept = comparison, read(backend, comparison)
            return self._kept[1]
