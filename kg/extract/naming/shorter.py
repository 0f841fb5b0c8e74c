"""Bodies named by a short form: the fuller name in the same document that an acronym or a bare `Commission` means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from claimgraph.extract.naming.name import Name
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
    found = dict(_in_brackets(text, names, bodies))
    settled = {_words(text, names[short]): number for short, number in found.items()}
    for number in bodies:
        name = names[number]
        words = _words(text, name)
        if number in found or name.keys or len(words) > 1:
            continue
        same = settled.get(words)
        meant = same if same is not None else _meant(text, names, number, long)
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


def _meant(text: str, names: Sequence[Name], number: int, long: Sequence[int]) -> int | None:
    name = names[number]
    short = text[name.start : name.end]
    if is_acronym(short):
        stands = [other for other in long if short.lower() in _initials(text, names[other])]
    elif names_a_sort(short, name.lang) and name.kind == "ORG":
        stands = [other for other in long if _is_headed(short, text, names[other], name.lang)]
    else:
        return None
    before = [other for other in stands if other < number]
    return before[-1] if before else next(iter(stands), None)


def _is_headed(short: str, text: str, name: Name, lang: str) -> bool:
    """Tell whether a body is called by the word for its sort: `Komisja` is the `Komisja Europejska`."""
    if name.kind != "ORG" or name.lang != lang or lang not in codes():
        return False
    own = bases(short.lower(), lang)
    ends = (0, -1) if not language(lang).naming.nouns else (0,)
    return any(own & bases(words[end].lower(), lang) for words in _spellings(text, name) for end in ends)


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
