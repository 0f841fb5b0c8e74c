"""What a statement says of a few matters that reports often differ in: causes, groups, states, acts, sides, hours."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from claimgraph.link.peoples import country_of_adjective, country_of_people

DENIED: Final = "-"
APART: Final = ":"
"""Between the class of a trait and its value."""
ANY_ENDING: Final = "*"
LEAST_PREFIX: Final = 2
BEFORE: Final = 5
"""Words before a trait among which a negation denies it."""
AFTER: Final = 3
"""Words behind a trait among which a negation denies it: `soldiers will not be sent`."""
_TOKEN = re.compile(r"\d+(?:[.:]\d\d)?(?!\w)|[^\W\d_]+(?:['-][^\W\d_]+)*|[.,;:–—!?()]")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_SCORE = re.compile(r"(?<![\d.,:/–-])(\d{1,2})\s?[:–-]\s?(\d)(?![\d%:–-])")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?")
_SILENT = ("particle:not", "particle:not-behind", "particle:but")
_SIGNS = ("not", "not-behind", "but", "why")
_SPECIAL = ("clock.toml", "compatible.toml")

Pattern = tuple[str, ...]
"""Words in a row, a star at their ends for any ending."""


@dataclass(frozen=True, slots=True)
class Found:
    """A trait and the tokens that show it, from `first` up to `end`."""

    trait: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Entries by first word: for whole words, and for prefixes."""

    whole: Mapping[str, Sequence[tuple[Pattern, str]]]
    prefixes: Mapping[str, Sequence[tuple[Pattern, str]]]

    def starting(self, word: str) -> Iterator[tuple[Pattern, str]]:
        """Yield the entries whose first word a word can be."""
        yield from self.whole.get(word, ())
        for length in range(LEAST_PREFIX, len(word) + 1):
            yield from self.prefixes.get(word[:length], ())


def traits(text: str, lang: str, names: Sequence[tuple[int, str]] = ()) -> tuple[str, ...]:
    """Return the traits of a statement in the order of its words, `class:value`, with `-` before those denied.

    `names` are traits of names in it, each with the offset where the name starts.

    >>> traits("It was neglect, not rain", "en")
    ('cause:neglect', '-cause:weather')
    """
    matches = list(_TOKEN.finditer(text.lower().translate(_APOSTROPHES)))
    tokens = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    named = [Found(trait, n := bisect_left(starts, at), n + 1) for at, trait in names]
    found = sorted([*_found(tokens, lang), *named], key=lambda f: (f.first, f.trait))
    signs = {name: {f.first for f in found if f.trait == f"particle:{name}"} for name in _SIGNS}
    told = [f for f in found if f.trait not in _SILENT]
    signed = [(DENIED if _is_denied(f, tokens, signs) else "") + f.trait for f in told]
    return tuple(dict.fromkeys([*signed, *_hours(tokens, lang), *_scores(text)]))


def _found(tokens: Sequence[str], lang: str) -> Iterator[Found]:
    lexicon = _lexicon(lang)
    for n, token in enumerate(tokens):
        for pattern, trait in lexicon.starting(token):
            if len(pattern) == 1 or _fits(pattern, tokens[n : n + len(pattern)]):
                yield Found(trait, n, n + len(pattern))
        country = country_of_adjective(token, lang) or country_of_people(token, lang)
        if country and country != country_of_adjective(token[:LEAST_PREFIX], lang):
            yield Found(f"land{APART}{country}", n, n + 1)


def _fits(pattern: Pattern, words: Sequence[str]) -> bool:
    return len(words) == len(pattern) and all(
        word.startswith(entry[:-1]) if entry.endswith(ANY_ENDING) else word == entry
        for entry, word in zip(pattern, words, strict=True)
    )


def _is_denied(found: Found, tokens: Sequence[str], signs: Mapping[str, set[int]]) -> bool:
    """Tell whether a negation stands before a trait, nothing between that opens another part, or close behind it."""
    if found.trait.startswith("particle:"):
        return False
    for n in range(found.first - 1, max(-1, found.first - 1 - BEFORE), -1):
        if n in signs["not"]:
            return True
        if n in signs["why"] and n - 1 not in signs["not"]:
            break
        if _parts(tokens, n, signs):
            break
    for n in range(found.end, min(len(tokens), found.end + AFTER)):
        if _parts(tokens, n, signs) or n in signs["why"]:
            return False
        if n in signs["not-behind"]:
            return True
    return False


def _parts(tokens: Sequence[str], n: int, signs: Mapping[str, set[int]]) -> bool:
    return n in signs["but"] or not tokens[n][0].isalnum()


def _hours(tokens: Sequence[str], lang: str) -> Iterator[str]:
    """Yield the hours of the clock that are named, as minutes of twelve hours."""
    marks, hours, after = _clock(lang)
    for mark, word, next_ in zip(tokens, tokens[1:], [*tokens[2:], "."], strict=False):
        if mark not in marks or (after and next_[0].isalpha() and next_ not in after):
            continue
        match = _CLOCK.fullmatch(word)
        if word in hours:
            yield f"clock{APART}{hours[word] % 12 * 60}"
        elif match and (match[2] or next_ in after):
            yield f"clock{APART}{int(match[1]) % 12 * 60 + int(match[2] or 0)}"


def _scores(text: str) -> Iterator[str]:
    """Yield the results of games, the higher number first."""
    for match in _SCORE.finditer(text):
        high, low = sorted((int(match[1]), int(match[2])), reverse=True)
        yield f"score{APART}{high}-{low}"


@cache
def _lexicon(lang: str) -> _Lexicon:
    whole: dict[str, list[tuple[Pattern, str]]] = {}
    prefixes: dict[str, list[tuple[Pattern, str]]] = {}
    for kind, values in _tables():
        for value, cells in values.items():
            for entry in filter(None, cells.get(lang, "").split("|")):
                pattern = tuple(entry.split())
                first = pattern[0]
                to = prefixes if first.endswith(ANY_ENDING) else whole
                to.setdefault(first.rstrip(ANY_ENDING), []).append((pattern, f"{kind}{APART}{value}"))
    return _Lexicon(whole, prefixes)


@cache
def _tables() -> tuple[tuple[str, dict[str, dict[str, str]]], ...]:
    folder = sorted((files("claimgraph.compare") / "data" / "traits").iterdir(), key=lambda file: file.name)
    return tuple(
        (file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in folder
        if file.name not in _SPECIAL
    )


@cache
def _clock(lang: str) -> tuple[frozenset[str], dict[str, int], frozenset[str]]:
    """Return the words before an hour, the hours, and the words that may follow: a noun would make it a count."""
    table = _read("clock.toml")
    hours = {form: n for n, forms in enumerate(table["hours"].get(lang, []), 1) for form in forms.split("|") if form}
    marks, after = (frozenset(filter(None, table[name].get(lang, "").split("|"))) for name in ("marks", "after"))
    return marks, hours, after


@cache
def compatible() -> frozenset[frozenset[str]]:
    """Return the pairs of values of which one doesn't exclude the other."""
    return frozenset(frozenset(pair) for pair in _read("compatible.toml")["pairs"])


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads((files("claimgraph.compare") / "data" / "traits" / name).read_text("utf-8"))
    return read
