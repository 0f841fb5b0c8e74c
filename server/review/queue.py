"""The doubts of the release being served, found once, and which of them people have answered."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from claimgraph.link.fold import plain
from claimgraph.review.doubts import Doubt, doubts
from claimgraph.review.survey import WHOLE, Row, Seen, Survey, query_text
from claimgraph.server.answer import Request
from claimgraph.server.backend import Backend, read_body, uri


@dataclass(frozen=True)
class Queue:
    """All doubts of a release, what matters most first, whether they are answered or not."""

    release: str
    survey: Survey
    doubts: tuple[Doubt, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Doubt]:
        """All doubts by what tells them apart."""
        return {doubt.id: doubt for doubt in self.doubts}

    def entity(self, key: str) -> Seen | None:
        """Return an entity by its key."""
        return self.survey.entities.get(key)

    def named(self, words: str, most: int) -> list[Seen]:
        """Return the entity with a key, else those with letters in a name: equal names first, then those most used."""
        wanted, exact = plain(words), self.entity(words)
        if exact is not None or not wanted:
            return [exact] if exact is not None else []
        found = [(wanted not in names, seen) for names, seen in self._names if any(wanted in name for name in names)]
        return [seen for _, seen in sorted(found, key=lambda one: (one[0], -one[1].impact, one[1].key))[:most]]

    @cached_property
    def _names(self) -> list[tuple[frozenset[str], Seen]]:
        return [
            (frozenset(plain(name) for name in (seen.label, *chain.from_iterable(seen.names.values()))), seen)
            for seen in self.survey.entities.values()
        ]


def read_queue(here: Backend) -> Queue:
    """Return the doubts of the release being served."""
    release = here.release
    survey = Survey(partial(_ask, here), here.base)
    found = tuple(doubts(survey))
    return Queue(release, survey, found)


def _ask(here: Backend, name: str, values: Mapping[str, str]) -> list[Row]:
    """Return the rows of all entities, as they are kept beside the release, or those of one, which a page waits for."""
    if name in WHOLE:
        return list(here.every(WHOLE[name]))
    bound = {variable: uri(iri) for variable, iri in values.items()}
    rows = json.loads(read_body(here.run(Request(query_text(name), bindings=bound))))["results"]["bindings"]
    return [{variable: term["value"] for variable, term in row.items()} for row in rows]


class QueueShelf:
    """The queue of the current release."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self._kept: tuple[object, Queue] | None = None

    def queue(self, here: Backend) -> Queue:
        """Return the queue of the release being served; while that is read, the one before where there is one."""
        kept = self._kept
        if kept is not None and (kept[0] == here.pool.snapshot or self._reading.locked()):
            return kept[1]
        with self._reading:
            snapshot = here.pool.snapshot
            if self._kept is None or self._kept[0] != snapshot:
                self._kept = snapshot, read_queue(here)
            return self._kept[1]
