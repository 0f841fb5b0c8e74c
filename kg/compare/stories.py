"""Stories: which documents are about one thing, told for all pairs of some of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from claimgraph.compare.facts import KINDRED

Flags = NDArray[np.bool_]


class Stories:
    """What documents are about, each as the numbers of words."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._numbers: dict[str, NDArray[np.int64]] = {}

    def __contains__(self, document: str) -> bool:
        return document in self._numbers

    def add(self, document: str, story: Iterable[str]) -> None:
        """Take in what a document is about."""
        numbers = {self._words.setdefault(word, len(self._words)) for word in story}
        self._numbers[document] = np.array(sorted(numbers), np.int64)

    def kindred(self, documents: Sequence[str]) -> Flags:
        """Return for each two of some documents whether both are about one thing, as `facts.is_kindred` tells it."""
        places = {document: place for place, document in enumerate(dict.fromkeys(documents))}
        bags = _bags([self._numbers[document] for document in places])
        found = bags @ bags.T >= KINDRED
        np.fill_diagonal(found, True)
        rows = np.array([places[document] for document in documents])
        flags: Flags = found[rows[:, None], rows[None, :]]
        return flags


def _bags(stories: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """Return which words each story has, leaving out those that it shares with no other one."""
    words, counts = np.unique(flat := np.concatenate(stories), return_counts=True)
    shared = words[counts > 1]
    owners = np.repeat(np.arange(len(stories)), [len(story) for story in stories])
    kept = np.isin(flat, shared)
    bags = np.zeros((len(stories), len(shared)), np.float32)
    bags[owners[kept], np.searchsorted(shared, flat[kept])] = 1
    return bags
