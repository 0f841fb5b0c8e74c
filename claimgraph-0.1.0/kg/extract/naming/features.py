"""What the statistical name model sees of a sentence: the same code at training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from claimgraph.extract.naming.classes import word_class
from claimgraph.extract.naming.gazetteer import Hit
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


class _Seen(NamedTuple):
    """A word's shape and own features, and those that it gives to the words around it: to the second one after it."""

    shape: str
    own: list[str]
    second_after: list[str]
    after: list[str]
    before: list[str]
    second_before: list[str]


@lru_cache(maxsize=1 << 16)
def _word(word: str, lang: str) -> _Seen:
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
    around = {-2: far, -1: near, 1: near, 2: far}
    return _Seen(form, own, *([f"{place}{feature}" for feature in made] for place, made in around.items()))


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
    seen = [_word(word, lang) for word in ("<", "<", *words, ">", ">")]
    windows = zip(seen, seen[1:], seen[2:], seen[3:], seen[4:], strict=False)
    made = [
        [
            *word.own,
            *second_before.second_after,
            *before.after,
            *after.before,
            *second_after.second_before,
            f"ss={before.shape}|{word.shape}|{after.shape}",
        ]
        for second_before, before, word, after, second_after in windows
    ]
    for row, before_it, own, after_it in zip(made, ["", *marks], marks, [*marks[1:], ""], strict=False):
        row += [f"{place}g={mark}" for place, mark in (("", own), ("-1", before_it), ("1", after_it)) if mark]
    for row in made[:1]:
        row.append("first")
    return made
