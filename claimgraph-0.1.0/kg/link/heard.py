"""People of the shipped records by how their names sound, for texts in a script in which no record writes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from claimgraph.link.alike import Called, called, is_heard, sounds
from claimgraph.link.index import Match
from claimgraph.link.known import Known, known
from claimgraph.link.spelling import is_full, without_patronymic


def heard(names: Iterable[tuple[str, str]]) -> Match | None:
    """Return the only person whose name sounds like this one, None unless every spelling of it agrees."""
    found = {key for name in called(sorted(names), 1, person=True) for key in _named(name)}
    return Match(min(found), "spelling") if len(found) == 1 else None


def _named(name: Called) -> set[str]:
    near = {record for key in sounds(name) for record in _people().get(key, ())}
    return {key for key, other in near if other.is_latin != name.is_latin and is_heard(name, other)}


@cache
def _people() -> dict[tuple[str, ...], frozenset[tuple[str, Called]]]:
    found: dict[tuple[str, ...], set[tuple[str, Called]]] = {}
    for record in known().values():
        for name in _written(record) if record.kind == "PER" else ():
            for key in sounds(name):
                found.setdefault(key, set()).add((record.key, name))
    return {key: frozenset(names) for key, names in found.items()}


def _written(record: Known) -> Iterable[Called]:
    """Return a person's full names of the scripts in which the record has any."""
    for lang, names in record.names.items():
        for name in names:
            words = without_patronymic(name, lang)
            if is_full(words):
                parts = words.split()
                yield Called((parts[0], parts[-1]), lang, 1)
