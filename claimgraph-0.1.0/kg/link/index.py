"""Known entities by the sound of their names: a written name to the one record that it can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from claimgraph.link.fold import fold_all, plain_all
from claimgraph.link.known import LANGUAGES, Known, known
from claimgraph.link.local import Spelling
from claimgraph.link.spelling import candidates, is_full, literal, without_patronymic
from claimgraph.model import Kind

How = Literal["name", "spelling", "misspelling", "surname"]
REASONS: dict[How, str] = {
    "name": "name of the shipped record",
    "spelling": "same name in another spelling",
    "misspelling": "misspelling of a known name",
    "surname": "surname of the only person known by it",
}
WELL_KNOWN = "person"
_SHORTEST_SOUND = 6
"""Of a short name the sound alone says too little: then the letters must be the same."""
# A misspelling: at most this many letters differ, in a part of a name that is long enough; a surname says more.
_GIVEN_ERRORS, _SHORTEST_GIVEN = 2, 5
_SURNAME_ERRORS, _SHORTEST_SURNAME = 1, 6


@dataclass(frozen=True, slots=True)
class Match:
    """The record that a name means, and how it was recognised: by its name, another spelling, a surname ..."""

    key: str
    how: How

    @property
    def reason(self) -> str:
        """Return why, in words."""
        return REASONS[self.how]


@dataclass(frozen=True, slots=True)
class Index:
    """Records by the keys of their names; only keys that one record of a kind has say which is meant."""

    names: dict[tuple[Kind, str], frozenset[str]]
    surnames: dict[str, frozenset[str]]
    by_part: dict[tuple[str, str], frozenset[tuple[str, str]]]
    """Sound of one part of a well-known person's name to the sound of the other part and the key."""

    def find(self, kind: Kind, spellings: Iterable[Spelling]) -> Match | None:
        """Return the record of a name that was written in these ways, None unless all agree on one."""
        found: set[str] = set()
        for spelling in spellings:
            words = without_patronymic(spelling.words, spelling.lang) if kind == "PER" else spelling.words
            if kind == "PER" and not is_full(words):
                continue
            found |= self._keys(kind, words, spelling.lang)
        return Match(min(found), "spelling") if len(found) == 1 else None

    def _keys(self, kind: Kind, words: str, lang: str) -> frozenset[str]:
        for keys in (literal(words, lang), candidates(words, lang)):
            found = frozenset().union(*(self.names.get((kind, key), ()) for key in keys if _says_enough(key)))
            if len(found) == 1:
                return found
        return frozenset()

    def by_surname(self, words: str, lang: str) -> frozenset[str]:
        """Return the well-known people of a surname."""
        return frozenset().union(*(self.surnames.get(key, ()) for key in candidates(words, lang)))

    def misspelt(self, words: str, lang: str) -> Match | None:
        """Return the well-known person of whose name this is a misspelling: one part right, one nearly."""
        parts = without_patronymic(words, lang).split()
        if len(parts) < 2:
            return None
        given, surname = candidates(" ".join(parts[:-1]), lang), candidates(parts[-1], lang)
        near = {
            key
            for sound in surname
            for own, key in self.by_part.get(("surname", sound), ())
            if _nearly(own, given, _GIVEN_ERRORS, _SHORTEST_GIVEN)
        } | {
            key
            for sound in given
            for own, key in self.by_part.get(("given", sound), ())
            if _nearly(own, surname, _SURNAME_ERRORS, _SHORTEST_SURNAME)
        }
        return Match(min(near), "misspelling") if len(near) == 1 else None


def _nearly(right: str, written: frozenset[str], errors: int, shortest: int) -> bool:
    """Tell whether a word is written with at most so many wrong letters."""
    return len(right) >= shortest and any(
        DamerauLevenshtein.distance(right, sound, score_cutoff=errors) <= errors
        for sound in written
        if not sound.startswith("=")
    )


def _says_enough(key: str) -> bool:
    return key.startswith("=") or len(key) >= _SHORTEST_SOUND


class _Spelt(NamedTuple):
    """A name of a record, as it sounds and in plain letters."""

    record: Known
    name: str
    sound: str
    letters: str


def _spelt(names: Sequence[tuple[Known, str]], lang: str) -> Iterator[_Spelt]:
    """Yield names of one language with their keys."""
    written = [name for _, name in names]
    for (record, name), sound, letters in zip(names, fold_all(written, lang), plain_all(written), strict=True):
        yield _Spelt(record, name, sound, f"={letters}")


def _listed(lang: str) -> list[tuple[Known, str]]:
    return [(record, name) for record in known().values() for name in record.names.get(lang, ())]


def _people(lang: str) -> Iterator[tuple[_Spelt, _Spelt]]:
    """Yield given name and surname of the well-known people."""
    names = [(record, name) for record, name in _listed(lang) if record.sort == WELL_KNOWN]
    parts = [name.rpartition(" ") for _, name in names]
    given = _spelt([(record, part[0]) for (record, _), part in zip(names, parts, strict=True)], lang)
    surnames = _spelt([(record, part[2]) for (record, _), part in zip(names, parts, strict=True)], lang)
    yield from zip(given, surnames, strict=True)


@cache
def index() -> Index:
    """Return the index of all shipped records."""
    names: dict[tuple[Kind, str], set[str]] = {}
    surnames: dict[str, set[str]] = {}
    by_part: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for lang in LANGUAGES:
        for spelt in _spelt(_listed(lang), lang):
            if spelt.name not in spelt.record.doubtful:
                for key in (spelt.sound, spelt.letters):
                    names.setdefault((spelt.record.kind, key), set()).add(spelt.record.key)
        for given, surname in _people(lang):
            key = surname.record.key
            for sound in (surname.sound, surname.letters):
                surnames.setdefault(sound, set()).add(key)
            by_part.setdefault(("surname", surname.sound), set()).add((given.sound, key))
            by_part.setdefault(("given", given.sound), set()).add((surname.sound, key))
    return Index(
        {key: frozenset(found) for key, found in names.items()},
        {key: frozenset(found) for key, found in surnames.items()},
        {part: frozenset(found) for part, found in by_part.items()},
    )
