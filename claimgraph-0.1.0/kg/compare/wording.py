"""The words of a statement as comparison sees them: stems, concepts that are the same in any language, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from claimgraph.extract.counting.numbers import find_numbers
from claimgraph.extract.lexicon import fold as lowered
from claimgraph.lang import codes
from claimgraph.link.fold import fold

STEM = 5
"""Letters that are left of a word: enough to tell words apart, few enough to lose most endings."""
SHORTEST = 4
"""Letters of a word that may be telling."""
LEAST_PREFIX = 3
ANY_ENDING = "*"
OPPOSITE = "-"

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """What is left of the words of a statement, each tuple sorted; `-legal` is the opposite of the concept `legal`."""

    stems: tuple[str, ...]
    concepts: tuple[str, ...]
    numbers: tuple[float, ...]


def wording(text: str, lang: str) -> Wording:
    """Return the wording of a statement in some language."""
    words = [match[0] for match in _WORD.finditer(text)]
    stems = {fold(word, lang)[:STEM] for word in words if len(word) >= SHORTEST}
    found = {concept for word in words for concept in _concepts(word.casefold(), lang)}
    return Wording(tuple(sorted(stems - {""})), tuple(sorted(found)), tuple(sorted(set(_numbers(text, lang)))))


def _numbers(text: str, lang: str) -> Iterator[float]:
    """Yield the numbers in a text but one, which is also an article."""
    if lang in codes():
        folded = lowered(text)
        numbers = (number.value for number in find_numbers(folded, 0, len(folded), lang))
        yield from (value for value in numbers if value is not None and value != 1)


def _concepts(word: str, lang: str) -> Iterator[str]:
    """Yield the concepts of the longest entry that fits a word."""
    entries = _lexicon().get(lang, {})
    if word in entries:
        yield from entries[word]
        return
    for length in range(len(word), LEAST_PREFIX - 1, -1):
        found = entries.get(word[:length] + ANY_ENDING)
        if found:
            yield from found
            return


@cache
def _lexicon() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return language -> word or prefix with a star -> concepts."""
    entries: dict[str, dict[str, tuple[str, ...]]] = {}
    for file in sorted((files("claimgraph.compare") / "data" / "concepts").iterdir(), key=lambda file: file.name):
        header, *rows = (line.split("\t") for line in file.read_text("utf-8").splitlines())
        for concept, *cells in rows:
            for lang, cell in zip(header[1:], cells, strict=True):
                own = entries.setdefault(lang, {})
                for entry in filter(None, cell.split("|")):
                    own[entry] = (*own.get(entry, ()), concept)
    return entries
