"""Articles that have the form of relative pronouns, told apart by the capital letters of nouns: German `der`, `die`."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.speech.grammar import Grammar, Tag

ADJECTIVES = 2  # words between an article and its noun
UNLIKE_ADJECTIVE = Tag.PREPOSITION | Tag.PRONOUN | Tag.DETERMINER | Tag.AUXILIARY | Tag.ADVERBIAL | Tag.OBJECT


def settle_articles(tags: list[int], grammar: Grammar) -> None:
    """Leave the tag of a relative pronoun to those forms of articles that follow a comma and precede no noun."""
    for n, tag in enumerate(tags if grammar.speech.nouns_capitalised else ()):
        if tag & Tag.RELATIVE and tag & Tag.DETERMINER:
            parted = n > 0 and tags[n - 1] & (Tag.COMMA | Tag.PREPOSITION)
            if not parted or _opens_noun(tags[n + 1 : n + 2 + ADJECTIVES]):
                tags[n] &= ~Tag.RELATIVE


def _opens_noun(following: Sequence[int]) -> bool:
    """Tell whether the words after an article are a noun, with at most a few adjectives before it."""
    for tag in following:
        if tag & (Tag.CAPITAL | Tag.NUMBER):
            return True
        if tag & UNLIKE_ADJECTIVE or not tag & Tag.WORD:
            return False
    return False
