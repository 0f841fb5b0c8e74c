"""Words in capital letters that no other rule explains: most are organizations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimgraph.extract.classes import word_class
from claimgraph.extract.name import Name
from claimgraph.extract.tokens import Token
from claimgraph.lang import language

_ROMAN_NUMERAL = re.compile(r"[IVXLCDMХІ]+")
_SHORTEST, _LONGEST = 3, 6
_MOST_CAPITALS = 0.4


def acronyms(tokens: Sequence[Token], lang: str) -> Iterator[Name]:
    """Yield the words of capital letters in a sentence that isn't written in capitals throughout."""
    if not language(lang).naming.acronyms_are_organizations:
        return
    words = [token for token in tokens if token.text.isalpha()]
    capitals = [token for token in words if len(token.text) > 1 and token.text.isupper()]
    if len(capitals) > _MOST_CAPITALS * len(words):
        return
    for token in capitals:
        fits = _SHORTEST <= len(token.text) <= _LONGEST and not _ROMAN_NUMERAL.fullmatch(token.text)
        if fits and word_class(token.text, lang) != "other":
            yield Name(token.start, token.end, "ORG", "acronym", lang)
