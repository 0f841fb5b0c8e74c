"""What the statistical name model sees of a sentence: the same code at training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimgraph.extract.classes import word_class
from claimgraph.extract.gazetteer import Hit
from claimgraph.link.fold import fold
from claimgraph.link.known import known

_AFFIXES = (2, 3, 4)


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> str:
    """Return the pattern of a word: capital X, small x, digit 0, others as they are; repeats are one.

    >>> shape("McDonald"), shape("CSTO"), shape("Rosja"), shape("2022")
    ('XxXx', 'XX', 'Xx', '0')
    """
    signs = ["X" if sign.isupper() else "x" if sign.isalpha() else "0" if sign.isdigit() else sign for sign in word]
    kept = [sign for number, sign in enumerate(signs) if number == 0 or sign != signs[number - 1]]
    return "XX" if kept == ["X"] and len(word) > 1 else "".join(kept)


@lru_cache(maxsize=1 << 16)
def _word(word: str, lang: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return a word's own features, those for its neighbours, and those for words two places away."""
    sound = fold(word, lang) or word
    form = shape(word)
    kind = word_class(word, lang)
    own = [f"w={sound}", f"s={form}"]
    if word[0].isalpha():
        own += [f"-{length}={sound[-length:]}" for length in _AFFIXES if len(sound) > length]
        own += [f"+{length}={sound[:length]}" for length in _AFFIXES if len(sound) > length]
        if word[0].isupper():
            own += [f"X-{length}={sound[-length:]}" for length in (2, 3)]
    near = [f"w={sound}", f"s={form}", f"e={sound[-3:]}"]
    far = [f"w={sound}", f"s={form}"]
    if kind:
        own.append(f"k={kind}")
        near.append(f"k={kind}")
    return tuple(own), tuple(near), tuple(far)


@lru_cache(maxsize=1 << 18)
def _neighbour(word: str, lang: str, place: int) -> tuple[str, ...]:
    own = _word(word, lang)[1 if abs(place) == 1 else 2]
    return tuple(f"{place}{feature}" for feature in own)


def _gazetteer_marks(length: int, hits: Sequence[Hit]) -> list[str]:
    marks = [""] * length
    for hit in hits:
        kinds = sorted({known()[key].kind for key in hit.keys})
        sign = "?" if hit.doubtful else "!"
        for number in range(hit.first, hit.last + 1):
            part = "S" if hit.first == hit.last else "B" if number == hit.first else "I"
            marks[number] = f"{part}{'/'.join(kinds)}{sign}"
    return marks


def features(words: Sequence[str], lang: str, hits: Sequence[Hit]) -> list[list[str]]:
    """Return the features of each word of a sentence; `hits` are the known names among the words."""
    marks = _gazetteer_marks(len(words), hits)
    shapes = ["<", *(shape(word) for word in words), ">"]
    around = ["<", "<", *words, ">", ">"]
    made = []
    for number, word in enumerate(words):
        row = [*_word(word, lang)[0]]
        for place in (-2, -1, 1, 2):
            row += _neighbour(around[number + 2 + place], lang, place)
        row.append(f"ss={shapes[number]}|{shapes[number + 1]}|{shapes[number + 2]}")
        if marks[number]:
            row.append(f"g={marks[number]}")
        if number and marks[number - 1]:
            row.append(f"-1g={marks[number - 1]}")
        if number + 1 < len(words) and marks[number + 1]:
            row.append(f"1g={marks[number + 1]}")
        if number == 0:
            row.append("first")
        made.append(row)
    return made
