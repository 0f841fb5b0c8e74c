"""Small views of an entity for a frame or tooltip in someone else's page: no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

import flask
from werkzeug.exceptions import NotFound

from claimgraph.iri import WIKIDATA
from claimgraph.server.reconciliation.records import Record, Source, Thing, Value
from claimgraph.server.reconciliation.suggesting import listed
from claimgraph.wikidata.kinds import is_qid

EMBEDDED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""Content security policy of a preview: any page may show it in a frame."""
_SHOWN = (
    "country", "start", "end", "office", "membership", "coordinates", "wikidata", "claims-said", "claims-about",
    "sitelinks",
)  # fmt: skip
_VALUES, _LANGUAGES, _NAMES = 3, 6, 2


def brief(key: str, source: Source) -> str:
    """Return the page of a preview; 404 where there is no such entity."""
    record = find(key, source)
    site = "https://www.wikidata.org/wiki/" if source.space == WIKIDATA else "/id/entity/"
    address = site + quote(record.id, safe="-._~")
    return flask.render_template(
        "preview.html", record=record, address=address, names=names(record), facts=list(facts(record, source))
    )


def explain(kind: str, key: str, source: Source) -> str:
    """Return a few words of HTML about an entity, type or property; 404 where there is none."""
    if kind == "entity":
        record = find(key, source)
        return flask.render_template("flyout.html", name=record.name, note=record.description)
    found = next((one for one in listed(kind, source) if one["id"] == key), None)
    if found is None:
        raise NotFound(f"there is no {kind} with this id")
    return flask.render_template("flyout.html", name=found["name"], note=found["description"])


def find(key: str, source: Source) -> Record:
    """Return an entity by its id; 404 without one."""
    record = source.record(key)
    if record is None:
        raise NotFound("there is no entity with this id")
    return record


def names(record: Record) -> list[tuple[str, str]]:
    """Return (language, names) of some languages."""
    return [(lang, ", ".join(some[:_NAMES])) for lang, some in islice(sorted(record.names.items()), _LANGUAGES)]


def facts(record: Record, source: Source) -> Iterator[tuple[str, str]]:
    """Yield (name of a property, values) of some properties."""
    for one in source.properties:
        values = record.values(one.id) if one.id in _SHOWN else ()
        if any(values):
            more = ", …" if len(values) > _VALUES else ""
            yield one.name, ", ".join(map(words, values[:_VALUES])) + more


def words(value: Value) -> str:
    """Return a value as a page shows it."""
    if not isinstance(value, Thing):
        return str(value)
    return f"{value.name} ({value.id})" if is_qid(value.id) and value.name != value.id else value.name
