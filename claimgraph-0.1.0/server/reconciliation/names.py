"""Names looked up by letters, by sound, by case form, by likeness and by how they begin.

The keys are those of the linker: `claimgraph.link.fold` and `claimgraph.link.spelling`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from claimgraph.lang import codes
from claimgraph.link.fold import fold, plain
from claimgraph.link.inflection import bases
from claimgraph.link.spelling import candidates

LONGEST = 200
"""Code points of a name; longer texts are none."""
SAME_LETTERS, SAME_SOUND, CASE_FORM, MOST_ALIKE = 100.0, 97.0, 92.0, 90.0
"""How alike names are at most: equal letters, equal sound, a case form, any other likeness."""
NO_LANGUAGE = "und"

_MOST_BENT, _MOST_HYPHENS = 5, 2
_LEAST = 70.0
_PART = 0.9
"""What a name counts that has all words that were asked for, and others."""
_TRIGRAMS, _COMPARED, _KEPT = 8, 20_000, 100
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Sound:
    """The keys of a name that is asked for, those of a closer likeness not among the others."""

    letters: str
    spoken: frozenset[str]
    bent: frozenset[str]

    def scores(self) -> Iterator[tuple[str, float]]:
        """Yield the keys that names may have, with how alike those names are."""
        yield self.letters, SAME_LETTERS
        yield from ((key, SAME_SOUND) for key in sorted(self.spoken))
        yield from ((key, CASE_FORM) for key in sorted(self.bent))


def listen(name: str) -> Sound | None:
    """Return the keys of a name in any language; None for what is no name, or too long for one."""
    name = " ".join(name.split())
    letters = plain(name) if 0 < len(name) <= LONGEST else ""
    if not letters:
        return None
    spoken = frozenset(filter(None, (fold(name, lang) for lang in (NO_LANGUAGE, *sorted(codes())))))
    bent = frozenset(key for key in case_forms(name) if key.strip("= ")) - spoken - {f"={letters}"}
    return Sound(f"={letters}", spoken, bent)


def case_forms(name: str) -> Iterator[str]:
    """Yield the keys of the names of which this may be a case form; none for a long one, which has too many."""
    if len(name.split()) <= _MOST_BENT and name.count("-") <= _MOST_HYPHENS:
        for lang in sorted(codes()):
            # Past its memory: strangers choose these names, and would fill it.
            yield from candidates.__wrapped__(name, lang)
    if bases.cache_info().currsize > _REMEMBERED:
        bases.cache_clear()


class NameTable:
    """Names of entities, each known by a number."""

    def __init__(self, names: Iterable[tuple[int, str, str | None]]) -> None:
        """Take (number, name, language) of each name."""
        owners: dict[str, set[int]] = {}
        starts: set[tuple[str, int]] = set()
        for owner, name, lang in names:
            letters = plain(name)
            for key in (fold(name, lang), f"={letters}"):
                if key.strip("="):
                    owners.setdefault(key, set()).add(owner)
            words = letters.split()
            starts.update((" ".join(words[nth:]), owner) for nth in range(len(words)))
        self._owners = {key: tuple(sorted(found)) for key, found in owners.items()}
        self._starts = sorted(starts)
        self._keys = sorted(key for key in owners if not key.startswith("="))
        self._having: dict[str, array[int]] = {}
        for number, key in enumerate(self._keys):
            for three in trigrams(key):
                self._having.setdefault(three, array("I")).append(number)

    def alike(self, sound: Sound) -> dict[int, float]:
        """Return the entities with names like one, with how alike the most like of their names is."""
        found: dict[int, float] = {}
        for key, score in (*sound.scores(), *self._near(sound)):
            for owner in self._owners.get(key, ()):
                found[owner] = max(score, found.get(owner, 0.0))
        return found

    def starting(self, text: str) -> Iterator[int]:
        """Yield the entities with a name in which a word begins like a text and goes on like it."""
        letters = plain(text)
        for nth in range(bisect_left(self._starts, (letters, -1)), len(self._starts)):
            start, owner = self._starts[nth]
            if not letters or not start.startswith(letters):
                return
            yield owner

    def _near(self, sound: Sound) -> list[tuple[str, float]]:
        best: dict[str, float] = {}
        for one in sorted(sound.spoken):
            keys = self._sharing(one)
            for scorer, weight in ((fuzz.ratio, 1.0), (fuzz.token_set_ratio, _PART)):
                for key, score, _ in process.extract(one, keys, scorer=scorer, limit=_KEPT, score_cutoff=_LEAST):
                    best[key] = max(min(weight * score, MOST_ALIKE), best.get(key, 0.0))
        return sorted(best.items(), key=lambda found: (-found[1], found[0]))[:_KEPT]

    def _sharing(self, sound: str) -> list[str]:
        """Return keys that share one of the rarest trigrams of a sound."""
        rarest = sorted((len(self._having[three]), three) for three in trigrams(sound) if three in self._having)
        numbers: set[int] = set()
        for count, three in rarest[:_TRIGRAMS]:
            if numbers and len(numbers) + count > _COMPARED:
                break
            numbers.update(self._having[three][:_COMPARED])
        return [self._keys[number] for number in sorted(numbers)]


def trigrams(key: str) -> set[str]:
    """Return all groups of three letters of a key."""
    return {key[start : start + 3] for start in range(len(key) - 2)}
