"""Organizations recognised by a head word: `Ministry of Health`, `Служба безпеки`, `MSZ Kazachstanu`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.classes import word_class
from claimgraph.extract.gazetteer import Hit
from claimgraph.extract.tokens import Token
from claimgraph.lang import language
from claimgraph.link.inflection import adjective_endings, forms
from claimgraph.link.known import known


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    connectors: frozenset[str]
    domains: frozenset[str]
    articles: frozenset[str]
    endings: tuple[str, ...]
    adjectives: tuple[str, ...]
    regions: frozenset[str]
    conjunctions: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    naming = language(lang).naming
    return _Words(
        frozenset(form for word in naming.heads for form in forms(word, lang)),
        frozenset(naming.connectors),
        frozenset(naming.domains),
        frozenset(naming.articles),
        tuple(naming.body_endings),
        adjective_endings(lang),
        frozenset(form for word in naming.regions for form in forms(word, lang)),
        frozenset(naming.conjunctions),
    )


def regions(tokens: Sequence[Token], lang: str) -> Iterator[tuple[int, int]]:
    """Yield first and last token (inclusive) of each region named by an adjective: `Харківська область`."""
    words = _words(lang)
    for number, token in enumerate(tokens[1:], start=1):
        if token.text in words.regions and _is_capital_adjective(tokens[number - 1].text, words):
            yield number - 1, number


def _is_capital_adjective(word: str, words: _Words) -> bool:
    return len(word) > 4 and word[0].isupper() and word.endswith(words.adjectives)


def bodies(
    tokens: Sequence[Token], lang: str, hits: Sequence[Hit], persons: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield first and last token (inclusive) of each organization in a sentence; they may overlap.

    `persons` are the numbers of tokens that belong to persons: no organization goes on over them.
    """
    words = _words(lang)
    places = {hit.first: hit.last for hit in hits if known()[hit.keys[0]].kind == "LOC" and not hit.doubtful}
    for number in range(len(tokens)):
        first = _head_start(tokens, number, words, lang)
        if first is not None:
            last = _end(tokens, number, words, places, persons)
            if last > first:
                yield first, last
    for first, last in places.items():
        end = _possessed_body(tokens, last, words)
        if end:
            yield first, end


def _head_start(tokens: Sequence[Token], head: int, words: _Words, lang: str) -> int | None:
    """Return the first token of the organization whose head word this is, None where it is no such word."""
    word = tokens[head].text
    if word.lower() not in words.heads:
        return None
    if word[0].isupper():
        return _start(tokens, head, words, lang)
    before = tokens[head - 1].text if head > 1 else ""
    if _is_capital_adjective(before, words) and word_class(before, lang) != "people":
        return head - 1
    return None


def _start(tokens: Sequence[Token], head: int, words: _Words, lang: str) -> int:
    first = head
    while first and not tokens[head].text.isupper() and _may_precede(tokens[first - 1].text, words, lang):
        first -= 1
    return first


def _may_precede(word: str, words: _Words, lang: str) -> bool:
    """Tell whether a word before a head word is part of the name: in a language of cases, an adjective."""
    if not word[0].isupper() or word.lower() in words.articles or word_class(word, lang) in ("title", "other"):
        return False
    return not words.adjectives or _is_capital_adjective(word, words)


def _end(tokens: Sequence[Token], head: int, words: _Words, places: dict[int, int], persons: frozenset[int]) -> int:
    """Return the last token: capitalised words, words of the field, connectors between them, a country at the end."""
    last = here = head
    while here + 1 < len(tokens) and here + 1 not in persons:
        here += 1
        word = tokens[here].text
        if here in places:
            joined = here == last + 1 or (last > head and tokens[here - 1].text not in words.conjunctions)
            return places[here] if joined else last
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
