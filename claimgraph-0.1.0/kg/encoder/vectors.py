"""Where the encoder puts words: vectors whose angles tell how alike two passages are, whatever their languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claimgraph.encoder.pieces import Floats
from claimgraph.encoder.words import Word
from claimgraph.model import Span

MOST_WORDS = 50_000
"""Words of a text whose vectors are kept, about 300 kB of text: what follows has none, so that memory stays small."""

Halves = NDArray[np.float16]


def pooled(rows: Floats, firsts: Sequence[int]) -> Floats:
    """Return one vector a word, the mean of those of its pieces; `firsts` are the places of the first pieces."""
    sizes = np.diff([*firsts, len(rows)]).clip(1).astype(np.float32)
    means: Floats = (np.add.reduceat(rows, firsts) / sizes[:, None]).astype(np.float32)
    return means


@dataclass(slots=True)
class Vectors:
    """The words of a text with their vectors, in text order."""

    starts: list[int] = field(default_factory=list)
    _windows: list[Halves] = field(default_factory=list)
    _rows: Halves | None = None

    def add(self, window: Sequence[Word], rows: Floats) -> None:
        """Take the words of a window, one row each, unless there are enough."""
        if len(self.starts) + len(window) <= MOST_WORDS:
            self.starts += (word.start for word in window)
            self._windows.append(rows.astype(np.float16))

    def of(self, spans: Sequence[Span]) -> bytes:
        """Return the direction of the mean of the words in some spans, 8 bits a number; empty where there are none."""
        if self._rows is None and self._windows:
            self._rows, self._windows = np.concatenate(self._windows), []
        inside = [n for span in spans for n in range(*np.searchsorted(self.starts, (span.start, span.end)))]
        if self._rows is None or not inside:
            return b""
        mean = self._rows[inside].astype(np.float32).mean(0)
        return bytes(np.rint(mean / np.abs(mean).max() * 127).astype(np.int8).tobytes())
