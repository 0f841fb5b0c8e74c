"""Bodies named by a short form: the fuller name in the same document that an acronym or a bare `Commission` means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claimgraph.extract.naming.name import Name
from claimgraph.extract.naming.teams import called
from claimgraph.lang import codes, language
from claimgraph.link.bodies import names_a_sort
from claimgraph.link.inflection import bases
from claimgraph.link.known import known
from claimgraph.link.spelling import is_acronym

_OPENED = re.compile(r"[\s,]*\(\s*[\"«„“]?")
_CLOSED = re.compile(r"[\"»”“]?\s*\)")
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 2


def fuller(text: str, names: Sequence[Name]) -> dict[int, int]:
    """Return for the number of each short name that of the fuller name for which it stands; `names` in text order."""
    bodies = [number for number, name in enumerate(names) if name.kind != "PER"]
    long = [number for number in bodies if len(_spellings(text, names[number])[0]) >= _LEAST_WORDS]
    found = {**dict(called(text, names)), **dict(_in_brackets(text, names, bodies))}
    settled = {_words(text, names[short]): number for short, number in found.items()}
    sorts = _Sorts.of(text, names, long)
    for number in bodies:
        name = names[number]
        words = _words(text, name)
        if number in found or name.keys or len(words) > 1:
            continue
        same = settled.get(words)
        meant = same if same is not None else _nearest(_fitting(text, name, sorts), number)
        if meant is not None and meant != number:
            found[number] = meant
    return found


def _in_brackets(text: str, names: Sequence[Name], bodies: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield what stands in brackets behind a longer name of the same body: `Democratic Unionist Party (DUP)`."""
    for left, right in pairwise(bodies):
        first, second = names[left], names[right]
        opened = _OPENED.fullmatch(text, first.end, second.start)
        if not opened or not _CLOSED.match(text, second.end):
            continue
        inside = text[second.start : second.end]
        if is_acronym(inside) and len(_words(text, first)) >= _LEAST_WORDS and not (first.keys and second.keys):
            yield (left, right) if second.keys else (right, left)


@dataclass(frozen=True, slots=True)
class _Sorts:
    """The numbers of the fuller names, in text order, by their initials and by the words for their sorts."""

    initials: Mapping[str, Sequence[int]]
    heads: Mapping[tuple[str, str], Sequence[int]]
    """By language and base form."""

    @classmethod
    def of(cls, text: str, names: Sequence[Name], long: Sequence[int]) -> _Sorts:
        initials, heads = defaultdict[str, list[int]](list), defaultdict[tuple[str, str], list[int]](list)
        for number in long:
            for letters in _initials(text, names[number]):
                initials[letters].append(number)
            for base in _heads(text, names[number]):
                heads[names[number].lang, base].append(number)
        return cls(initials, heads)


def _fitting(text: str, name: Name, sorts: _Sorts) -> list[int]:
    """Return the numbers of the fuller names that a short one may stand for, in text order."""
    short = text[name.start : name.end]
    if is_acronym(short):
        return [*sorts.initials.get(short.lower(), ())]
    if name.kind != "ORG" or not names_a_sort(short, name.lang) or name.lang not in codes():
        return []
    own = bases(short.lower(), name.lang)
    return sorted({number for base in own for number in sorts.heads.get((name.lang, base), ())})


def _nearest(stands: Sequence[int], number: int) -> int | None:
    """Return the last of some names before a place, else the first."""
    before = bisect_left(stands, number)
    return stands[before - 1] if before else next(iter(stands), None)


def _heads(text: str, name: Name) -> frozenset[str]:
    """Return the base forms of the words for a body's sort: `Komisja` is the `Komisja Europejska`."""
    if name.kind != "ORG" or name.lang not in codes():
        return frozenset()
    ends = (0, -1) if not language(name.lang).naming.nouns else (0,)
    heads = (words[end].lower() for words in _spellings(text, name) for end in ends)
    return frozenset().union(*(bases(word, name.lang) for word in heads))


def _initials(text: str, name: Name) -> frozenset[str]:
    """Return the first letters of a name's words, with and without its small words."""
    small = frozenset(language(name.lang).naming.connectors) if name.lang in codes() else frozenset()
    found = set[str]()
    for words in _spellings(text, name):
        parts = [part for word in words for part in _WORD.findall(word)]
        found.add("".join(part[0] for part in parts).lower())
        found.add("".join(part[0] for part in parts if part.lower() not in small).lower())
    return frozenset(found)


def _spellings(text: str, name: Name) -> list[tuple[str, ...]]:
    """Return the words of a name, the longest spelling first: also those of the shipped record that it means."""
    own = _words(text, name)
    shipped = _shipped(name.keys[0], name.lang) if name.keys else ()
    return sorted((own, *shipped), key=lambda words: -len(words))


@cache
def _shipped(key: str, lang: str) -> tuple[tuple[str, ...], ...]:
    names: Mapping[str, Sequence[str]] = known()[key].names
    return tuple(tuple(name.split()) for name in names.get(lang, ()))


def _words(text: str, name: Name) -> tuple[str, ...]:
    return tuple(text[name.start : name.end].split())
