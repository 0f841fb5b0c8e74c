"""The statistical name model: a linear-chain conditional random field over words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Protocol, cast

import pycrfsuite

from claimgraph.extract.naming.features import features
from claimgraph.extract.naming.line import Line
from claimgraph.model import Kind

_KINDS = frozenset(("PER", "ORG", "LOC"))

Tagger = Callable[[Line], Iterator[tuple[int, int, Kind]]]
"""Reads the names of a sentence: first word, last word (inclusive) and kind of each."""


class _Model(Protocol):
    def tag(self, rows: list[list[str]]) -> list[str]: ...


@cache
def _model() -> _Model:
    tagger = pycrfsuite.Tagger()
    with as_file(files("claimgraph.extract.naming") / "models" / "names.crfsuite") as path:
        tagger.open(str(path))
    return cast(_Model, tagger)


def tag(line: Line) -> Iterator[tuple[int, int, Kind]]:
    """Yield first word, last word (inclusive) and kind of each name in a sentence."""
    tags = _model().tag(features(line.words, line.lang, line.hits))
    start = 0
    for number, current in enumerate([*tags, "O"]):
        if number and current[:2] != "I-":
            kind = tags[start][2:]
            if kind in _KINDS:
                yield start, number - 1, cast(Kind, kind)
        if current[:2] != "I-":
            start = number
