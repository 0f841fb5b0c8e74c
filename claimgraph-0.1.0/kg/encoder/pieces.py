"""Word pieces and their embeddings: the vocabulary of multilingual-e5-small, without the scripts that are not read.

Embeddings are kept as the model's publisher packed them: blocks of 32 weights of 4 bits with one 16-bit scale (Q4_0).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from claimgraph.encoder.words import Word

START, STOP, UNKNOWN = 0, 1, 2
WIDTH = 384
MOST_PIECES = 8
"""Pieces of a word that are read."""

_BLANK = "\u2581"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
Floats = NDArray[np.float32]


class Pieces:
    """Cuts words into the numbers of their pieces; a word is cut once."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]], unknown: int = UNKNOWN) -> None:
        self._tokenizer = Tokenizer(Unigram(list(vocabulary), unk_id=unknown))
        self._unknown = unknown
        self._known: dict[tuple[str, bool], list[int]] = {}

    def of(self, word: Word) -> list[int]:
        """Return the numbers of a word's pieces, at least one."""
        key = (word.text, word.blank)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 1 << 17:
                self._known.clear()
            found = self._known[key] = self._cut(*key)
        return found

    def _cut(self, text: str, blank: bool) -> list[int]:
        plain = unicodedata.normalize("NFKC", text).replace(" ", "")
        pieces: list[int] = self._tokenizer.encode(_BLANK * blank + plain, add_special_tokens=False).ids
        return pieces[:MOST_PIECES] or [self._unknown]


class Embeddings:
    """The vectors of the pieces, unpacked when they are asked for."""

    def __init__(self, packed: bytes) -> None:
        self._rows = np.frombuffer(packed, _BLOCK).reshape(-1, WIDTH // 32)

    def of(self, pieces: Sequence[int]) -> Floats:
        """Return one vector for each piece, as rows."""
        blocks = self._rows[np.asarray(pieces)]
        nibbles = blocks["nibbles"]
        weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
        scaled: Floats = weights * blocks["scale"].astype(np.float32)[..., None]
        return scaled.reshape(len(pieces), WIDTH)


@cache
def pieces() -> Pieces:
    """Return the vocabulary that ships."""
    lines = (files("claimgraph.encoder") / "model" / "pieces.tsv").read_text("utf-8").rstrip("\n").split("\n")
    pairs = (line.split("\t") for line in lines)
    return Pieces([(piece, float(score)) for piece, score in pairs])


@cache
def embeddings() -> Embeddings:
    """Return the embeddings that ship."""
    return Embeddings((files("claimgraph.encoder") / "model" / "embeddings.q4").read_bytes())
