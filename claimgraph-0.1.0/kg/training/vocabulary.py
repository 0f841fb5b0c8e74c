"""The vocabulary that ships: the pieces of some scripts, the most frequent ones and those of given texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from claimgraph.encoder.pieces import WIDTH, Pieces
from claimgraph.encoder.words import words
from claimgraph.training.packed import BLOCK_BYTES, Packed

SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "MODIFIER")
SIZE = 110_000
_START, _STOP, _UNKNOWN = 0, 2, 3
"""The numbers of the special pieces in the whole vocabulary; those that ship begin with them."""
_LAST_SYMBOL = 0x2FFF
_OTHER_SCRIPTS = range(0x590, 0x1E00)


def is_read(piece: str) -> bool:
    """Tell whether all signs of a piece belong to a script that is read, or to none.

    >>> is_read("▁Токаєв"), is_read("東京"), is_read("«")
    (True, False, True)
    """
    return all(_is_read(sign) for sign in piece)


def _is_read(sign: str) -> bool:
    if sign.isalpha():
        return unicodedata.name(sign, "").startswith(SCRIPTS)
    foreign = ord(sign) in _OTHER_SCRIPTS and (sign.isalnum() or unicodedata.category(sign)[0] == "M")
    return ord(sign) <= _LAST_SYMBOL and not foreign


def chosen(model: Packed, texts: Iterable[str], size: int = SIZE) -> list[int]:
    """Return the numbers of the pieces to ship: special ones, those of the texts, then the likeliest up to `size`."""
    allowed = {n for n, piece in enumerate(model.pieces) if n > _UNKNOWN and is_read(piece)}
    used = set(_used(model, texts)) & allowed
    likeliest = sorted(allowed - used, key=lambda n: (-model.scores[n], n))
    return [_START, _STOP, _UNKNOWN, *sorted([*used, *likeliest[: max(0, size - len(used))]])]


def _used(model: Packed, texts: Iterable[str]) -> Iterator[int]:
    cut = Pieces(list(zip(model.pieces, model.scores, strict=True)), unknown=_UNKNOWN)
    for text in texts:
        for word in words(text):
            yield from cut.of(word)


def write(model: Packed, numbers: list[int], folder: Path) -> None:
    """Write `pieces.tsv` and `embeddings.q4`."""
    lines = (f"{model.pieces[n]}\t{model.scores[n]:.4f}\n" for n in numbers)
    (folder / "pieces.tsv").write_text("".join(lines), encoding="utf-8")
    row = WIDTH // 32 * BLOCK_BYTES
    rows = np.frombuffer(model.tensors["emb.word"], np.uint8).reshape(-1, row)
    (folder / "embeddings.q4").write_bytes(rows[numbers].tobytes())
