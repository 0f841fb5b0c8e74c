"""Fit the weights of likeness to judged pairs: `python -m tools.fit_likeness` writes kg/compare/data/likeness.toml.

Pairs that relate by what they state are likely, those that don't are not; pairs of counts are left out, whose relation
is told by the counts. Pairs of one event that nobody judged, and those of one text, are taken for unlike, so that the
likeness is that of any two claims on one event, not of two that somebody chose to judge.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimgraph.compare.likeness import evidence
from claimgraph.compare.side import Side
from claimgraph.evaluate.judged import Event, events, pairs_of
from claimgraph.evaluate.related import read_sides

ROOT = Path(__file__).parent.parent
FILE = ROOT / "kg" / "compare" / "data" / "likeness.toml"
FOLDERS = (ROOT / "gold" / "pairs" / "train", ROOT / "gold" / "pairs" / "dev")
STATED = frozenset({
    "sameProposition", "oppositePolarity", "rivalCause", "roleConflict", "attributeConflict", "differentTarget",
    "supersedes", "translates",
})  # fmt: skip
UNJUDGED = 0.7
"""Weight of a pair that nobody judged: few of them relate."""
PENALTY = 1.0
"""Ridge on the weights, which are otherwise too sure of rare evidence."""
STEPS = 30
HEADER = "# Weights of the evidence in likeness.py; `python -m tools.fit_likeness` writes this file.\n[weights]\n"

Floats = NDArray[np.float64]
Row = tuple[dict[str, float], float, float]
"""Evidence, whether the pair is alike (1 or 0), and the weight of the pair."""


def rows(event: Event, found: dict[str, list[Side]]) -> Iterator[Row]:
    """Yield the pairs of claims of an event, each by the sides that are most alike."""
    judged = pairs_of(event.judged)
    for left, right in combinations(sorted(found), 2):
        known = judged.get((left, right))
        types = {relation for relation, _, _ in known or ()}
        if types and not types & STATED:
            continue
        shown = max((evidence(a, b) for a in found[left] for b in found[right]), key=rough)
        yield shown, float(bool(types)), UNJUDGED if known is None else 1.0


def rough(shown: dict[str, float]) -> float:
    """Return how alike two sides are at a glance."""
    return 2 * shown["vector"] + 2 * shown["concepts"] + shown["event"] + shown["stems_same_language"]


def fit(values: Floats, alike: Floats, weights: Floats) -> Floats:
    """Return the base and the weights of a logistic model with a ridge, by Newton's method."""
    table = np.column_stack([np.ones(len(values)), values])
    found, ridge = np.zeros(table.shape[1]), np.eye(table.shape[1]) * PENALTY
    ridge[0, 0] = 0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ found))
        bend = (table.T * (chance * (1 - chance) * weights)) @ table + ridge
        slope = table.T @ ((chance - alike) * weights) + ridge @ found
        found = found - np.linalg.solve(bend, slope)
    return found


def written(names: list[str], found: Floats) -> str:
    """Return the weights as the file has them."""
    lines = (f"{name} = {weight:.2f}" for name, weight in zip(["base", *names], found, strict=True))
    return HEADER + "\n".join(lines) + "\n"


def main() -> None:
    """Read all texts, fit, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    told = [row for folder in parser.parse_args().folders for e in events(folder) for row in rows(e, read_sides(e))]
    names = list(told[0][0])
    values = np.array([[shown[name] for name in names] for shown, _, _ in told])
    alike, weights = (np.array(column) for column in ([row[1] for row in told], [row[2] for row in told]))
    FILE.write_text(written(names, fit(values, alike, weights)), "utf-8")


if __name__ == "__main__":
    main()
