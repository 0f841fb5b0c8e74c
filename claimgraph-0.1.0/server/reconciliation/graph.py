"""The entities of a release: read once, then looked up in memory until the next release."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from claimgraph.iri import WIKIDATA
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server.backend import Backend
from claimgraph.server.reconciliation.names import NameTable, listen
from claimgraph.server.reconciliation.records import Record, Scored, Thing, Value, where
from claimgraph.server.reconciliation.schema import OF_GRAPH, TYPES, Property, with_names

_POINT = re.compile(r"POINT\((-?[\d.e+-]+) (-?[\d.e+-]+)\)")
_COUNTS = {
    "reconcile_mentions": ("mentions", "documents"),
    "reconcile_said": ("claims-said",),
    "reconcile_about": ("claims-about",),
}
Rows = Sequence[Mapping[str, str]]
Facts = dict[str, Sequence[Value]]
Names = dict[str, dict[str, list[str]]]


class GraphRecords:
    """The entities of one release."""

    weighs = "mentions"
    dominance = float("inf")

    def __init__(self, space: str, records: Sequence[Record]) -> None:
        self.space = space
        self._records = records
        self._by_id = {record.id: record for record in records}
        self._by_item = {
            one.id: record for record in records for one in record.values("wikidata") if isinstance(one, Thing)
        }
        self._names = NameTable(named(records))
        languages = sorted({lang for record in records for lang in record.names if lang})
        self.properties: tuple[Property, ...] = with_names(OF_GRAPH, languages)

    def __len__(self) -> int:
        return len(self._records)

    def record(self, key: str) -> Record | None:
        """Return the entity with an id."""
        return self._by_id.get(key)

    def identified(self, text: str) -> Record | None:
        """Return the entity whose id, IRI or item of Wikidata a text is."""
        if text.startswith(self.space):
            return self._by_id.get(unquote(text.removeprefix(self.space)))
        return self._by_id.get(text) or self._by_item.get(text.removeprefix(WIKIDATA))

    def alike(self, name: str) -> Sequence[Scored]:
        """Return entities that have a name like this."""
        sound = listen(name)
        found = self._names.alike(sound) if sound else {}
        return [(self._records[number], score) for number, score in found.items()]

    def starting(self, text: str, most: int) -> Sequence[Record]:
        """Return entities with a name in which a word begins like a text."""
        found = [self._records[number] for number in set(self._names.starting(text))]
        return sorted(found, key=lambda record: (-record.weight, record.name, record.id))[:most]


def named(records: Sequence[Record]) -> Iterator[tuple[int, str, str | None]]:
    """Yield (number, name, language) of all names."""
    for number, record in enumerate(records):
        yield number, record.name, None
        for lang, names in record.names.items():
            yield from ((number, name, lang or None) for name in names)


class Shelf:
    """The entities of the release being served."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._release, self._kept = "", GraphRecords("", ())

    def records(self, backend: Backend) -> GraphRecords:
        """Return the entities of the current release; the first to ask waits while they are read."""
        with self._lock:
            release = backend.release
            if self._release != release:
                self._kept = read(backend)
                self._release = release
            return self._kept


def space_of(base: str) -> str:
    """Return what the IRIs of all entities begin with.

    >>> space_of("https://x.example/id/")
    'https://x.example/id/entity/'
    """
    return f"{base}entity/"


def read(backend: Backend) -> GraphRecords:
    """Return the entities of a release."""
    space = space_of(backend.base)
    names: Names = defaultdict(lambda: defaultdict(list))
    for row in backend.every("reconcile_names"):
        names[row["entity"]][row["lang"]].append(row["name"])
    facts: dict[str, Facts] = defaultdict(dict)
    for view, columns in _COUNTS.items():
        for row in backend.every(view):
            facts[row["entity"]].update((column, (int(row[column.replace("-", "_")]),)) for column in columns)
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in backend.every("reconcile_entities"):
        if row["entity"].startswith(space):
            rows[row["entity"]].append(row)
    things = {iri: Thing(unquote(iri.removeprefix(space)), found[0]["label"]) for iri, found in rows.items()}
    return GraphRecords(
        space,
        [_record(things[iri], found, names[iri], _facts(found, things, facts[iri])) for iri, found in rows.items()],
    )


def _facts(rows: Rows, things: Mapping[str, Thing], counts: Facts) -> Facts:
    """Return the values of all properties but names."""
    items = sorted({row["item"].removeprefix(WIKIDATA) for row in rows if "item" in row})
    inside = sorted({row["inside"] for row in rows if row.get("inside", "") in things})
    found = next((found for row in rows if (found := _POINT.fullmatch(row.get("wkt", "")))), None)
    place = (float(found[2]), float(found[1])) if found else None
    return {
        **dict.fromkeys((column for columns in _COUNTS.values() for column in columns), (0,)),
        **counts,
        "wikidata": tuple(Thing(item, rows[0]["label"]) for item in items),
        "country": tuple(things[one] for one in inside),
        **{pid: where(pid, place) for pid in ("coordinates", "latitude", "longitude")},
    }


def _record(thing: Thing, rows: Rows, names: Mapping[str, Sequence[str]], facts: dict[str, Sequence[Value]]) -> Record:
    given = {row["type"].removeprefix(NAMESPACE) for row in rows}
    types = tuple(name for name in TYPES if name in given and (name != "Actor" or len(given) == 1))
    facts["type"] = tuple(TYPES[one].name for one in types)
    (mentions,) = facts["mentions"]
    assert isinstance(mentions, int)
    note = f"named {mentions} time{'s' if mentions != 1 else ''}"
    return Record(thing.id, thing.name, types, names, mentions, lambda pid: facts.get(pid, ()), note)
