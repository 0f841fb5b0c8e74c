"""How a written name sounds: as it stands, and in every base form of which it may be a case form."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from claimgraph.lang import codes, language
from claimgraph.link.fold import fold, plain
from claimgraph.link.inflection import bases

_MOST_COMBINATIONS = 256
_LONGEST_ACRONYM = 7
_QUOTES = dict.fromkeys(map(ord, '"«»„“”‟‹›'))
_AFTER_INITIAL = re.compile(r"(?<=\b\w\.)(?=\w)")


@lru_cache(maxsize=1 << 15)
def literal(words: str, lang: str) -> frozenset[str]:
    """Return the keys of a name as it is written: how it sounds, and its plain letters."""
    return frozenset((fold(words, lang), f"={plain(words)}"))


@lru_cache(maxsize=1 << 15)
def candidates(words: str, lang: str) -> frozenset[str]:
    """Return the keys of every name of which this may be a case form, itself included."""
    if lang not in codes():
        return literal(words, lang)
    columns = [bases(word, lang) for word in words.split()]
    size = 1
    for column in columns:
        size *= len(column)
    if size > _MOST_COMBINATIONS:
        return literal(words, lang)
    sounds = product(*({fold(base, lang) for base in column} for column in columns))
    letters = product(*({plain(base) for base in column} for column in columns))
    return frozenset((*map(_joined, sounds), *(f"={_joined(choice)}" for choice in letters)))


def _joined(words: tuple[str, ...]) -> str:
    return " ".join(filter(None, words))


def bare(words: str) -> str:
    """Return a name without quotation marks and without commas and colons at its edges, its words one blank apart.

    >>> bare('«Інтерфакс-Україна»'), bare('НАК "Нафтогаз",')
    ('Інтерфакс-Україна', 'НАК Нафтогаз')
    """
    return " ".join(words.translate(_QUOTES).split()).strip(",;: ")


def spaced(words: str) -> str:
    """Return a person's name with a blank after each first letter.

    >>> spaced("T.May")
    'T. May'
    """
    return _AFTER_INITIAL.sub(" ", words)


def initial(words: str) -> str:
    """Return the first letter that stands for the given name, nothing where there is none.

    >>> initial("T. May"), initial("Theresa May")
    ('T', '')
    """
    given, _, rest = words.partition(" ")
    return given.rstrip(".") if rest and len(given.rstrip(".")) == 1 else ""


def is_acronym(words: str) -> bool:
    """Tell whether a name is made of first letters.

    >>> is_acronym("DUP"), is_acronym("BoE"), is_acronym("Dup"), is_acronym("V4")
    (True, True, False, False)
    """
    capitals = sum(letter.isupper() for letter in words)
    return words.isalpha() and capitals >= 2 and len(words) <= _LONGEST_ACRONYM and capitals * 2 > len(words)


def is_full(words: str) -> bool:
    """Tell whether a person's name has a given name, and not its first letter alone.

    >>> is_full("Theresa May"), is_full("T. May"), is_full("May"), is_full("van Gogh")
    (True, False, False, False)
    """
    given, _, rest = words.partition(" ")
    return bool(rest) and len(given.rstrip(".")) > 1 and not given.islower()


def without_patronymic(words: str, lang: str) -> str:
    """Return a person's name without the father's name between given name and surname.

    >>> without_patronymic("Касім-Жомарт Кемельович Токаєв", "uk")
    'Касім-Жомарт Токаєв'
    """
    if lang not in codes():
        return words
    endings = tuple(language(lang).naming.patronymics)
    parts = words.split()
    if len(parts) != 3 or not endings or not any(base.endswith(endings) for base in bases(parts[1], lang)):
        return words
    return f"{parts[0]} {parts[2]}"
