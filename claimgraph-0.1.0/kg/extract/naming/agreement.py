"""One kind for all occurrences of a name of several words in one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimgraph.extract.naming.classes import word_class
from claimgraph.extract.naming.name import Name
from claimgraph.model import Kind

_CASE_ENDING = 3
_SHORTEST_STEM = 3


def agree(text: str, names: Sequence[Name]) -> list[Name]:
    """Return the names, those of the model with the kind that most occurrences have.

    Occurrences are the same when their words begin alike: case endings differ.
    """
    votes: dict[tuple[str, ...], Counter[Kind]] = {}
    for name in names:
        votes.setdefault(_stems(text, name), Counter())[name.kind] += 1
    return [_revised(text, name, votes[_stems(text, name)]) for name in names]


def _stems(text: str, name: Name) -> tuple[str, ...]:
    words = text[name.start : name.end].split()
    return tuple(word[: max(_SHORTEST_STEM, len(word) - _CASE_ENDING)] for word in words)


def _revised(text: str, name: Name, votes: Counter[Kind]) -> Name:
    if name.method not in ("model", "place", "run") or len(votes) == 1:
        return name
    first = text[name.start : name.end].split()[0]
    best = min(votes, key=lambda kind: (-votes[kind], kind != name.kind, kind))
    if votes["PER"] and word_class(first, name.lang) == "given":
        best = "PER"
    return name if best == name.kind else replace(name, kind=best, keys=())
