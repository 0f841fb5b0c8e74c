"""Capitalised words in a row: persons, where the first is a given name or the model was not taught the language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from claimgraph.extract.naming.line import Line, Part
from claimgraph.lang import language

_FEWEST, _MOST = 2, 3


def runs(line: Line) -> Iterator[Part]:
    """Yield each two or three capitalised words in a row that may be a person."""
    untaught = language(line.lang).naming.initial_needs_support
    fits = [titled and sort in ("given", "") for titled, sort in zip(line.titled, line.classes, strict=True)]
    if fits.count(True) < _FEWEST:
        return
    for may_name, group in groupby(range(len(fits)), key=fits.__getitem__):
        run = list(group)
        if may_name and _FEWEST <= len(run) <= _MOST and (line.word_class(run[0]) == "given" or (untaught and run[0])):
            yield Part(run[0], run[-1], "PER", "run")
