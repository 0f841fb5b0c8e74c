"""Case forms of names, made by the endings that a language's table lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, product

from claimgraph.lang import language
from claimgraph.lang.naming import Paradigm

_NO_ENDING = "-"
_ABBREVIATED = "."
_LONGEST_ENDING = 6

Cases = tuple[tuple[str, ...], ...]
"""Per case its variants."""


def _index(paradigms: tuple[Paradigm, ...]) -> dict[str, Cases]:
    return {
        ending: tuple(tuple("" if form == _NO_ENDING else form for form in cell.split("/")) for cell in cells.split())
        for ending, cells in paradigms
    }


@dataclass(frozen=True, slots=True)
class Declension:
    """The endings of one language."""

    nouns: dict[str, Cases]
    adjectives: dict[str, Cases]
    adjectives_follow: bool
    conjunctions: frozenset[str]


@cache
def declension(lang: str) -> Declension:
    """Return the endings that the language's table lists."""
    naming = language(lang).naming
    return Declension(
        _index(naming.nouns),
        _index(naming.adjectives),
        naming.adjectives_follow,
        frozenset(naming.conjunctions),
    )


@cache
def adjective_endings(lang: str) -> tuple[str, ...]:
    """Return the endings that adjectives have in any case."""
    table = declension(lang).adjectives
    return tuple(sorted({*table, *(form for cases in table.values() for case in cases for form in case)}))


def _decline(word: str, table: dict[str, Cases]) -> Cases | None:
    """Return the cases of a word; both parts of a hyphenated one are inflected (`Жан-Клод`)."""
    first, hyphen, last = word.partition("-")
    if not hyphen:
        return _cases(word, table)
    left, right = _cases(first, table), _cases(last, table)
    if left is None or right is None or len(left) != len(right):
        return _cases(word, table)
    return tuple(
        tuple(f"{one}-{other}" for one in (*ones, first) for other in others)
        for ones, others in zip(left, right, strict=True)
    )


def _cases(word: str, table: dict[str, Cases]) -> Cases | None:
    for length in range(min(len(word) - 1, _LONGEST_ENDING), -1, -1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        if ending in table:
            return tuple(tuple(stem + form for form in case) for case in table[ending])
    return None


def unchanged(word: str, lang: str) -> int:
    """Return how many letters at the beginning of a word stand in all its forms."""
    table = declension(lang)
    return len(word) - max(_ending_length(word, table.nouns), _ending_length(word, table.adjectives))


def _ending_length(word: str, table: dict[str, Cases]) -> int:
    """Return the length of the longest listed ending that a word has, 0 where it has none."""
    lengths = range(min(len(word) - 1, _LONGEST_ENDING), 0, -1)
    return next((length for length in lengths if word[len(word) - length :] in table), 0)


def _columns(words: list[str], table: Declension) -> list[Cases | None]:
    """Return the cases of each word that is inflected: adjectives, the head noun, adjectives after it."""
    columns: list[Cases | None] = []
    headed = False
    for number, word in enumerate(words):
        if word in table.conjunctions:
            headed = False
            columns.append(None)
            continue
        if word.endswith(_ABBREVIATED):
            columns.append(None)
            continue
        adjective = _decline(word, table.adjectives) if len(word) > 3 else None
        last = number == len(words) - 1
        if adjective and (table.adjectives_follow if headed else not last):
            columns.append(adjective)
        elif headed:
            columns.append(None)
        else:
            columns.append(_decline(word, table.nouns))
            headed = True
    return columns


def _combine(words: list[str], columns: list[Cases | None]) -> frozenset[str]:
    if len(words) == 1:
        return frozenset((words[0], *chain.from_iterable(columns[0] or ())))
    made = {" ".join(words)}
    for case in range(max((len(column) for column in columns if column), default=0)):
        cells = [
            column[min(case, len(column) - 1)] if column else (word,)
            for word, column in zip(words, columns, strict=True)
        ]
        made.update(map(" ".join, product(*cells)))
    return frozenset(made)


def forms(name: str, lang: str) -> frozenset[str]:
    """Return a name in all its forms, itself included; adjectives agree with the noun.

    Over-generation does no harm: a form that nobody writes is never found.
    """
    words = name.split(" ")
    return _combine(words, _columns(words, declension(lang)))


def person_forms(name: str, lang: str) -> frozenset[str]:
    """Return the forms of a person's name: given name and surname are inflected alike."""
    words = name.split(" ")
    columns: list[Cases | None] = [_decline(word, declension(lang).nouns) for word in words]
    made = _combine(words, columns)
    # The surname of a woman often has one form only: Тереза Мей, Терези Мей.
    return made | _combine(words, [*columns[:-1], None]) if len(words) > 1 else made


@cache
def _endings(lang: str) -> dict[str, frozenset[str]]:
    """Return the endings of base forms by the endings of their case forms."""
    found: dict[str, set[str]] = {}
    tables = declension(lang).nouns, declension(lang).adjectives
    for ending, cases in chain.from_iterable(table.items() for table in tables):
        for form in chain.from_iterable(cases):
            found.setdefault(form, set()).add(ending)
    return {form: frozenset(endings) for form, endings in found.items()}


MOST_HYPHENS = 3  # in a word that is taken for a name of several parts


@lru_cache(maxsize=1 << 15)
def bases(word: str, lang: str) -> frozenset[str]:
    """Return the words of which a word may be a case form, itself included.

    >>> "Tokajew" in bases("Tokajewa", "pl")
    True
    """
    if word.count("-") > MOST_HYPHENS:
        return frozenset((word,))
    first, hyphen, last = word.partition("-")
    if hyphen and last:
        pairs = product((*bases(first, lang),), (*bases(last, lang),))
        return frozenset((word, *(f"{left}-{right}" for left, right in pairs)))
    table, tables = _endings(lang), (declension(lang).nouns, declension(lang).adjectives)
    made = {word}
    for length in range(min(len(word) - 2, _LONGEST_ENDING), -1, -1):
        stem, form = word[: len(word) - length], word[len(word) - length :]
        for ending in table.get(form, ()):
            base = stem + ending
            if any(word in chain.from_iterable(_cases(base, paradigms) or ()) for paradigms in tables):
                made.add(base)
    return frozenset(made)
