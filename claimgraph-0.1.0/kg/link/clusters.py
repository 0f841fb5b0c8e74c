"""Names of unknown entities that are one: equal as written or as a case form, in any of the languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimgraph.link.alike import Called, alike, called
from claimgraph.link.bodies import Told, is_plain, names_a_sort, told_apart
from claimgraph.link.fold import plain
from claimgraph.link.groups import Groups, owner
from claimgraph.link.local import TEAM, LocalEntity, Spelling
from claimgraph.link.minting import mint
from claimgraph.link.spelling import candidates, is_acronym, is_full, literal, without_patronymic
from claimgraph.link.states import country_of
from claimgraph.model import Kind

__all__ = ["Cluster", "clusters", "full_names", "names_a_sort"]

_Key = tuple[Kind, str, str]
_SHORTEST_SOUND = 4
_SHORTEST_GUESS = 6
"""Letters of a base form that nobody wrote but from which two case forms may come."""
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local entities with one name; `apart` tells it from its namesakes."""

    kind: Kind
    members: tuple[tuple[str, LocalEntity], ...]
    apart: str = ""

    @property
    def name(self) -> str:
        """The name that stands for all: one in full, in Latin letters, of which most are case forms, the shortest."""
        times = Counter[tuple[str, str]]()
        for spelling in self.spellings:
            times[spelling.words, spelling.lang] += spelling.count
        votes = Counter[str]()
        for (words, lang), count in times.items():
            votes.update(dict.fromkeys(candidates(words, lang), count))
        written = {words: -votes[f"={plain(words)}"] for words, _ in times}
        rank = {name: (-len(name.split()), _LATIN.search(name) is None, vote) for name, vote in written.items()}
        return min(rank, key=lambda name: (rank[name], len(name), name))

    @property
    def key(self) -> str:
        """The key of the entity."""
        return mint(self.kind, self.name, self.apart)

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """All spellings of all members."""
        return tuple(spelling for _, member in self.members for spelling in member.spellings)

    @property
    def country(self) -> str | None:
        """The country that its name says, else that of most of its documents."""
        if self.apart:
            return None if self.apart == TEAM else country_of(self.apart)
        named = sorted(member.country for _, member in self.members if member.country)
        return max(named, key=lambda country: (named.count(country), country), default=None)


def clusters(found: Sequence[tuple[str, LocalEntity]]) -> Iterator[Cluster]:
    """Yield the clusters of named entities; `found` is sorted."""
    groups = Groups(len(found))
    written: dict[_Key, int] = {}
    for number, (_, entity) in enumerate(found):
        for key in _keys(entity, literal):
            groups.join(number, written.setdefault(key, number))
    guessed: dict[_Key, int] = {}
    for number, (_, entity) in enumerate(found):
        for key in _keys(entity, candidates):
            if key in written:
                groups.join(number, written[key])
            elif key[2].startswith("=") and len(key[2]) > _SHORTEST_GUESS:
                groups.join(number, guessed.setdefault(key, number))
    _join_shorter(found, groups, written)
    _join_alike(found, groups)
    for numbers in groups.all():
        members = tuple(found[number] for number in numbers)
        cluster = Cluster(members[0][1].kind, members)
        yield replace(cluster, apart=_apart(cluster))


def full_names(entity: LocalEntity) -> Iterator[tuple[str, str]]:
    """Yield the names that say which entity is meant, with their language: of a person not the surname alone.

    An acronym, or the word for the sort of a body, says little where the document has a fuller name.
    """
    fuller = any(" " in spelling.words for spelling in entity.spellings)
    for spelling in entity.spellings:
        words, lang = spelling.words, spelling.lang
        if entity.kind == "PER":
            words = without_patronymic(words, lang)
            if is_full(words):
                yield words, lang
        elif entity.kind != "ORG" or not fuller or not _is_short(words, lang):
            yield words, lang


def _is_short(words: str, lang: str) -> bool:
    return " " not in words and (is_acronym(words) or names_a_sort(words, lang))


def _join_shorter(found: Sequence[tuple[str, LocalEntity]], groups: Groups, written: Mapping[_Key, int]) -> None:
    """Join those whom documents name by a shorter name alone to the only one, or much the most named, who has it."""
    owners: dict[_Key, Counter[int]] = {}
    for number, (_, entity) in enumerate(found):
        for key in sorted(set(_shorter(entity))):
            owners.setdefault(key, Counter())[groups.root(number)] += 1
    for short, times in owners.items():
        meant = owner(times)
        if short in written and meant is not None:
            groups.join(written[short], meant)


def _shorter(entity: LocalEntity) -> Iterator[_Key]:
    """Yield the keys of shorter names: of bodies their acronyms, of people the names without the middle ones."""
    named = set(full_names(entity))
    for spelling in entity.spellings:
        words = spelling.words.split()
        if entity.kind == "ORG" and (spelling.words, spelling.lang) not in named and is_acronym(spelling.words):
            yield entity.kind, "", f"={plain(spelling.words)}"
        elif entity.kind == "PER" and len(words) > 2 and (spelling.words, spelling.lang) in named:
            keys = candidates(f"{words[0]} {words[-1]}", spelling.lang)
            yield from ((entity.kind, "", key) for key in keys if key.startswith("="))


def _join_alike(found: Sequence[tuple[str, LocalEntity]], groups: Groups) -> None:
    """Join groups whose names sound alike in two scripts, and rare misspellings to the name that is meant."""
    names: dict[Kind, list[tuple[int, Called]]] = {}
    for numbers in groups.all():
        kind = found[numbers[0]][1].kind
        spellings = {spelling for number in numbers for spelling in full_names(found[number][1])}
        telling = [(words, lang) for words, lang in sorted(spellings) if kind != "ORG" or not is_plain(words, lang)]
        documents = len({found[number][0] for number in numbers})
        names.setdefault(kind, []).extend(
            (numbers[0], name) for name in called(telling, documents, person=kind == "PER")
        )
    for listed in names.values():
        alike(listed, groups)


def _keys(entity: LocalEntity, read: Callable[[str, str], frozenset[str]]) -> Iterator[_Key]:
    for words, lang in full_names(entity):
        told = _told_apart(entity, words, lang)
        for key in sorted(read(told.words, told.lang)):
            if key.startswith("=") or len(key) >= _SHORTEST_SOUND:
                yield entity.kind, told.apart, key


def _told_apart(entity: LocalEntity, words: str, lang: str) -> Told:
    if entity.apart:
        return Told(words, lang, entity.apart)
    return told_apart(words, lang, entity.country) if entity.kind == "ORG" else Told(words, lang, "")


def _apart(cluster: Cluster) -> str:
    """Return what tells a cluster from another one of its name."""
    name = cluster.name
    named = ((s, member) for _, member in cluster.members for s in member.spellings if s.words == name)
    return min(_told_apart(member, spelling.words, spelling.lang).apart for spelling, member in named)
