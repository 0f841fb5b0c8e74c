"""Whether two claims have the same speaker: by entity, by words, or by the head of their words."""

from __future__ import annotations

import re

from claimgraph.evaluate.record import Said, touch
from claimgraph.evaluate.rules import head_stop, rules


def same_speaker(gold: Said, found: Said) -> bool:
    """Tell whether the speaker is right; a gold claim without one asks for none.

    Right is the same entity or item, words that overlap or, unless both have different items, a head word of one side
    among the words of the other.
    """
    if not gold.has_speaker or gold.qids & found.qids or gold.entities & found.entities:
        return True
    if touch(gold.speaker, found.speaker):
        return True
    if gold.qids and found.qids:
        return False
    return any(_same_words(one, two) for one in gold.speaker_words for two in found.speaker_words)


def _same_words(one: str, two: str) -> bool:
    return any(same_word(head_word(a), word) for a, b in ((one, two), (two, one)) for word in _words(b))


def head_word(phrase: str) -> str:
    """Return the last word before the first comma, preposition or article: a cheap head of a noun phrase.

    >>> head_word("the President of Kazakhstan, Tokayev")
    'president'
    """
    head = ""
    for word in re.findall(r"\w+|,", phrase):
        if word != "," and word.casefold() not in head_stop():
            head = word.casefold()
        elif head:
            break
    return head


def same_word(one: str, two: str) -> bool:
    """Tell whether two words are equal but for an ending.

    >>> same_word("прем'єр", "прем'єра"), same_word("ali", "alina"), same_word("", "")
    (True, False, False)
    """
    stem = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    inflected = stem >= rules().stem and max(len(one), len(two)) - stem <= rules().ending
    return bool(one) and (one == two or inflected)


def _words(phrase: str) -> list[str]:
    return re.findall(r"\w+", phrase.casefold())
