"""What somebody looks for: words, "exact phrases", beginnings* and -words that must not be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimgraph.errors import QueryRefused
from claimgraph.link.fold import fold
from claimgraph.search.words import Word, form, stems_in, words

LONGEST = 500
"""Code points of a wish."""
MOST_TERMS = 16
_LEAST_BEGINNING = 2
_PART = re.compile(r'(-?)"([^"]*)"?|(-?)([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a wish: its words, and how they are meant."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_beginning: bool = False
    is_unwanted: bool = False

    def expression(self, langs: tuple[str, ...]) -> str:
        """Return the term for FTS5; every string in it is made of letters and digits alone."""
        if self.is_phrase:
            return f"forms : ({_quoted(' '.join(map(form, self.words)))})"
        parts = (self._word(word, langs, self.is_beginning and word == self.words[-1]) for word in self.words)
        return f"({' AND '.join(parts)})"

    def _word(self, word: str, langs: tuple[str, ...], is_beginning: bool) -> str:
        star = "*" if is_beginning and len(form(word)) >= _LEAST_BEGINNING else ""
        parts = [f"forms : ({_quoted(form(word))}{star})"]
        if star:
            return parts[0]
        sounds = [fold(word, lang) for lang in (None, *langs)]
        parts += _any("sounds", sounds), _any("stems", stems_in(word, langs))
        return f"({' OR '.join(filter(None, parts))})"


@dataclass(frozen=True, slots=True)
class Wish:
    """What must be there, and what must not."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if not term.is_unwanted)

    def expression(self, langs: tuple[str, ...]) -> str:
        """Return the wish for FTS5, the words in the forms of some languages."""
        unwanted = " ".join(f"NOT {term.expression(langs)}" for term in self.terms if term.is_unwanted)
        return f"({' AND '.join(term.expression(langs) for term in self.wanted)}) {unwanted}".rstrip()

    def fits(self, text: str, langs: tuple[str, ...]) -> bool:
        """Tell whether a text has what is wanted, and nothing that is not."""
        mine = tuple(words(text))
        return all(bool(places(term, mine, langs)) != term.is_unwanted for term in self.terms)


def read(text: str) -> Wish:
    """Read a wish; raises QueryRefused where nothing is left to look for, or where it is too long."""
    if len(text) > LONGEST:
        raise QueryRefused(f"what to look for is longer than {LONGEST} characters")
    terms = tuple(filter(None, map(_term, _PART.finditer(text))))
    if sum(len(term.words) for term in terms) > MOST_TERMS:
        raise QueryRefused(f"more than {MOST_TERMS} words to look for")
    if not any(not term.is_unwanted for term in terms):
        raise QueryRefused("there is no word to look for")
    return Wish(terms)


def _term(part: re.Match[str]) -> Term | None:
    minus, phrase, other_minus, plain_words = part.groups()
    text = phrase if phrase is not None else plain_words
    found = tuple(word.text for word in words(text) if form(word.text))
    if not found:
        return None
    is_beginning = phrase is None and text.endswith("*")
    return Term(found, phrase is not None, is_beginning, bool(minus or other_minus))


def places(term: Term, text: Sequence[Word], langs: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where a text has a term, as (start, end) in code points."""
    if term.is_phrase:
        wanted = [form(word) for word in term.words]
        forms = [form(word.text) for word in text]
        starts = (at for at in range(len(forms) - len(wanted) + 1) if forms[at : at + len(wanted)] == wanted)
        return [(text[at].start, text[at + len(wanted) - 1].end) for at in starts]
    found = [_found(word, text, langs, term.is_beginning and word == term.words[-1]) for word in term.words]
    return sorted(place for places_of_word in found for place in places_of_word) if all(found) else []


def _found(word: str, text: Sequence[Word], langs: tuple[str, ...], is_beginning: bool) -> list[tuple[int, int]]:
    wanted, roots = form(word), frozenset(stems_in(word, langs))
    if is_beginning and len(wanted) >= _LEAST_BEGINNING:
        return [(w.start, w.end) for w in text if form(w.text).startswith(wanted)]
    return [(w.start, w.end) for w in text if form(w.text) == wanted or not roots.isdisjoint(stems_in(w.text, langs))]


def _quoted(text: str) -> str:
    return f'"{text}"'


def _any(column: str, texts: Iterable[str]) -> str:
    chosen = " OR ".join(map(_quoted, dict.fromkeys(filter(None, texts))))
    return f"{column} : ({chosen})" if chosen else ""
