"""Capitalised words in a row: persons, where the first is a given name or the model was not taught the language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from claimgraph.extract.line import Line, Part
from claimgraph.lang import language

_FEWEST, _MOST = 2, 3


def runs(line: Line) -> Iterator[Part]:
    """Yield each two or three capitalised words in a row that may be a person."""
    untaught = language(line.lang).naming.initial_needs_support
    for fits, group in groupby(range(len(line.words)), key=lambda number: _may_name(line, number)):
        run = list(group)
        if fits and _FEWEST <= len(run) <= _MOST and (line.word_class(run[0]) == "given" or (untaught and run[0])):
            yield Part(run[0], run[-1], "PER", "run")


def _may_name(line: Line, number: int) -> bool:
    return line.is_titled(number) and line.word_class(number) in ("given", "")
