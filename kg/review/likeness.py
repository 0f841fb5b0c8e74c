"""Entities that may be one though the machine keeps them apart: names alike, acronyms, a lone surname."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from rapidfuzz import fuzz

from claimgraph.link.fold import fold, plain
from claimgraph.link.spelling import is_full
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
    blocks: dict[tuple[str, str], set[str]] = {}
    by_key = {seen.key: seen for seen in entities if seen.names}
    for seen in by_key.values():
        for word in _words(seen):
            blocks.setdefault((seen.kind, word), set()).add(seen.key)
    pairs = {
        pair for keys in blocks.values() if 1 < len(keys) <= _LONGEST_BLOCK for pair in combinations(sorted(keys), 2)
    }
    for one, other in sorted(pairs):
        found = _compared(by_key[one], by_key[other], blocks)
        if found is not None:
            yield found


def _names(seen: Seen) -> list[str]:
    return sorted({name for names in seen.names.values() for name in names})[:_MOST_NAMES]


def _words(seen: Seen) -> set[str]:
    """Return the words by which entities are brought together: those of names, their beginnings, acronyms, items."""
    words: set[str] = set()
    for name in _names(seen):
        parts = _sound(name).split()
        words.update(parts)
        if len(parts) == 1:
            words.add(f"{parts[0][:_PREFIX]}-")
        words.update(filter(None, (_acronym(name), f"#{plain(name)}" if _is_acronym(name) else "")))
    if seen.qid is not None:
        words.add(seen.qid)
    return words


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) >= _SHORTEST_ACRONYM


def _acronym(name: str) -> str:
    """Return the first letters of a name of several words, marked.

    >>> _acronym("Collective Security Treaty Organization")
    '#csto'
    """
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return f"#{plain(letters)}" if len(letters) > _SHORTEST_ACRONYM else ""


def _compared(first: Seen, second: Seen, blocks: dict[tuple[str, str], set[str]]) -> Pair | None:
    if first.qid is not None and first.qid == second.qid:
        return Pair(first, second, _MOST_CHANCE, "one item")
    if first.kind == "PER":
        lone = _lone_surname(first, second, blocks)
        if lone is not None:
            return lone
    pairs = product(_by_sound(first).items(), _by_sound(second).items())
    best = max(((fuzz.token_sort_ratio(a, b), left, right) for (a, left), (b, right) in pairs), default=(0.0, "", ""))
    if best[0] >= _LEAST_LIKE:
        share = (best[0] - _LEAST_LIKE) / (_SURELY_LIKE - _LEAST_LIKE)
        return Pair(first, second, round(_MOST_CHANCE * (0.2 + 0.8 * share), 4), f"{best[1]} sounds like {best[2]}")
    return _by_acronym(first, second)


def _by_sound(seen: Seen) -> dict[str, str]:
    """Return the names that may be compared, of people those in full, each sound once."""
    names = reversed(_names(seen))
    return {_sound(name): name for name in names if seen.kind != "PER" or is_full(name)}


def _by_acronym(first: Seen, second: Seen) -> Pair | None:
    for short, long in ((first, second), (second, first)):
        letters = {_acronym(name): name for name in _names(long)}
        for name in _names(short):
            if _is_acronym(name) and f"#{plain(name)}" in letters:
                return Pair(first, second, _ACRONYM, f"{name} may stand for {letters[f'#{plain(name)}']}")
    return None


def _lone_surname(first: Seen, second: Seen, blocks: dict[tuple[str, str], set[str]]) -> Pair | None:
    for lone, full in ((first, second), (second, first)):
        names = _names(lone)
        if any(is_full(name) for name in names):
            continue
        for name in names:
            sound = _sound(name)
            if any(is_full(other) and _sound(other).split()[-1:] == [sound] for other in _names(full)):
                bearers = len(blocks.get(("PER", sound), ())) - 1
                return Pair(first, second, round(_SURNAME / max(1, bearers), 4), f"{name} may be the surname alone")
    return None
