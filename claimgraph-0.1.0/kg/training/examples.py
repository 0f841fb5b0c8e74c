"""Examples for the encoder: words with a label of each head, and the words that contents are linked to."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from claimgraph.encoder.network import LABELS
from claimgraph.encoder.words import MOST_WORDS, Word, windows, words
from claimgraph.training.data import KINDS, names_of

UNLABELLED = -100

Record = dict[str, Any]
Link = tuple[int, int | None, int | None]
"""A word that content begins with, and the first words of its source and of its cue."""
Marked = tuple[int, int, str]
"""Start, end and label in a text."""


@dataclass(frozen=True, slots=True)
class Example:
    """Words of a text; `labels` has a number a word for each head that the text is labelled for."""

    words: Sequence[Word]
    labels: dict[str, list[int]]
    links: tuple[Link, ...] = ()

    def part(self, start: int, end: int) -> Example:
        """Return some of the words; links that lead out of them lead nowhere."""

        def inside(word: int | None) -> int | None:
            return word - start if word is not None and start <= word < end else None

        links = ((n - start, inside(s), inside(c)) for n, s, c in self.links if start <= n < end)
        labels = {head: row[start:end] for head, row in self.labels.items()}
        return Example(self.words[start:end], labels, tuple(links))


def of_corpus(text: str, names: Iterable[Marked]) -> Example:
    """Return a text that is labelled for names alone; of overlapping names the first given counts."""
    found = words(text)
    own = sorted(name for name in names if name[2] in KINDS)
    return Example(found, {"names": _numbers("names", _tags(found, own))})


def of_gold(row: Record) -> Example:
    """Return a text of the project's gold, labelled for every head; of contents within contents the outer counts."""
    found = words(row["text"])
    counts = [(q["start"], q["end"], n) for n, q in enumerate(row["quantities"])]
    counted = _tags(found, sorted(counts))
    claims = sorted(row["claims"], key=lambda claim: (claim["start"], -claim["end"]))
    content = _tags(found, ((a, b, n) for n, claim in enumerate(claims) for a, b in claim["spans"]))
    labels = {
        "names": _numbers("names", _tags(found, names_of(row).names)),
        "parts": _numbers("parts", _tags(found, _parts(claims))),
        "content": _numbers("content", [tag and (tag[0], "") for tag in content]),
        "count": _numbers("count", [tag and (tag[0], "") for tag in counted]),
    }
    for head in ("measure", "comparator"):
        values = (tag and row["quantities"][int(tag[1])][head] for tag in counted)
        labels[head] = [LABELS[head].index(value) if value else UNLABELLED for value in values]
    starts = [(n, claims[int(tag[1])]) for n, tag in enumerate(content) if tag and tag[0] == "B"]
    links = tuple((n, _first(found, claim["speaker"]), _first(found, claim["cue"])) for n, claim in starts)
    return Example(found, labels, links)


def _parts(claims: Sequence[Record]) -> Iterator[Marked]:
    for key, label in (("cue", "CUE"), ("speaker", "SOURCE")):
        spans = {(claim[key]["start"], claim[key]["end"]) for claim in claims if claim[key]}
        yield from ((start, end, label) for start, end in sorted(spans))


_Tag = tuple[str, str] | None


def _tags(found: Sequence[Word], marked: Iterable[tuple[int, int, Any]]) -> list[_Tag]:
    """Return B or I and the label of each word; of overlapping marks the first given counts."""
    tags: list[_Tag] = [None] * len(found)
    ends = [word.end for word in found]
    for start, end, label in marked:
        first = last = bisect_right(ends, start)
        while last < len(found) and found[last].start < end:
            last += 1
        if first < last and not any(tags[first:last]):
            tags[first:last] = [("B", str(label)), *[("I", str(label))] * (last - first - 1)]
    return tags


def _numbers(head: str, tags: Iterable[_Tag]) -> list[int]:
    return [LABELS[head].index("-".join(filter(None, tag)) if tag else "") for tag in tags]


def _first(found: Sequence[Word], part: Record | None) -> int | None:
    return bisect_right([word.end for word in found], part["start"]) if part else None


def joined(examples: Sequence[Example]) -> Example:
    """Return texts labelled for names as one text."""
    rows = chain.from_iterable(example.labels["names"] for example in examples)
    return Example([*chain.from_iterable(e.words for e in examples)], {"names": list(rows)})


def capitals(example: Example) -> Example:
    """Return an example in capital letters."""
    return replace(example, words=[word._replace(text=word.text.upper()) for word in example.words])


def window(example: Example, chance: random.Random) -> Example:
    """Return a window of a text, cut as at run time but of a random size."""
    start, cuts = 0, list[tuple[int, int]]()
    for part in windows(example.words, chance.randint(MOST_WORDS // 4, MOST_WORDS)):
        cuts.append((start, start + len(part)))
        start += len(part)
    return example.part(*chance.choice(cuts))
