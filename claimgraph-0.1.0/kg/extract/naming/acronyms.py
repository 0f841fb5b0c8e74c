"""Words in capital letters that no other rule explains: most are organizations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.extract.naming.line import Line, Part
from claimgraph.lang import language

_ROMAN_NUMERAL = re.compile(r"[IVXLCDMХІ]+")
_SHORTEST, _LONGEST = 3, 6
_MOST_CAPITALS = 0.4


def acronyms(line: Line) -> Iterator[Part]:
    """Yield the words of capital letters in a sentence that isn't written in capitals throughout."""
    if not language(line.lang).naming.acronyms_are_organizations:
        return
    capitals = [(n, word) for n, word in enumerate(line.words) if word.isupper() and word.isalpha() and len(word) > 1]
    if not capitals or len(capitals) > _MOST_CAPITALS * sum(map(str.isalpha, line.words)):
        return
    for number, word in capitals:
        fits = _SHORTEST <= len(word) <= _LONGEST and not _ROMAN_NUMERAL.fullmatch(word)
        if fits and line.word_class(number) != "other":
            yield Part(number, number, "ORG", "acronym")
