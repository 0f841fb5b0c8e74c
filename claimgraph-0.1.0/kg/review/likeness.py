"""Entities that may be one though the machine keeps them apart: names alike, acronyms, a lone surname."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from rapidfuzz import fuzz

from claimgraph.link.fold import fold, plain
from claimgraph.link.spelling import is_full
from claimgraph.model import Kind
from claimgraph.review.survey import Seen

_LEAST_LIKE = 84.0
_SURELY_LIKE = 100.0
_MOST_CHANCE = 0.6
"""How likely names that sound the same are one entity, when the machine has kept them apart for a reason."""
_ACRONYM = 0.4
_SURNAME = 0.4
"""Shared among all who bear the surname."""
_LONGEST_BLOCK = 60
"""Entities that share a word; more say that the word tells nothing."""
_MOST_NAMES = 24
_PREFIX = 4
_SHORTEST_ACRONYM = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one: how likely, and why."""

    first: Seen
    second: Seen
    chance: float
    reason: str


@lru_cache(maxsize=1 << 15)
def _sound(name: str) -> str:
    return fold(name)


def likeness(left: str, right: str) -> float:
    """Return how alike two names sound, from 0 to 100; the order of words doesn't count.

    >>> likeness("Tokayev", "Токаев") > 85 > likeness("Tokayev", "Nazarbayev")
    True
    """
    return fuzz.token_sort_ratio(_sound(left), _sound(right))


def alike(entities: Sequence[Seen]) -> Iterator[Pair]:
    """Yield the pairs of entities of one kind that may be one, each once, in the order of keys."""
    called = {seen.key: _called(seen) for seen in entities if seen.names}
    blocks: dict[_Word, set[str]] = {}
    for key, one in called.items():
        for word in one.words:
            blocks.setdefault((one.seen.kind, word), set()).add(key)
    pairs = {
        pair for keys in blocks.values() if 1 < len(keys) <= _LONGEST_BLOCK for pair in combinations(sorted(keys), 2)
    }
    for first, second in sorted(pairs):
        found = _compared(called[first], called[second], blocks)
        if found is not None:
            yield found


_Word = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class _Called:
    """The names of an entity by sound: to compare (of people in full), lone surnames, acronyms."""

    seen: Seen
    whole: Mapping[str, str]
    lone: Mapping[str, str]
    surnames: frozenset[str]
    acronyms: Mapping[str, str]
    initials: Mapping[str, str]

    @property
    def words(self) -> frozenset[str]:
        """The words by which entities are brought together."""
        sounds = [sound.split() for sound in (*self.whole, *self.lone)]
        parts = {part for words in sounds for part in words}
        beginnings = {f"{words[0][:_PREFIX]}-" for words in sounds if len(words) == 1}
        items = {self.seen.qid} if self.seen.qid is not None else set()
        return frozenset(parts | beginnings | set(self.acronyms) | set(self.initials) | items)


def _called(seen: Seen) -> _Called:
    names = sorted({name for names in seen.names.values() for name in names}, reverse=True)[-_MOST_NAMES:]
    full = [name for name in names if seen.kind != "PER" or is_full(name)]
    whole = {_sound(name): name for name in full}
    return _Called(
        seen=seen,
        whole=whole,
        lone={} if full else {_sound(name): name for name in names},
        surnames=frozenset(sound.rpartition(" ")[2] for sound in whole) if seen.kind == "PER" else frozenset(),
        acronyms={f"#{plain(name)}": name for name in names if _is_acronym(name)},
        initials={initials: name for name in names if (initials := _initials(name))},
    )


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) >= _SHORTEST_ACRONYM


def _initials(name: str) -> str:
    """Return the first letters of a name of several words, marked.

    >>> _initials("Collective Security Treaty Organization")
    '#csto'
    """
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return f"#{plain(letters)}" if len(letters) > _SHORTEST_ACRONYM else ""


def _compared(one: _Called, other: _Called, blocks: Mapping[_Word, set[str]]) -> Pair | None:
    first, second = one.seen, other.seen
    if first.qid is not None and first.qid == second.qid:
        return Pair(first, second, _MOST_CHANCE, "one item")
    lone = _lone_surname(one, other, blocks) or _lone_surname(other, one, blocks)
    if lone is not None:
        return lone
    pairs = product(one.whole.items(), other.whole.items())
    best = max(((fuzz.token_sort_ratio(a, b), left, right) for (a, left), (b, right) in pairs), default=(0.0, "", ""))
    if best[0] >= _LEAST_LIKE:
        share = (best[0] - _LEAST_LIKE) / (_SURELY_LIKE - _LEAST_LIKE)
        return Pair(first, second, round(_MOST_CHANCE * (0.2 + 0.8 * share), 4), f"{best[1]} sounds like {best[2]}")
    return _by_acronym(one, other) or _by_acronym(other, one)


def _by_acronym(short: _Called, long: _Called) -> Pair | None:
    shared = min(short.acronyms.keys() & long.initials.keys(), default=None)
    if shared is None:
        return None
    reason = f"{short.acronyms[shared]} may stand for {long.initials[shared]}"
    return Pair(short.seen, long.seen, _ACRONYM, reason)


def _lone_surname(lone: _Called, full: _Called, blocks: Mapping[_Word, set[str]]) -> Pair | None:
    shared = min(lone.lone.keys() & full.surnames, default=None)
    if shared is None:
        return None
    bearers = len(blocks.get(("PER", shared), ())) - 1
    chance = round(_SURNAME / max(1, bearers), 4)
    return Pair(lone.seen, full.seen, chance, f"{lone.lone[shared]} may be the surname alone")
