"""Names exchanged for names of the same kind and inflection: more of them than the texts have."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claimgraph.encoder.network import LABELS
from claimgraph.encoder.words import Word
from claimgraph.training.examples import Example

ENDING = 2
"""Letters at the end of a word that show its case: a name takes the place of one whose words end alike."""
SHARE = 0.5

Name = tuple[str, ...]
Sort = tuple[str, Name]
"""Kind, and the endings of the words."""


class Swaps:
    """The names of some texts, to take each other's places."""

    def __init__(self, examples: Iterable[Example]) -> None:
        found: dict[Sort, set[Name]] = defaultdict(set)
        for example in examples:
            for start, end, kind in _names(example):
                name = tuple(word.text for word in example.words[start:end])
                found[_sort(kind, name)].add(name)
        self._names = {sort: sorted(names) for sort, names in found.items()}

    def swapped(self, example: Example, chance: random.Random) -> Example:
        """Return a text with about half of its names exchanged, the same name for the same one; labels stay."""
        words: list[Word] = list(example.words)
        others: dict[Name, Name] = {}
        for start, end, kind in _names(example):
            name = tuple(word.text for word in words[start:end])
            if name not in others:
                # A text that was changed to capitals has names that no other text has.
                like = self._names.get(_sort(kind, name), [name])
                others[name] = chance.choice(like) if chance.random() < SHARE else name
            words[start:end] = (
                word._replace(text=text) for word, text in zip(words[start:end], others[name], strict=True)
            )
        return replace(example, words=words)


def _names(example: Example) -> Iterator[tuple[int, int, str]]:
    """Yield the first word, the word after the last and the kind of each name."""
    labels = [LABELS["names"][number] for number in example.labels["names"]]
    for start, label in enumerate(labels):
        if label[:1] == "B":
            yield start, _end(labels, start), label[2:]


def _end(labels: Sequence[str], start: int) -> int:
    return next((n for n in range(start + 1, len(labels)) if labels[n][:1] != "I"), len(labels))


def _sort(kind: str, name: Name) -> Sort:
    return kind, tuple(word[-ENDING:].lower() if word[:1].isupper() else word for word in name)
