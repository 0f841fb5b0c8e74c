"""Families of claims: what each says on the questions of one story, and so how any two of them relate.

A file holds families, each begun by `# name`. `? q kind` names a question and how different answers to it relate: a
kind of `claimgraph.encoder.judge`, or `alone` where answers have nothing to do with one another. Every other line is a
claim: question and answer (`a1`), language and words, divided by tabs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from claimgraph.encoder.judge import KINDS
from claimgraph.errors import LoadError
from claimgraph.evaluate.judged import Told, events, pairs_of

ALONE = "alone"
KIND_OF = {
    "sameProposition": "same", "sameBound": "same", "translates": "same", "oppositePolarity": "polarity",
    "rivalCause": "cause", "roleConflict": "role", "differentTarget": "target", "attributeConflict": "attribute",
    "differentQuantity": "quantity", "consistentQuantity": "quantity", "strongerBoundThan": "quantity",
    "inTension": "tension",
}  # fmt: skip
"""Kinds of the relations of judged pairs; what supersedes may be of any kind and is left out."""


class Case(NamedTuple):
    """Two statements and how they relate, one of KINDS."""

    left: str
    right: str
    kind: str


@dataclass(slots=True)
class Family:
    """The claims of a story."""

    name: str
    questions: dict[str, str] = field(default_factory=dict)
    claims: list[tuple[str, str]] = field(default_factory=list)
    """Answers and words."""

    def cases(self) -> Iterator[Case]:
        """Yield all pairs of claims."""
        for (one, left), (other, right) in combinations(self.claims, 2):
            yield Case(left, right, self._kind(one, other))

    def _kind(self, one: str, other: str) -> str:
        if one[0] != other[0]:
            return "none"
        kind = self.questions[one[0]]
        return "same" if one == other else "none" if kind == ALONE else kind


def families(folder: Path) -> list[Family]:
    """Return the families of a folder; raise LoadError naming file and line for what is wrong in them."""
    found: list[Family] = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("#"):
                found.append(Family(line[1:].strip()))
            elif line.strip():
                _read(line, found, f"{path}:{number}")
    if not found:
        raise LoadError(str(folder), "no families of claims in it (*.tsv)")
    return found


def _read(line: str, found: list[Family], place: str) -> None:
    cells = line.split("\t") if not line.startswith("?") else line.split()
    match cells:
        case ["?", question, kind] if found and kind in {*KINDS[2:], ALONE}:
            found[-1].questions[question] = kind
        case [answer, _, words] if found and answer[:1] in found[-1].questions:
            found[-1].claims.append((answer, words))
        case _:
            raise LoadError(place, "neither `# name`, `? question kind` nor `answer TAB language TAB words`")


def judged(folder: Path) -> Iterator[Case]:
    """Yield the pairs of a folder of events that somebody judged, those that relate in one way only."""
    for event in events(folder):
        for pair, relations in pairs_of(event.judged).items():
            kinds = {KIND_OF.get(relation, "") for relation, _, _ in relations} or {"none"}
            if len(kinds) == 1 and "" not in kinds:
                left, right = (_words(event.texts[name[0]], int(name[1:])) for name in pair)
                yield Case(left, right, kinds.pop())


def _words(told: Told, number: int) -> str:
    row = told.claims[number]
    return told.document.text[row["start"] : row["end"]]
