"""Places that the words around them tell: regions, streets, datelines, what follows `city` or `in`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, pairwise

from claimgraph.extract.naming.line import Line, Part
from claimgraph.lang import language
from claimgraph.link.inflection import adjective_endings, forms

_STOP = "."
_SHORTEST_ADJECTIVE = 5
_SHORTEST_DATELINE = 4
_SHORTEST_REGION = 7
_AFTER_DATELINE = frozenset(",–—(")


@cache
def _forms(words: tuple[str, ...], lang: str) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(word, lang))


def regions(line: Line) -> Iterator[Part]:
    """Yield regions named by an adjective or by their ending: `Харківська область`, `Харківщина`."""
    nouns, endings = _forms(language(line.lang).naming.regions, line.lang), adjective_endings(line.lang)
    named = tuple(_forms(language(line.lang).naming.region_endings, line.lang))
    for number in compress(range(len(line.words)), line.titled) if named else ():
        word = line.words[number]
        if len(word) >= _SHORTEST_REGION and word.endswith(named):
            yield Part(number, number, "LOC", "head")
    for number, (before, word) in enumerate(pairwise(line.words)):
        is_noun = word in nouns and len(before) >= _SHORTEST_ADJECTIVE
        if is_noun and before[0].isupper() and before.endswith(endings):
            yield Part(number, number + 1, "LOC", "head")


def streets(line: Line) -> Iterator[Part]:
    """Yield streets and the like, which have their sort in their name: `ul. Szkolna`."""
    nouns = _forms(language(line.lang).naming.streets, line.lang)
    for number in range(len(line.words) - 1):
        if line.words[number] not in nouns:
            continue
        start = number + 2 if line.words[number + 1] == _STOP else number + 1
        end = line.run(start, line.is_titled)
        if end > start:
            yield Part(number, end - 1, "LOC", "place")


def datelines(line: Line) -> Iterator[Part]:
    """Yield the town in capitals that opens a report: `PORT-AU-PRINCE, Jan. 10`."""
    end = line.run(0, lambda n: line.words[n].isupper() or line.words[n] == "-")
    letters = sum(map(len, line.words[:end]))
    closed = end + 1 < len(line.words) and line.words[end] in _AFTER_DATELINE and not line.words[end + 1].islower()
    opens = closed and letters >= _SHORTEST_DATELINE and line.words[0].isalpha() and line.word_class(0) == ""
    if opens and any(word.islower() for word in line.words[end:]):
        yield Part(0, end - 1, "LOC", "place")


def placed(line: Line, sure: Sequence[Part]) -> Iterator[Part]:
    """Yield what follows a word such as `city` or, in a language that the model was not taught, a preposition."""
    naming = language(line.lang).naming
    taken = {part.first for part in sure}
    for number in range(len(line.words) - 1):
        sort = line.classes[number] == "place" and line.words[number].islower()
        led = naming.initial_needs_support and line.lowered[number] in naming.place_leads
        if not (sort or led) or number + 1 in taken:
            continue
        alone = number + 2 == len(line.words) or not line.is_titled(number + 2)
        if alone and _is_plain(line, number + 1):
            yield Part(number + 1, number + 1, "LOC", "place")


def _is_plain(line: Line, number: int) -> bool:
    """Tell whether a capitalised word is neither an adjective nor of another class."""
    endings = adjective_endings(line.lang)
    is_adjective = bool(endings) and line.words[number].endswith(endings)
    return line.is_titled(number) and line.word_class(number) == "" and not is_adjective
