"""The items of a Wikidata index that the operator gave, each thread with the file opened for itself."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from claimgraph.iri import WIKIDATA
from claimgraph.server.reconciliation.names import MOST_ALIKE, NO_LANGUAGE, SAME_SOUND, listen
from claimgraph.server.reconciliation.records import Record, Scored, Thing, Value, where
from claimgraph.server.reconciliation.schema import CLASS_OF, OF_WIKIDATA, TYPES, Property, with_names
from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.index import Index, open_index

MOST_NAMESAKES = 50
_FIRST = ("en", "mul")


class ItemRecords:
    """The items of an open index."""

    space = WIKIDATA
    weighs = "sitelinks"
    dominance = 20.0

    def __init__(self, index: Index) -> None:
        self.index = index
        self.properties: tuple[Property, ...] = with_names(OF_WIKIDATA, index.languages)

    def record(self, key: str) -> Record | None:
        """Return the item with a QID; for one that was merged into another, that other."""
        item = self.index.item(key)
        return self._record(item) if item else None

    def identified(self, text: str) -> Record | None:
        """Return the item whose QID or IRI a text is."""
        return self.record(text.removeprefix(WIKIDATA))

    def alike(self, name: str) -> Sequence[Scored]:
        """Return items that have a name like this."""
        sound = listen(name)
        if sound is None:
            return []
        found: dict[str, tuple[Item, float]] = {}
        for key, score in sound.scores():
            for item in self.index.named(key, MOST_NAMESAKES):
                found.setdefault(item.qid, (item, score))
        if max((score for _, score in found.values()), default=0.0) < SAME_SOUND:
            # In no language, so that one way to sound is compared with many names and not hundreds of case forms.
            for hit in self.index.search(name, NO_LANGUAGE, MOST_NAMESAKES):
                found.setdefault(hit.item.qid, (hit.item, min(hit.score, MOST_ALIKE)))
        return [(self._record(item), score) for item, score in found.values()]

    def starting(self, text: str, most: int) -> Sequence[Record]:
        """Return items with a name that begins like a text."""
        return [self._record(item) for item in self.index.starting(text, most)]

    def _record(self, item: Item) -> Record:
        types = tuple(CLASS_OF[kind] for kind in CLASS_OF if kind == item.kind)
        fact = partial(self._fact, item)
        return Record(item.qid, label(item), types, item.names, item.prior, fact, span(item.start, item.end))

    def _fact(self, item: Item, pid: str) -> Sequence[Value]:
        """Return the values of a property; other items are looked up for their names."""
        match pid:
            case "type":
                return [TYPES[CLASS_OF[kind]].name for kind in CLASS_OF if kind == item.kind]
            case "country" | "class" | "office" | "membership":
                return [self._thing(qid) for qid in dict.fromkeys(_others(item, pid))]
            case "coordinates" | "latitude" | "longitude":
                return where(pid, item.place)
            case "start" | "end" | "website":
                value = {"start": item.start, "end": item.end, "website": item.website}[pid]
                return (value,) if value else ()
            case "sitelinks":
                return (item.prior,)
        return ()

    def _thing(self, qid: str) -> Thing:
        item = self.index.item(qid)
        return Thing(qid, label(item) if item else qid)


def label(item: Item) -> str:
    """Return the name by which an item is shown."""
    languages = (*_FIRST, *sorted(item.names))
    return next(item.names[lang][0] for lang in languages if lang in item.names)


def span(start: str | None, end: str | None) -> str:
    """Return the years between two dates, so far as they are known.

    >>> span("1953-05-17", None), span("1901", "1977-01"), span(None, "1977")
    ('from 1953', '1901 to 1977', 'until 1977')
    """
    if start and end:
        return f"{start[:4]} to {end[:4]}"
    return f"from {start[:4]}" if start else f"until {end[:4]}" if end else ""


def _others(item: Item, pid: str) -> Iterable[str]:
    """Return the items that are values of a property."""
    if pid == "country":
        return (item.country,) if item.country else ()
    if pid == "class":
        return item.classes
    return (held.qid for held in (item.offices if pid == "office" else item.memberships))


class IndexFile:
    """An index of items on disk; a new one that replaces it is taken up by itself."""

    def __init__(self, path: Path) -> None:
        """Raise ClaimGraphError where the file is no index."""
        self._path, self._local = path, threading.local()
        self.records()

    def records(self) -> ItemRecords:
        """Return the items, through a connection of the thread's own."""
        stamp = self._stamp()
        if getattr(self._local, "stamp", None) != stamp:
            self._local.records, self._local.stamp = ItemRecords(open_index(self._path)), stamp
        records = self._local.records
        assert isinstance(records, ItemRecords)
        return records

    def _stamp(self) -> tuple[int, int, int] | None:
        if not self._path.exists():
            return None
        facts = self._path.stat()
        return facts.st_ino, facts.st_mtime_ns, facts.st_size
