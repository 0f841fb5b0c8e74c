"""The index file of a release: an SQLite database with one row per thing, and the full-text table over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from claimgraph.link.fold import fold, plain
from claimgraph.search.material import Item, Name, items
from claimgraph.search.words import form, stems_of, words
from claimgraph.store import Release, View

FILE = "search.sqlite"
VERSION = 1
"""Of the form of the file; another one can't be searched."""

_TABLES = f"""
PRAGMA application_id = 1129792339;
PRAGMA user_version = {VERSION};
CREATE TABLE item (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL, lang TEXT NOT NULL,
  text TEXT NOT NULL, weight INTEGER NOT NULL
);
CREATE TABLE start (key TEXT NOT NULL, item INTEGER NOT NULL, name TEXT NOT NULL, weight INTEGER NOT NULL,
  PRIMARY KEY (key, item, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(
  forms, sounds, stems, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);
"""
SEPARATOR = "\n"
"""Between the names of a thing."""
_STARTS = 6
_LONGEST = 200


def write(release: Release) -> None:
    """Write the index of a release beside its graph; the same release gives the same bytes."""
    write_items(release.path / FILE, items(View(release)))


def write_items(file: Path, found: Iterable[Item]) -> None:
    """Write an index of some things."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        connection.execute("BEGIN")
        for number, item in enumerate(found, 1):
            _add(connection, number, item)
        connection.execute("INSERT INTO found (found) VALUES ('optimize')")
        connection.execute("COMMIT")


def _add(connection: sqlite3.Connection, number: int, item: Item) -> None:
    text = SEPARATOR.join(dict.fromkeys(name.text for name in item.names)) if item.names else item.text
    connection.execute(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, item.iri, item.type, item.label, item.lang, text, item.weight),
    )
    forms = " ".join(form(word.text) for word in words(text))
    sounds = " ".join(dict.fromkeys(fold(name.text, name.lang or None) for name in item.names))
    connection.execute(
        "INSERT INTO found (rowid, forms, sounds, stems) VALUES (?, ?, ?, ?)", (number, forms, sounds, _stems(item))
    )
    for name in item.names:
        rows = [(key, number, name.text, item.weight) for key in sorted(_starts(name))]
        connection.executemany("INSERT OR IGNORE INTO start VALUES (?, ?, ?, ?)", rows)


def _starts(name: Name) -> set[str]:
    """Return what may be typed first of a name: its letters or its sound, from any of its words on."""
    whole = (plain(name.text), fold(name.text, name.lang or None))
    parts = (key.split(" ") for key in whole)
    return {" ".join(part[start:])[:_LONGEST] for part in parts for start in range(min(len(part), _STARTS))} - {""}


def _stems(item: Item) -> str:
    texts = [(name.text, name.lang) for name in item.names] or [(item.text, item.lang)]
    return " ".join(stem for text, lang in texts for word in words(text) for stem in stems_of(word.text, lang))
