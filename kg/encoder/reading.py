"""What the encoder reads in a text of any language: names, statements with source and cue, counted things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from claimgraph.encoder.network import LABELS, Scores, score
from claimgraph.encoder.pieces import Floats
from claimgraph.encoder.words import Word, windows, words
from claimgraph.model import Kind, Span

GAP = 14
"""Words of cue and speaker that may divide the content of one statement."""


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


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing: number with comparator and noun, measure and comparator."""

    span: Span
    measure: str
    comparator: str
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was read in a text, each in text order."""

    names: tuple[NamedSpan, ...]
    statements: tuple[Statement, ...]
    counts: tuple[Count, ...]


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
    names, statements, counts = list[NamedSpan](), list[Statement](), list[Count]()
    for window in windows(words(text)):
        scores = score(window)
        names += (NamedSpan(r.span(window), cast(Kind, r.kind), r.score) for r in _runs(scores, "names"))
        statements += _statements(window, scores)
        counts += _counts(window, scores)
    return Tagged(tuple(names), tuple(statements), tuple(counts))


def _runs(scores: Scores, head: str) -> Iterator[_Run]:
    """Yield runs of words with the likeliest labels; a label `I` without a fitting one before it begins a run."""
    labels = [LABELS[head][k] for k in scores.heads[head].argmax(-1).tolist()]
    start: int | None = None
    for number, label in enumerate([*labels, ""]):
        if start is not None and (label[:1] != "I" or label[1:] != labels[start][1:]):
            yield _run(scores.heads[head], labels, start, number)
            start = None
        if label and start is None:
            start = number


def _run(scores: Floats, labels: Sequence[str], start: int, end: int) -> _Run:
    return _Run(start, end, labels[start][2:], float(scores[start:end].max(-1).mean()))


@dataclass(frozen=True, slots=True)
class _Content:
    """A piece of content, and the words of the window that its source and its cue are linked to."""

    run: _Run
    source: int | None
    cue: int | None

    def continues(self, last: _Content) -> bool:
        """Tell whether this is the rest of a statement in which its cue stands."""
        between = self.cue is not None and last.run.end <= self.cue < self.run.first <= last.run.end + GAP
        return between and last.cue == self.cue


def _statements(window: Sequence[Word], scores: Scores) -> Iterator[Statement]:
    holders = {n: run.span(window) for run in _runs(scores, "parts") for n in range(run.first, run.end)}

    def part(number: int | None) -> Span | None:
        return None if number is None else holders.get(number, Span(window[number].start, window[number].end))

    for pieces in _joined(scores):
        spans = tuple(piece.run.span(window) for piece in pieces)
        certainty = sum(piece.run.score for piece in pieces) / len(pieces)
        yield Statement(spans, part(pieces[0].source), part(pieces[0].cue), certainty)


def _joined(scores: Scores) -> list[list[_Content]]:
    """Return the contents of a window, the pieces of one statement together."""
    groups: list[list[_Content]] = []
    for run in _runs(scores, "content"):
        piece = _Content(run, scores.linked(run.first, 0), scores.linked(run.first, 1))
        if groups and piece.continues(groups[-1][-1]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _counts(window: Sequence[Word], scores: Scores) -> Iterator[Count]:
    for run in _runs(scores, "count"):
        measure, comparator = (_likeliest(scores, head, run) for head in ("measure", "comparator"))
        yield Count(run.span(window), measure, comparator, run.score)


def _likeliest(scores: Scores, head: str, run: _Run) -> str:
    return LABELS[head][int(np.argmax(scores.heads[head][run.first : run.end].sum(0)))]
