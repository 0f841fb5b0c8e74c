"""How two statements relate, as a network reads them together: the lower layers apart, the upper ones as a pair.

MacAvaney et al. 2020, "Efficient document re-ranking by precomputing term representations": what the lower layers make
of a statement is kept, so that each further pair costs the upper layers alone.
"""

from __future__ import annotations

import lzma
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from claimgraph.encoder.pieces import START, STOP, Floats, embeddings, pieces
from claimgraph.encoder.words import words

KINDS = ("none", "same", "polarity", "cause", "role", "target", "attribute", "quantity", "tension")
"""What the network tells apart: different questions, the same answer to one, and the ways to answer one otherwise."""
MOST_PIECES = 72
"""Pieces of a statement that are read."""
KEPT = 2048
"""Statements whose states are kept, about 40 kB each."""
UPPER, LOWER = "judge.onnx.xz", "statements.onnx.xz"

_PIECE = np.dtype("<u4")
Halves = NDArray[np.float16]


def spelled(text: str) -> bytes:
    """Return the pieces of a statement, four bytes a piece, as a judge wants them."""
    numbers = [number for word in words(text) for number in pieces().of(word)]
    return np.asarray(numbers[:MOST_PIECES], _PIECE).tobytes()


def row(spelling: bytes) -> list[int]:
    """Return the pieces of a spelled statement as the lower layers read them."""
    return [START, *np.frombuffer(spelling, _PIECE).tolist(), STOP]


@dataclass(slots=True)
class Judge:
    """Tells how two statements relate; what it read last it needn't read again."""

    _states: OrderedDict[bytes, Halves] = field(default_factory=OrderedDict)

    def __call__(self, left: bytes, right: bytes) -> Mapping[str, float]:
        """Return the probabilities of the kinds for two spelled statements; the same for exchanged ones."""
        one, other = (self._read(spelling) for spelling in sorted((left, right)))
        states = np.concatenate([one, other])[None].astype(np.float32)
        second = np.repeat(np.array([0, 1], np.float32), (len(one), len(other)))[None]
        scores = _session(UPPER).run(None, {"states": states, "second": second})[0][0]
        chances = np.exp(scores - scores.max())
        return dict(zip(KINDS, (chances / chances.sum()).tolist(), strict=True))

    def _read(self, spelling: bytes) -> Halves:
        if spelling in self._states:
            self._states.move_to_end(spelling)
            return self._states[spelling]
        states: Floats = _session(LOWER).run(None, {"embeddings": embeddings().of(row(spelling))[None]})[0][0]
        self._states[spelling] = states.astype(np.float16)
        if len(self._states) > KEPT:
            self._states.popitem(last=False)
        return self._states[spelling]


@cache
def judge() -> Judge:
    """Return the judge that ships."""
    return Judge()


@cache
def _session(name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: the same sums in the same order, whatever the machine is doing.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    packed = (files("claimgraph.encoder") / "model" / name).read_bytes()
    return onnxruntime.InferenceSession(lzma.decompress(packed), options, providers=["CPUExecutionProvider"])
