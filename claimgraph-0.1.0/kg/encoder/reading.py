"""What the encoder reads in a text of any language: names, statements with source and cue, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from claimgraph.encoder.network import LABELS, Scores, score
from claimgraph.encoder.pieces import Floats
from claimgraph.encoder.vectors import Vectors
from claimgraph.encoder.words import ENDS, Word, windows, words
from claimgraph.model import Kind, Span

GAP = 14
"""Words of cue and speaker that may divide the content of one statement."""
HOLE = 3
"""Words that may be missing inside a run of content."""
LEAST = -0.45
"""Mean logarithm of probability below which words are no name; chosen on gold/dev."""
REST, LIKELY = "other", 0.3
"""The measure of what is left, and the probability from which another one counts more; chosen on gold/dev."""
SMALL_HOLE = 2
"""Words that may be missing inside a name."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Words that are a name, and the mean natural logarithm of the probability of their labels."""

    span: Span
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to say: the pieces of its content, its source and its cue if they stand near."""

    spans: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    score: float
    source_score: float = 1.0
    """Probability that this is the source, or that there is none near."""


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing: number with comparator and noun, measure and comparator."""

    span: Span
    measure: str
    comparator: str
    score: float
    chance: float = 0.0
    """Probability of the measure."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was read in a text, each in text order."""

    names: tuple[NamedSpan, ...]
    statements: tuple[Statement, ...]
    counts: tuple[Count, ...]
    vectors: Vectors = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `first` up to, not including, `end` of a window that belong together."""

    first: int
    end: int
    kind: str
    score: float

    def span(self, window: Sequence[Word]) -> Span:
        return Span(window[self.first].start, window[self.end - 1].end)


def read(text: str) -> Tagged:
    """Return the names, statements and counts of a text; time grows linearly with its length."""
    names, statements, counts, vectors = list[NamedSpan](), list[Statement](), list[Count](), Vectors()
    for window in windows(words(text)):
        scores = score(window)
        found_names = (run for run in _names(window, scores) if run.score > LEAST)
        names += (NamedSpan(r.span(window), cast(Kind, r.kind), r.score) for r in found_names)
        statements += _statements(window, scores)
        counts += _counts(window, scores)
        vectors.add(window, scores.vectors)
    return Tagged(tuple(names), tuple(statements), tuple(counts), vectors)


def _runs(scores: Scores, head: str) -> Iterator[_Run]:
    """Yield runs of words with the likeliest labels; a label `I` without a fitting one before it begins a run."""
    labels = [LABELS[head][k] for k in scores.heads[head].argmax(-1).tolist()]
    start: int | None = None
    for number, label in enumerate([*labels, ""]):
        if start is not None and (label[:1] != "I" or label[1:] != labels[start][1:]):
            yield _run(scores.heads[head], start, number, labels[start][2:])
            start = None
        if label and start is None:
            start = number


def _run(scores: Floats, start: int, end: int, kind: str) -> _Run:
    return _Run(start, end, kind, float(scores[start:end].max(-1).mean()))


def _names(window: Sequence[Word], scores: Scores) -> list[_Run]:
    """Return the names of a window; parts of one that the likeliest labels divide are one."""
    rows = scores.heads["names"]
    inside = [LABELS["names"][k][:1] == "I" for k in rows.argmax(-1).tolist()]
    runs: list[_Run] = []
    for run in _runs(scores, "names"):
        last = runs[-1] if runs else None
        if last and _goes_on(window, last, run, inside[run.first]):
            runs[-1] = _run(rows, last.first, run.end, _kind(rows, last.first, run.end))
        else:
            runs.append(run)
    return runs


def _goes_on(window: Sequence[Word], last: _Run, run: _Run, inside: bool) -> bool:
    gap = window[last.end : run.first]
    if not gap:
        return inside or (last.kind == run.kind == "PER" and window[run.first].blank)
    plain = all(word.text[0].isalpha() and not word.new_line for word in (*gap, window[run.first]))
    return inside and last.kind == run.kind and len(gap) <= SMALL_HOLE and plain


def _kind(rows: Floats, start: int, end: int) -> str:
    """Return the kind that some words have together."""
    sums = dict.fromkeys(("PER", "ORG", "LOC"), 0.0)
    for kind in sums:
        pair = [LABELS["names"].index(f"{mark}-{kind}") for mark in "BI"]
        sums[kind] = float(rows[start:end][:, pair].max(-1).sum())
    return max(sums, key=lambda kind: sums[kind])


@dataclass(frozen=True, slots=True)
class _Content:
    """A piece of content, and the words of the window that its source and its cue are linked to."""

    run: _Run
    source: int | None
    source_score: float
    cue: int | None

    def continues(self, last: _Content, window: Sequence[Word]) -> bool:
        """Tell whether this is the rest of a statement in which its cue stands; a new sentence is another one."""
        between = self.cue is not None and last.run.end <= self.cue < self.run.first <= last.run.end + GAP
        gap = window[last.run.end : self.run.first]
        return between and last.cue == self.cue and not any(word.text in ENDS for word in gap)


def _statements(window: Sequence[Word], scores: Scores) -> Iterator[Statement]:
    holders = {n: run.span(window) for run in _runs(scores, "parts") for n in range(run.first, run.end)}

    def part(number: int | None) -> Span | None:
        return None if number is None else holders.get(number, Span(window[number].start, window[number].end))

    for pieces in _joined(window, scores):
        spans = tuple(piece.run.span(window) for piece in pieces)
        certainty = sum(piece.run.score for piece in pieces) / len(pieces)
        first = pieces[0]
        yield Statement(spans, part(first.source), part(first.cue), certainty, first.source_score)


def _joined(window: Sequence[Word], scores: Scores) -> list[list[_Content]]:
    """Return the contents of a window, the pieces of one statement together."""
    groups: list[list[_Content]] = []
    for run in _mended(scores):
        piece = _Content(run, *scores.linked(run.first, 0), scores.linked(run.first, 1)[0])
        if groups and piece.continues(groups[-1][-1], window):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _mended(scores: Scores) -> list[_Run]:
    """Return the runs of content; one that goes on after a few words that are no part of the report is one run."""
    runs: list[_Run] = []
    inside = scores.heads["content"].argmax(-1) == LABELS["content"].index("I")
    reporting = scores.heads["parts"].argmax(-1) != 0
    for run in _runs(scores, "content"):
        last = runs[-1] if runs else None
        if last and inside[run.first] and run.first - last.end <= HOLE and not reporting[last.end : run.first].any():
            runs[-1] = _run(scores.heads["content"], last.first, run.end, "")
        else:
            runs.append(run)
    return runs


def _counts(window: Sequence[Word], scores: Scores) -> Iterator[Count]:
    for run in _runs(scores, "count"):
        measure, chance = _measure(scores.heads["measure"][run.first : run.end])
        comparator, _ = _likeliest("comparator", scores.heads["comparator"][run.first : run.end])
        yield Count(run.span(window), measure, comparator, run.score, chance)


def _measure(rows: Floats) -> tuple[str, float]:
    """Return the measure that some words have together, and its probability: `other` only where none else is likely."""
    told = rows.copy()
    told[:, LABELS["measure"].index(REST)] = -np.inf
    mean = rows.mean(0)
    best = int(np.argmax(told.mean(0)))
    chance = float(np.exp(mean[best] - mean.max()) / np.exp(mean - mean.max()).sum())
    return (LABELS["measure"][best], chance) if chance >= LIKELY else _likeliest("measure", rows)


def _likeliest(head: str, rows: Floats) -> tuple[str, float]:
    """Return the label that some words have together, and its probability."""
    mean = rows.mean(0)
    chances = np.exp(mean - mean.max())
    best = int(np.argmax(chances))
    return LABELS[head][best], float(chances[best] / chances.sum())
