"""What the encoder read, as the rules ask for it: the names of one sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimgraph.extract.naming.line import Line
from claimgraph.model import Kind

if TYPE_CHECKING:
    from claimgraph.encoder.reading import NamedSpan


class EncodedNames:
    """The names that the encoder read in a text, sentence by sentence."""

    def __init__(self, names: Sequence[NamedSpan]) -> None:
        self._names = names

    def __call__(self, line: Line) -> Iterator[tuple[int, int, Kind]]:
        """Yield first word, last word (inclusive) and kind of each name in a sentence."""
        starts, ends = [token.start for token in line.tokens], [token.end for token in line.tokens]
        for name in self._names[bisect_right(self._names, starts[0], key=lambda n: n.span.end) :]:
            if name.span.start >= ends[-1]:
                break
            first, last = bisect_right(ends, name.span.start), bisect_left(starts, name.span.end) - 1
            if first <= last:
                yield first, last, name.kind
