"""Clubs called by their town, state or country: in what speaks of sport, `Miami beat Alabama` names no places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from claimgraph.extract.lexicon import spaced
from claimgraph.extract.naming.homonyms import words
from claimgraph.extract.naming.name import Name
from claimgraph.link.known import known
from claimgraph.link.local import TEAM

_AROUND = 200
"""Code points before and behind a name in which words of sport count."""
_NEAR = 2
_IN_ALL = 6
"""Different words of sport that say so: around a name, and in a document."""
_SCORE = re.compile(r"(?<![\d–-])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\d–-])")
_BEHIND = re.compile(r"\s?(?:,|\()\s?[A-ZА-ЯІЇЄ]")
_DATELINE = re.compile(r"\s?[-–—(]")
_BLANK = re.compile(r"\s+")
_OWNER = re.compile(r"(?:['’]s?)?\s+")
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_LONGEST_WORD = 24
_LEAST_WORDS = 2


def clubs(text: str, names: Sequence[Name]) -> list[Name]:
    """Return the names, places that stand for a club there as bodies without a record."""
    languages = sorted({name.lang for name in names if name.kind == "LOC" and words(name.lang)})
    sporty = frozenset(lang for lang in languages if len(_sport(text, 0, len(text), lang)) >= _IN_ALL)
    plays = {number: _plays(text, name, name.lang in sporty) for number, name in _places(names)}
    played = {names[number].keys[0] for number, answer in plays.items() if answer}
    return [
        _club(name) if n in plays and (plays[n] or (plays[n] is None and name.keys[0] in played)) else name
        for n, name in enumerate(names)
    ]


def called(text: str, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Yield the number of each short name of a club with that of its full name: `Miami` or `Heat` for `Miami Heat`."""
    full = [n for n, name in enumerate(names) if name.kind == "ORG" and _is_club(text, name)]
    parts = [(number, _words(text, names[number])) for number in full]
    for number, name in enumerate(names):
        own = _words(text, name)
        if name.apart == TEAM:
            meant = {words: other for other, words in parts if words[: len(own)] == own}
        elif name.kind != "PER" and not name.keys and len(own) == 1:
            meant = {words: other for other, words in parts if words[-1:] == own}
        else:
            continue
        if len(meant) == 1:
            yield number, next(iter(meant.values()))


def _is_club(text: str, name: Name) -> bool:
    """Tell whether a name of several words may be that of a club: words of sport stand around it."""
    known_as = known()[name.keys[0]].sort if name.keys else ""
    if len(_words(text, name)) < _LEAST_WORDS or known_as or not words(name.lang):
        return False
    return len(_sport(text, max(0, name.start - _AROUND), name.end + _AROUND, name.lang)) >= _NEAR


def _words(text: str, name: Name) -> tuple[str, ...]:
    return tuple(text[name.start : name.end].split())


def _places(names: Sequence[Name]) -> Iterator[tuple[int, Name]]:
    for number, name in enumerate(names):
        if name.kind == "LOC" and name.keys and words(name.lang):
            yield number, name


def _club(name: Name) -> Name:
    return replace(name, kind="ORG", keys=(), apart=TEAM)


def _plays(text: str, name: Name, sporty: bool) -> bool | None:
    """Tell whether a place stands for a club; None where it may, if the document has it as one elsewhere."""
    near = _sport(text, max(0, name.start - _AROUND), name.end + _AROUND, name.lang)
    if not near or _is_held(text, name):
        return False
    is_country = known()[name.keys[0]].sort == "country"
    if (_acts(text, name) and (sporty or len(near) >= _NEAR)) or (_owns(text, name) and not is_country):
        return True
    if not sporty or is_country or len(near) < _NEAR:
        return False
    return None if _is_led(text, name) else True


def _sport(text: str, start: int, end: int, lang: str) -> set[str]:
    """Return the different words of sport that stand wholly between two places."""
    found = _all_sport(text, lang)
    first, last = bisect_left(found, (start,)), bisect_left(found, (end,))
    return {word for place, word in found[first:last] if place + len(word) <= end}


@lru_cache(maxsize=4)
def _all_sport(text: str, lang: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0].lower()) for match in _pattern(lang, "sport").finditer(text)]


@cache
def _pattern(lang: str, table: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{spaced(words(lang)[table])})(?!\w)", re.IGNORECASE)


def _before(text: str, name: Name) -> str:
    found = _WORD_BEFORE.search(text, max(0, name.start - _LONGEST_WORD), name.start)
    return found[1] if found else ""


def _is_held(text: str, name: Name) -> bool:
    """Tell whether words say that something lies there: `in` before it, its state behind it."""
    held = _pattern(name.lang, "held").fullmatch(_before(text, name)) is not None
    dated = text[name.start : name.end].isupper() and _DATELINE.match(text, name.end)
    return bool(held or dated or _BEHIND.match(text, name.end))


def _is_led(text: str, name: Name) -> bool:
    """Tell whether a small word before a name may lead to a place as well as to a club."""
    return _pattern(name.lang, "led").fullmatch(_before(text, name)) is not None


def _acts(text: str, name: Name) -> bool:
    """Tell whether a name plays: before `beat` or a score, after `against`."""
    behind = _BLANK.match(text, name.end)
    if _pattern(name.lang, "against").fullmatch(_before(text, name)):
        return True
    return bool(
        behind and (_pattern(name.lang, "result").match(text, behind.end()) or _SCORE.match(text, behind.end()))
    )


def _owns(text: str, name: Name) -> bool:
    """Tell whether what only a club has follows a name: `'s quarterback`."""
    behind = _OWNER.match(text, name.end)
    return bool(behind and _pattern(name.lang, "owned").match(text, behind.end()))
