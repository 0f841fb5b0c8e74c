"""Sketches: short rows of small whole numbers whose product tells, fast and exactly, which sides may be alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from claimgraph.compare.side import Side
from claimgraph.compare.wording import OPPOSITE

WIDTH = 384
"""Numbers of a vector of the encoder."""
HASHED = 256
"""Places for words, concepts, entities and events, which share them by chance."""
SCALE = 40
"""Length of each part: products of whole numbers so small add up without rounding in 32-bit floating point."""
SHARES = {"vector": 0.5, "concepts": 0.9, "stems": 0.5, "entities": 0.5, "events": 0.5}
"""What each part counts, as a factor of its length."""

Rows = NDArray[np.float32]


def sketch(side: Side) -> bytes:
    """Return the sketch of a side, one byte a number."""
    row = np.zeros(WIDTH + HASHED, np.float32)
    if side.vector:
        row[:WIDTH] = _scaled(np.frombuffer(side.vector, np.int8).astype(np.float32), SHARES["vector"])
    parts = {
        "concepts": {concept.removeprefix(OPPOSITE) for concept in side.wording.concepts},
        "stems": set(side.wording.stems),
        "entities": set(side.entities),
        "events": set(side.events),
    }
    for name, words in parts.items():
        row[WIDTH:] += _scaled(_bag(f"{name} {word}" for word in sorted(words)), SHARES[name])
    return np.clip(np.rint(row), -127, 127).astype(np.int8).tobytes()


def _scaled(row: Rows, share: float) -> Rows:
    return row * np.float32(SCALE * share / (np.linalg.norm(row) or 1))


def _bag(words: Iterable[str]) -> Rows:
    bag = np.zeros(HASHED, np.float32)
    for word in words:
        bag[crc32(word.encode()) % HASHED] += 1
    return bag


def rows(sketches: Sequence[bytes]) -> Rows:
    """Return sketches as rows."""
    flat = np.frombuffer(b"".join(sketches), np.int8)
    return flat.reshape(len(sketches), WIDTH + HASHED).astype(np.float32)
