"""Whom a surname alone means: its only bearer in the run, or the one whom most of the documents name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimgraph.link.fold import fold
from claimgraph.link.groups import Groups, owner
from claimgraph.link.index import index
from claimgraph.link.known import known
from claimgraph.link.local import LocalEntity
from claimgraph.link.spelling import candidates, initial

__all__ = ["Bearers", "owner", "together"]


class Bearers:
    """The people of a run by surname, and in how many documents each is named in full."""

    def __init__(self) -> None:
        self._documents: dict[str, Counter[str]] = {}
        self._openings: dict[str, set[str]] = {}

    def note(self, key: str, names: Iterable[tuple[str, str]]) -> None:
        """Note that one document names a person in full, in these spellings with their language."""
        sounds: set[str] = set()
        for words, lang in names:
            sounds |= candidates(words.split()[-1], lang)
            self._openings.setdefault(key, set()).add(fold(words, lang)[:1])
        for sound in sounds:
            self._documents.setdefault(sound, Counter())[key] += 1

    def of(self, local: LocalEntity) -> dict[str, int]:
        """Return the people who bear a surname, with the number of their documents; of shipped records at least one."""
        found: dict[str, int] = {}
        for spelling in local.spellings:
            surname, lang = spelling.words.split()[-1], spelling.lang
            borne = dict.fromkeys(index().by_surname(surname, lang), 1)
            for sound in candidates(surname, lang):
                for key, times in self._documents.get(sound, {}).items():
                    borne[key] = max(borne.get(key, 0), times)
            first = fold(initial(spelling.words), lang)[:1]
            found |= {key: times for key, times in borne.items() if not first or first in self._begins(key)}
        return found

    def _begins(self, key: str) -> set[str]:
        record = known().get(key)
        names = [(name, lang) for lang, names in record.names.items() for name in names] if record else []
        return self._openings.get(key, set()) | {fold(name, lang)[:1] for name, lang in names}


def together(
    bare: Sequence[tuple[str, LocalEntity]], people: Mapping[str, Iterable[str]]
) -> Iterator[list[tuple[str, LocalEntity]]]:
    """Yield people named by one word alone, the same where two documents name the same other person beside them.

    `people` are the keys of the people whom each document names otherwise.
    """
    groups = Groups(len(bare))
    seen: dict[tuple[str, str], int] = {}
    for number, (document, local) in enumerate(bare):
        for sound in sorted({key for s in local.spellings for key in candidates(s.words, s.lang)}):
            for other in sorted(people.get(document, ())):
                groups.join(number, seen.setdefault((sound, other), number))
    for members in groups.all():
        yield [bare[number] for number in members]
