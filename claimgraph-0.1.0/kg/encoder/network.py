"""The network: vectors of pieces in, scores of every head out, for one window at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate

import numpy as np
import onnxruntime

from claimgraph.encoder.pieces import START, STOP, Floats, embeddings, pieces
from claimgraph.encoder.vectors import pooled
from claimgraph.encoder.words import Word
from claimgraph.errors import ClaimGraphError

LABELS = {
    "names": ("", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"),
    "parts": ("", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE"),
    "content": ("", "B", "I"),
    "count": ("", "B", "I"),
    "measure": (
        "killed", "injured", "detained", "arrested", "missing", "displaced", "rescued", "evacuated", "troops",
        "protesters", "vehicles_damaged", "buildings_damaged", "military_vehicles", "other",
    ),
    "comparator": (
        "exactly", "at_least", "more_than", "at_most", "less_than", "almost", "about", "range", "vague",
    ),
}  # fmt: skip
"""The labels of each head; the network's columns in this order, then four vectors that link words to words."""

LINK = 64
_MOST_PIECES = 510


@dataclass(frozen=True, slots=True)
class Scores:
    """Natural logarithms of the probabilities of the labels, one row a word, by head; the links; vectors of words."""

    heads: dict[str, Floats]
    links: Floats
    start: Floats
    vectors: Floats

    def linked(self, word: int, link: int) -> tuple[int | None, float]:
        """Return the word that link 0 (source) or 1 (cue) of a word leads to, None for none, and its probability."""
        query = self.links[word, 2 * link]
        keys = np.vstack([self.start[2 * link + 1], self.links[:, 2 * link + 1]])
        chances = np.exp(_log((keys @ query)[None] / LINK**0.5)[0])
        best = int(np.argmax(chances))
        return best - 1 if best else None, float(chances[best])


def score(window: Sequence[Word]) -> Scores:
    """Return what the network says of the words of a window."""
    numbers, firsts = numbered(window)
    columns, states = _session().run(None, {"embeddings": embeddings().of(numbers)[None]})
    rows = columns[0]
    taken = rows[firsts]
    edges = [0, *accumulate(map(len, LABELS.values()))]
    heads = {name: _log(taken[:, a:b]) for name, a, b in zip(LABELS, edges, edges[1:], strict=False)}
    links, start = taken[:, edges[-1] :].reshape(-1, 4, LINK), rows[0, edges[-1] :].reshape(4, LINK)
    return Scores(heads, links, start, pooled(states[0, :-1], firsts))


def numbered(window: Sequence[Word]) -> tuple[list[int], list[int]]:
    """Return the pieces of a window, paragraphs divided, and the place of the first piece of each word."""
    numbers, firsts = [START], list[int]()
    for count, word in enumerate(window):
        if word.new_line and count:
            numbers.append(STOP)
        firsts.append(min(len(numbers), _MOST_PIECES))
        numbers += pieces().of(word)
    return [*numbers[:_MOST_PIECES], STOP], firsts


def _log(scores: Floats) -> Floats:
    top: Floats = scores - scores.max(-1, keepdims=True)
    logarithms: Floats = top - np.log(np.exp(top).sum(-1, keepdims=True))
    return logarithms


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: the same sums in the same order, whatever the machine is doing.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    with as_file(files("claimgraph.encoder") / "model" / "tagger.onnx") as path:
        return _fitting(onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]))


def _fitting(session: onnxruntime.InferenceSession) -> onnxruntime.InferenceSession:
    """Return a network whose columns are those of LABELS; raise ClaimGraphError for another one."""
    columns, wanted = session.get_outputs()[0].shape[-1], sum(map(len, LABELS.values())) + 4 * LINK
    if columns != wanted:
        raise ClaimGraphError(
            f"encoder/model/tagger.onnx has {columns} columns, but the labels of encoder/network.py ask for {wanted}: "
            "install claimgraph anew, or after a change of the labels run: claimgraph train encoder"
        )
    return session
