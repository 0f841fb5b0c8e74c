"""Organizations recognised by a head word: `Ministry of Health`, `Служба безпеки`, `MSZ Kazachstanu`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.gazetteer import Hit
from claimgraph.extract.tokens import Token
from claimgraph.lang import language
from claimgraph.link.inflection import forms
from claimgraph.link.known import known


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    connectors: frozenset[str]
    domains: frozenset[str]
    articles: frozenset[str]
    endings: tuple[str, ...]


@cache
def _words(lang: str) -> _Words:
    naming = language(lang).naming
    return _Words(
        frozenset(form for word in naming.heads for form in forms(word, lang)),
        frozenset(naming.connectors),
        frozenset(naming.domains),
        frozenset(naming.articles),
        tuple(naming.body_endings),
    )


def bodies(tokens: Sequence[Token], lang: str, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield first and last token (inclusive) of each organization in a sentence; they may overlap."""
    words = _words(lang)
    places = {hit.first: hit.last for hit in hits if known()[hit.keys[0]].kind == "LOC" and not hit.doubtful}
    for number, token in enumerate(tokens):
        if token.text[0].isupper() and token.text.lower() in words.heads:
            first, last = _start(tokens, number, words), _end(tokens, number, words, places)
            if last > first:
                yield first, last
    for first, last in places.items():
        end = _possessed_body(tokens, last, words)
        if end:
            yield first, end


def _start(tokens: Sequence[Token], head: int, words: _Words) -> int:
    first = head
    while first and tokens[first - 1].text[0].isupper() and tokens[first - 1].text.lower() not in words.articles:
        first -= 1
    return first


def _end(tokens: Sequence[Token], head: int, words: _Words, places: dict[int, int]) -> int:
    """Return the last token: capitalised words, words of the field, connectors between them, a country at the end."""
    last = here = head
    while here + 1 < len(tokens):
        here += 1
        if here in places:
            return places[here]
        word = tokens[here].text
        if word[0].isupper() or word in words.domains:
            last = here
        elif word not in words.connectors or here > last + 1:
            break
    return last


def _possessed_body(tokens: Sequence[Token], place: int, words: _Words) -> int | None:
    """Return the last token of a body named by its country: genitive, at most two words, a word of the list."""
    if not words.endings or not tokens[place].text.endswith("s"):
        return None
    for number in range(place + 1, min(place + 4, len(tokens))):
        if tokens[number].text.endswith(words.endings):
            return number
        if not tokens[number].text.islower():
            return None
    return None
