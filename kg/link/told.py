"""Why the spellings of an entity are taken for one, in words."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.link.index import index
from claimgraph.link.known import known
from claimgraph.link.likeness import Name, likeness


class Reasons:
    """Why spellings are of one entity: a name of the shipped record, or like a spelling that was told before."""

    def __init__(self, key: str, names: Sequence[Name]) -> None:
        self._key = key
        record = known().get(key)
        self._shipped = {(name, lang) for lang, cell in record.names.items() for name in cell} if record else set()
        self._told: list[Name] = sorted(self._shipped, key=lambda name: (name[1] != "en", name))
        self._names = names

    def of(self, name: Name) -> str:
        """Return why a spelling is of the entity."""
        if name in self._shipped:
            return "a name of the shipped record"
        others = [one for one in (*self._told, *self._names) if one != name]
        is_first = not self._told
        self._told.append(name)
        if is_first:
            return "the name that the others are compared with"
        return likeness(name, others) or self._misspelling(name)

    def _misspelling(self, name: Name) -> str:
        match = index().misspelt(*name)
        if match is not None and match.key == self._key:
            return match.reason
        return "joined within its text, by a person, or by the item of both"
