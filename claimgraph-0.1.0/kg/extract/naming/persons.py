"""Persons within one document: once the full name is found, the surname alone is known too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimgraph.extract.naming.name import Name
from claimgraph.extract.tokens import Token
from claimgraph.link.inflection import bases

_SHORTEST_SURNAME = 4


def surnames(text: str, names: Iterable[Name]) -> set[str]:
    """Return the base forms of the surnames in full names of persons, and of those that are well known alone."""
    found: set[str] = set()
    for name in names:
        words = text[name.start : name.end].split()
        says_who = len(words) > 1 or bool(name.keys)
        if name.kind == "PER" and says_who and len(words[-1]) >= _SHORTEST_SURNAME:
            found |= bases(words[-1], name.lang)
    return found


def spread(tokens: Sequence[Token], lang: str, known_surnames: set[str]) -> Iterator[Name]:
    """Yield each capitalised word that may be a form of a known surname."""
    for token in tokens:
        if len(token.text) < _SHORTEST_SURNAME or not token.text[0].isupper():
            continue
        if token.text in known_surnames or bases(token.text, lang) & known_surnames:
            yield Name(token.start, token.end, "PER", "surname", lang)
