"""Word patterns of the language files: how they are written, and a lexicon that tags words with them.

A pattern is one or more words in lower case with blanks between. `{id,ys}` stands for any of its alternatives, `<L>`
for the alternatives that the language lists under that name, `*` for any letters. Where a language has cases, the
forms that a subject can have stand before a `|`: `президент{|а,у}`. ` ~ ` leaves room for up to
eight words, as in the Norwegian `la ~ til`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

WORD = re.compile(r"[^\W_]++[\u0300-\u036f]*+(?:['’ʼ-]?[^\W_]++[\u0300-\u036f]*+)*+")
GAP = 8  # words that `~` leaves room for
_GROUP = re.compile(r"\{([^{}]*)\}")
_NAMED = re.compile(r"<(\w+)>")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")


class PatternError(ValueError):
    """A pattern that can't be spelled out."""

    def __init__(self, pattern: str, reason: str) -> None:
        super().__init__(f"pattern {pattern!r}: {reason}")


def expand(pattern: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the words or phrases that a pattern stands for, in its order; `*` and `~` are kept.

    Raises PatternError where a brace has no partner, or nothing is listed under a name.

    >>> expand("sa{id,y} <d>", {"d": ["on {monday,friday}", "today"]})
    ['said on monday', 'said on friday', 'said today', 'say on monday', 'say on friday', 'say today']
    >>> expand("{g{å,ikk},løp} bort", {})
    ['gå bort', 'gikk bort', 'løp bort']
    """
    if pattern.count("{") != pattern.count("}"):
        raise PatternError(pattern, "a brace without its partner; every { needs a }")
    named = _NAMED.search(pattern)
    if named:
        if named[1] not in endings:
            raise PatternError(pattern, f"no endings named {named[1]}, only {', '.join(endings) or 'none'}")
        listed = [form for e in endings[named[1]] for form in expand(e, endings)]
        pattern = f"{pattern[: named.start()]}{{{','.join(listed)}}}{pattern[named.end() :]}"
        return expand(pattern, endings)
    if "{" not in pattern:
        return [" ".join(pattern.split())]
    parts = _GROUP.split(pattern)
    if any("{" in part for part in parts[::2]):  # a group within another one
        return [" ".join(form.split()) for form in _nested(pattern, 0, 0)[0]]
    columns = [_choices(part) if number % 2 else [part] for number, part in enumerate(parts)]
    return [" ".join("".join(form).split()) for form in product(*columns)]


def _nested(pattern: str, at: int, depth: int) -> tuple[list[str], int]:
    """Return the forms of a pattern from a place to its end or to that of a choice, and where they end."""
    forms = [""]
    while at < len(pattern) and not (depth and pattern[at] in ",|}"):
        choices = [pattern[at]]
        if pattern[at] == "}":
            raise PatternError(pattern, "a } that closes nothing; every { needs a } after it")
        if pattern[at] == "{":
            choices = []
            while pattern[at] != "}":
                further, at = _nested(pattern, at + 1, depth + 1)
                choices += further
        forms = [form + choice for form in forms for choice in choices]
        at += 1
    return forms, at


def _choices(group: str) -> list[str]:
    return group.replace("|", ",").split(",")


def subjects(pattern: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the forms of a pattern that can be a subject: those before `|`, or all.

    >>> subjects("{,віце}президент{|а,у}", {})
    ['президент', 'віцепрезидент']
    """
    return expand(re.sub(r"\|[^{}]*", "", pattern), endings)


class Phrase(NamedTuple):
    """The words of a pattern after its first one, and the tags of the whole."""

    rest: tuple[str | re.Pattern[str], ...]
    """Words as the lexicon spells them, patterns of those that are written with `*`."""
    gap: bool
    tags: int


class Entry(NamedTuple):
    """What the lexicon knows of a word: its own tags, and the phrases that it may open, by their second word."""

    tags: int
    phrases: Mapping[str, Sequence[Phrase]]


ANY = ""
"""Stands for the second word of phrases that have a gap or a `*` there."""


def folded(word: str) -> str:
    """Return a word as the lexicon spells it: lower case, composed letters, straight apostrophes."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word).translate(_APOSTROPHES)
    return word.lower()


class Lexicon:
    """Tags of words and phrases, from patterns by tag."""

    def __init__(
        self,
        patterns: Mapping[int, Iterable[str]],
        shapes: tuple[int, int, int] = (0, 0, 0),
        genitives: tuple[str, ...] = (),
        kept: int = 0,
    ) -> None:
        """Take patterns that `expand` has spelled out, by tag (a bit).

        `shapes` are the tags of words and numbers, of those with a capital, and of numbers. A word with none of the
        tags `kept` that ends in one of `genitives` has those that it has without.
        """
        self._words: dict[str, int] = {}
        self._openings: dict[str, dict[str, list[tuple[str, int]]]] = {}
        self._shapes, self._genitives, self._kept = shapes, genitives, kept
        starred: dict[int, list[str]] = {}
        for tag, forms in patterns.items():
            for form in forms:
                first, _, rest = form.partition(" ")
                if rest:
                    second = rest.partition(" ")[0]
                    second = ANY if "*" in second or second == "~" else second
                    self._openings.setdefault(first, {}).setdefault(second, []).append((rest, tag))
                elif "*" in first:
                    starred.setdefault(tag, []).append(first)
                else:
                    self._words[first] = self._words.get(first, 0) | tag
        self._starred = [(tag, re.compile("|".join(map(_source, forms)))) for tag, forms in starred.items()]
        self.entry = lru_cache(maxsize=1 << 16)(self._entry)

    def spells(self, word: str) -> bool:
        """Tell whether a pattern spells a word out, without `*`."""
        return folded(word) in self._words

    def _entry(self, word: str) -> Entry:
        shape = self._shape(word[0])
        word = folded(word)
        tags = self._tags(word) | shape
        if not tags & self._kept and word.endswith(self._genitives):
            ending = next(g for g in self._genitives if word.endswith(g))
            tags |= self._tags(word.removesuffix(ending)) & self._kept
        openings = self._openings.get(word, {})
        return Entry(tags, {second: [_phrase(*rest) for rest in found] for second, found in openings.items()})

    def _shape(self, letter: str) -> int:
        word, capital, number = self._shapes
        if not letter.isalnum():
            return 0
        return word | (capital if letter.isupper() else number if letter.isdigit() else 0)

    def _tags(self, word: str) -> int:
        tags = self._words.get(word, 0)
        for tag, pattern in self._starred:
            if pattern.fullmatch(word):
                tags |= tag
        return tags


def _source(form: str) -> str:
    return r"\w*".join(map(re.escape, form.split("*")))


def _phrase(rest: str, tag: int) -> Phrase:
    words = rest.split()
    gap = words[0] == "~"
    return Phrase(tuple(re.compile(_source(w)) if "*" in w else w for w in words[gap:]), gap, tag)


def spells(pattern: str | re.Pattern[str], word: str) -> bool:
    """Tell whether a folded word is the one that a word of a phrase stands for."""
    return pattern == word if isinstance(pattern, str) else pattern.fullmatch(word) is not None


def words(text: str) -> int:
    """Return the number of words in a text."""
    return sum(1 for _ in WORD.finditer(text))
