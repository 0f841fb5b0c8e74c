"""Names that sound alike in another script or are misspelt: `Аррон Бэнкс` is `Arron Banks`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, product

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from claimgraph.lang import codes
from claimgraph.link.fold import fold
from claimgraph.link.groups import Groups
from claimgraph.link.inflection import bases

LARGEST_BLOCK = 30
"""Names that are compared with each other at most; where more sound alike, sound says nothing."""
_LEAST_SOUNDS, _LEAST_OF_SURNAME, _LEAST_OF_ONE = 4, 2, 6
_LEAST_ALIKE = 55
_LEAST_LETTERS = 5
"""Of a word that may be misspelt."""
_RARE, _MUCH_OFTENER = 2, 3
_LATIN = re.compile(r"[A-Za-z]")
_FIRST_U = re.compile(r"\bu(?=[aeo])")
_VOWELS = re.compile(r"[aeiou\s]+")
_TWICE = re.compile(r"(.)\1+")
# How English reads its letters, before all are made equal.
_ENGLISH = (
    (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"c(?!h)"), "k"), (re.compile(r"\bwr"), "r"),
    (re.compile(r"\bkn"), "n"),
)  # fmt: skip
# Letters that have a sound of their own in one name and none, or another, in the next.
_EITHER = (
    (re.compile(r"ch"), "k"), (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"(?<=[aeiou])[wv](?![aeiou])"), ""), (re.compile(r"(?<=[аеиоуі])[вў](?![аеиоуіяюєї])"), ""),
)  # fmt: skip
_SILENT_H = re.compile(r"(?<=[aeiou])h(?![aeiou])")
_SIBILANT = str.maketrans("zcf", "ssv")


@dataclass(frozen=True, slots=True)
class Called:
    """One entity by its likeliest base form: the parts of its name, their language, and in how many documents."""

    parts: tuple[str, ...]
    lang: str
    documents: int

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return _LATIN.search(self.parts[-1]) is not None

    @property
    def ends_in_a(self) -> bool:
        """Whether the given name ends as most names of women do."""
        return self.parts[0][-1:].lower() in ("a", "а")


Numbered = tuple[int, Called]
_Block = tuple[str, ...]


def called(spellings: Iterable[tuple[str, str]], documents: int, *, person: bool) -> Iterator[Called]:
    """Yield the likeliest base form in each script: the one of which most of the spellings may be forms."""
    votes: dict[bool, Counter[tuple[tuple[str, ...], str]]] = {}
    for words, lang in spellings:
        listed = words.split()
        parts: tuple[str, ...] = (listed[0], listed[-1]) if person else (words,)
        latin = _LATIN.search(words) is not None
        for base in product(*(_bases(part, lang) for part in parts)):
            votes.setdefault(latin, Counter())[base, lang] += 1
    for found in votes.values():
        (parts, lang), _ = min(found.items(), key=lambda item: (-item[1], sum(map(len, item[0][0])), item[0]))
        yield Called(parts, lang, documents)


def _bases(part: str, lang: str) -> frozenset[str]:
    return bases(part, lang) if lang in codes() and " " not in part else frozenset((part,))


def alike(names: Sequence[Numbered], groups: Groups) -> None:
    """Join the groups of names that are one in two scripts or a misspelling; numbers stand for groups."""
    for block in _blocks(names, sounds):
        for left, right in combinations(block, 2):
            if _is_same(left[1], right[1]) and _is_nearest(left[1], right[1], block):
                groups.join(left[0], right[0])
    for block in _blocks(names, _without_a_letter):
        for left, right in combinations(block, 2):
            if _is_misspelt(left[1], right[1]):
                groups.join(left[0], right[0])


def _blocks(names: Sequence[Numbered], read: Callable[[Called], Iterable[_Block]]) -> Iterator[list[Numbered]]:
    found: dict[_Block, dict[Numbered, None]] = {}
    for number, name in names:
        for key in read(name):
            found.setdefault(key, {})[number, name] = None
    yield from (list(block) for block in found.values() if 1 < len(block) <= LARGEST_BLOCK)


def sounds(name: Called) -> Iterator[_Block]:
    """Yield the consonants of a name in each way to read it, where these are enough to tell it."""
    for sounds in product(*(sorted(consonants(part, name.lang)) for part in name.parts)):
        least = (_LEAST_OF_ONE, _LEAST_OF_ONE) if len(sounds) == 1 else (_LEAST_SOUNDS, _LEAST_OF_SURNAME)
        if len("".join(sounds)) >= least[0] and len(sounds[-1]) >= least[1]:
            yield sounds


@lru_cache(maxsize=1 << 15)
def consonants(word: str, lang: str) -> frozenset[str]:
    """Return the consonants of a word as English and as Slavic languages may hear them.

    >>> consonants("Бэнкс", "ru") & consonants("Banks", "en")
    frozenset({'bnks'})
    """
    written = word.lower()
    latin = _LATIN.search(word) is not None
    choices = [(pattern, new) for pattern, new in _EITHER if pattern.search(written)]
    found = set[str]()
    for chosen in product((False, True), repeat=len(choices)):
        read = written
        for (pattern, new), used in zip(choices, chosen, strict=True):
            read = pattern.sub(new, read) if used else read
        for pattern, new in _ENGLISH if latin else ():
            read = pattern.sub(new, read)
        sound = _SILENT_H.sub("", _FIRST_U.sub("v", fold(read, lang)))
        found.add(_TWICE.sub(r"\1", _VOWELS.sub("", sound).translate(_SIBILANT)))
    return frozenset(found)


def is_heard(left: Called, right: Called) -> bool:
    """Tell whether names of the same consonants in two scripts are near enough to be one."""
    return left.ends_in_a == right.ends_in_a and _near(left, right) >= _LEAST_ALIKE


def _is_same(left: Called, right: Called) -> bool:
    """Tell whether names of the same consonants are one: in two scripts if both are a woman's or none seems to be.

    Languages of the Latin script write names as they are: there Hansen is not Hanson.
    """
    if left.is_latin != right.is_latin:
        return left.ends_in_a == right.ends_in_a
    if len(left.parts) > 1 and (left.is_latin or left.lang == right.lang):
        return False
    pairs = [(fold(a, left.lang), fold(b, right.lang)) for a, b in zip(left.parts, right.parts, strict=True)]
    return all(DamerauLevenshtein.distance(a, b) <= 1 + len(a) // 8 for a, b in pairs) and not _are_names(pairs[0])


def _is_nearest(left: Called, right: Called, block: Sequence[Numbered]) -> bool:
    """Tell whether no other name of the block is nearer to one of them than the other is, in the other's script."""
    near = _near(left, right)
    if near < _LEAST_ALIKE or left.is_latin == right.is_latin:
        return near >= _LEAST_ALIKE
    sides = [(one, other) for one in (left, right) for _, other in block if other.is_latin != one.is_latin]
    return near >= max(_near(one, other) for one, other in sides)


def _near(left: Called, right: Called) -> float:
    return fuzz.ratio(fold(" ".join(left.parts), left.lang), fold(" ".join(right.parts), right.lang))


def _without_a_letter(name: Called) -> Iterator[_Block]:
    """Yield the parts of a person's name, one of them without one of its letters: words with one error share one."""
    if len(name.parts) != 2:
        return
    given, surname = (fold(part, name.lang) for part in name.parts)
    if len(surname) >= _LEAST_LETTERS:
        yield from ((given, surname[:place] + surname[place + 1 :]) for place in range(len(surname)))
        yield given, surname
    if len(given) >= _LEAST_LETTERS:
        yield from ((given[:place] + given[place + 1 :], surname) for place in range(len(given)))
        yield given, surname


def _is_misspelt(left: Called, right: Called) -> bool:
    """Tell whether one is a rare spelling of the other, who is named much oftener."""
    rare, often = sorted((left.documents, right.documents))
    if rare > _RARE or often < _MUCH_OFTENER * rare:
        return False
    given, surname = ((fold(a, left.lang), fold(b, right.lang)) for a, b in zip(left.parts, right.parts, strict=True))
    wrong = [pair for pair in (given, surname) if pair[0] != pair[1]]
    if len(wrong) > 1 or any(min(map(len, pair)) < _LEAST_LETTERS or pair[0][0] != pair[1][0] for pair in wrong):
        return False
    return not _are_names(given) and all(DamerauLevenshtein.distance(*pair) <= 1 for pair in wrong)


def _are_names(pair: tuple[str, str]) -> bool:
    """Tell whether both of two words are given names, and so none is a misspelling of the other."""
    return pair[0] != pair[1] and pair[0] in _given_names() and pair[1] in _given_names()


@cache
def _given_names() -> frozenset[str]:
    folder = files("claimgraph.link") / "data"
    lists = (folder / f"given_names_{name}.txt" for name in ("cyrillic", "hand", "latin"))
    return frozenset(fold(name) for path in lists for name in path.read_text(encoding="utf-8").split())
