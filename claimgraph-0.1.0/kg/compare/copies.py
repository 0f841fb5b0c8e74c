"""Which texts are copies of one another, whole or in part.

Whole texts are compared by MinHash signatures of their word shingles (Broder 1997, "On the resemblance and containment
of documents"), parts by the sentences that they share. Signatures are computed here, with NumPy: the libraries for it
either bring SciPy along or are compiled and free to change their signatures, on which the bytes of a store depend.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

SHINGLE = 3
"""Words of a shingle: few, so that a text with every tenth word changed still resembles its model."""
BANDS, ROWS = 32, 4
"""With 32 bands of 4 rows a pair of resemblance 0.5 is looked at with a probability of 0.87, of 0.6 of 0.99."""
RESEMBLANCE = 0.5
"""From which estimated resemblance two texts are copies."""
CONTAINMENT = 0.5
"""From which share of the shorter text's sentences that stand in the other one it is a copy of a part."""
SENTENCE = 8
"""Words that a sentence must have to be told from others that say the same by chance."""
SHARED = 3
"""Sentences that must stand in both texts."""
COMMON = 64
"""A sentence in more texts than these is a formula of the house, and tells nothing."""

_WORD = re.compile(r"\w+")
Uints = NDArray[np.uint64]
Kind = Literal["whole", "part"]


@dataclass(frozen=True, slots=True)
class Print:
    """What a text is compared by: the MinHash signature of its words and the keys of its longer sentences, sorted."""

    signature: bytes
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two texts of which one is a copy of the other or of a part of it; `share` is how much of it, from 0 to 1."""

    left: str
    right: str
    kind: Kind
    share: float


def sentence_key(sentence: str) -> int | None:
    """Return the key of a sentence whatever its case and punctuation; None for one of fewer than 8 words."""
    words = _WORD.findall(sentence.casefold())
    return _hash(" ".join(words)) if len(words) >= SENTENCE else None


def fingerprint(sentences: Iterable[str]) -> Print:
    """Return what a text with these sentences is compared by."""
    sentences = list(sentences)
    words = [word for sentence in sentences for word in _WORD.findall(sentence.casefold())]
    keys = {key for sentence in sentences if (key := sentence_key(sentence)) is not None}
    return Print(_signature(words), tuple(sorted(keys)))


@lru_cache(maxsize=1 << 16)
def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


@cache
def _multipliers() -> tuple[Uints, Uints]:
    """Return the factors and summands of the hash functions, always the same ones."""
    numbers = [_hash(f"claimgraph minhash {n}") for n in range(2 * BANDS * ROWS)]
    factors = np.array(numbers[::2], dtype=np.uint64) | np.uint64(1)
    return factors, np.array(numbers[1::2], dtype=np.uint64)


def _signature(words: Sequence[str]) -> bytes:
    """Return 128 minima of 32 bits each, little-endian; empty for a text of fewer words than a shingle has."""
    if len(words) < SHINGLE:
        return b""
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    count = len(hashes) - SHINGLE + 1
    shingles = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        shingles = (shingles ^ hashes[offset : offset + count]) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(offset)
    factors, summands = _multipliers()
    mixed = (np.unique(shingles)[None, :] * factors[:, None] + summands[:, None]) >> np.uint64(32)
    return bytes(mixed.min(axis=1).astype("<u4").tobytes())


def resemblance(left: Print, right: Print) -> float:
    """Return the estimated share of shingles that two texts have in common, 0 to 1."""
    if not left.signature or not right.signature:
        return 0.0
    one, other = (np.frombuffer(p.signature, dtype="<u4") for p in (left, right))
    return float(np.count_nonzero(one == other)) / (BANDS * ROWS)


def containment(left: Print, right: Print) -> float:
    """Return the share of the sentences of the text with fewer of them that stand in the other one too, 0 to 1."""
    fewer = min(len(left.sentences), len(right.sentences))
    return len(set(left.sentences) & set(right.sentences)) / fewer if fewer else 0.0


def bands(fingerprint: Print) -> Iterator[tuple[int, bytes]]:
    """Yield the keys under which a text is looked up: texts that share one may be copies."""
    width = 4 * ROWS
    for band in range(BANDS if fingerprint.signature else 0):
        yield band, fingerprint.signature[band * width : (band + 1) * width]


def find_copies(prints: Mapping[str, Print]) -> list[Copy]:
    """Return the copies among texts, sorted; of more than two with one signature each is compared with the first."""
    found = {}
    for left, right in _alike(prints):
        share = resemblance(prints[left], prints[right])
        if share >= RESEMBLANCE:
            found[left, right] = Copy(left, right, "whole", share)
    for left, right in _sharing(prints):
        share = containment(prints[left], prints[right])
        if share >= CONTAINMENT and (left, right) not in found:
            found[left, right] = Copy(left, right, "part", share)
    return sorted(found.values())


def _alike(prints: Mapping[str, Print]) -> set[tuple[str, str]]:
    """Return the pairs of texts that share a band: each text with the first one of the band only."""
    buckets: dict[tuple[int, bytes], str] = {}
    pairs = set()
    for name in sorted(prints):
        for band in bands(prints[name]):
            first = buckets.setdefault(band, name)
            if first != name:
                pairs.add((first, name))
    return pairs


def _sharing(prints: Mapping[str, Print]) -> list[tuple[str, str]]:
    """Return the pairs of texts with enough sentences in common."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(prints):
        for key in prints[name].sentences:
            holders[key].append(name)
    shared = Counter(pair for names in holders.values() if len(names) <= COMMON for pair in combinations(names, 2))
    return [pair for pair, count in shared.items() if count >= SHARED]
