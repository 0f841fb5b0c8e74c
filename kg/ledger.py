"""What the working store holds: which documents, how they were read and what was last written of them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from claimgraph.errors import LoadError, StoreError
from claimgraph.iri import digest, document_key
from claimgraph.model import Annotation, Document

VERSION: Final = "1"
_SCHEMA = """
CREATE TABLE documents (
    key TEXT PRIMARY KEY,         -- what the IRI is made of
    address TEXT NOT NULL,        -- publisher with URL or name: here a new text replaces the old one
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,    -- of all that the input declares
    rules TEXT NOT NULL,          -- of the rules that read it
    annotation BLOB NOT NULL,     -- before entities are resolved
    run INTEGER NOT NULL,         -- the last run that had it among its inputs
    written TEXT                  -- digest of what the graph holds of it; NULL while that is uncertain
) STRICT;
CREATE INDEX documents_address ON documents (address);
CREATE TABLE graphs (name TEXT PRIMARY KEY, written TEXT) STRICT;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
_decoder = msgspec.json.Decoder(Annotation)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a build meets it: its key, and what tells whether it changed."""

    key: str
    address: str
    name: str
    fingerprint: str

    @classmethod
    def of(cls, document: Document) -> Entry:
        """Return the entry of a document; raise LoadError for text that UTF-8 has no form for."""
        try:
            fingerprint = hashlib.sha256(msgspec.json.encode(document)).hexdigest()
        except UnicodeEncodeError as error:
            reason = f"half a surrogate pair at character {error.start}; write the whole character"
            raise LoadError(repr(document.name), reason) from error
        address = digest(document.publisher or "", document.url or document.name)
        return cls(document_key(document), address, document.name, fingerprint)


@dataclass(frozen=True, slots=True)
class Row:
    """What the ledger knows of a document."""

    entry: Entry
    rules: str
    run: int


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """Open a ledger and close it in the end; raise StoreError where it is damaged or of another version."""
    try:
        with closing(Ledger(path)) as ledger:
            yield ledger
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        reason = f"can't be used ({error}); delete the folder that holds it and build anew"
        raise StoreError(str(path), reason) from error


class Ledger:
    """The ledger of a working store; nothing is kept before `commit`."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            # Tables and version in one transaction: an end in between leaves an empty file, which is begun anew.
            self._db.executescript(f"BEGIN;{_SCHEMA}")
            self.note("version", VERSION)
            self.commit()
        if self.fact("version") != VERSION:
            raise StoreError(str(path), "was made by another version of claimgraph; build into a new folder")

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self._db.close()

    def commit(self) -> None:
        """Return when all changes are safe on disk."""
        self._db.commit()

    def fact(self, name: str) -> str | None:
        """Return a noted fact about the whole store."""
        found = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def note(self, name: str, value: str | None) -> None:
        """Note a fact about the whole store, or forget it."""
        if value is None:
            self._db.execute("DELETE FROM facts WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def next_run(self) -> int:
        """Return the number of a new run."""
        run = int(self.fact("run") or 0) + 1
        self.note("run", str(run))
        return run

    def find(self, key: str) -> Row | None:
        """Return what is known of a document."""
        found = self._db.execute(
            "SELECT address, name, fingerprint, rules, run FROM documents WHERE key = ?", (key,)
        ).fetchone()
        return None if found is None else Row(Entry(key, *found[:3]), *found[3:])

    def holds_address(self, address: str) -> bool:
        """Tell whether a document is known at this address."""
        return bool(self._db.execute("SELECT 1 FROM documents WHERE address = ?", (address,)).fetchone())

    def save(self, entry: Entry, rules: str, run: int, annotation: Annotation) -> None:
        """Store how a document was read; what the graph holds is out of date from now on."""
        self.note("complete", None)
        blob = msgspec.json.encode(annotation)
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (key) DO UPDATE SET "
            "name = excluded.name, fingerprint = excluded.fingerprint, rules = excluded.rules, "
            "annotation = excluded.annotation, run = excluded.run",
            (entry.key, entry.address, entry.name, entry.fingerprint, rules, blob, run),
        )

    def see(self, key: str, run: int) -> None:
        """Note that a run had a document among its inputs."""
        self._db.execute("UPDATE documents SET run = ? WHERE key = ?", (run, key))

    def keys(self) -> list[str]:
        """Return the keys of all documents, sorted."""
        return self._keys("SELECT key FROM documents ORDER BY key")

    def outdated(self, rules: str) -> list[str]:
        """Return the keys of documents that other rules have read."""
        return self._keys("SELECT key FROM documents WHERE rules != ? ORDER BY key", rules)

    def replaced(self, run: int) -> list[str]:
        """Return the keys of documents whose address has another text in this run."""
        return self._keys(
            "SELECT key FROM documents WHERE run != ?1 AND address IN "
            "(SELECT address FROM documents WHERE run = ?1) ORDER BY key",
            run,
        )

    def missing(self, run: int) -> list[str]:
        """Return the keys of documents that were not among the inputs of a run."""
        return self._keys("SELECT key FROM documents WHERE run != ? ORDER BY key", run)

    def _keys(self, query: str, *values: str | int) -> list[str]:
        return [str(key) for (key,) in self._db.execute(query, values)]

    def written(self, key: str) -> str | None:
        """Return the digest of what the graph holds of a document, None while that is uncertain."""
        found = self._db.execute("SELECT written FROM documents WHERE key = ?", (key,)).fetchone()
        return None if found is None else found[0]

    def annotation(self, key: str) -> Annotation:
        """Return how a document was read, with entities of its own."""
        blob = self._db.execute("SELECT annotation FROM documents WHERE key = ?", (key,)).fetchone()[0]
        return _decoder.decode(blob)

    def annotations(self) -> Iterator[tuple[str, Annotation]]:
        """Yield all documents by key."""
        return ((key, self.annotation(key)) for key in self.keys())

    def mark(self, written: Iterable[tuple[str, str | None]]) -> None:
        """Note what the graph now holds of documents: pairs of key and digest, None while it is uncertain."""
        self._db.executemany(
            "UPDATE documents SET written = ? WHERE key = ?", [(digest, key) for key, digest in written]
        )

    def drop(self, keys: Iterable[str]) -> None:
        """Forget documents."""
        self.note("complete", None)
        self._db.executemany("DELETE FROM documents WHERE key = ?", [(key,) for key in keys])

    def graph(self, name: str) -> str | None:
        """Return the digest of what was last written into a shared graph."""
        found = self._db.execute("SELECT written FROM graphs WHERE name = ?", (name,)).fetchone()
        return None if found is None else found[0]

    def mark_graph(self, name: str, written: str | None) -> None:
        """Note what a shared graph now holds, None while it is uncertain."""
        self._db.execute("INSERT OR REPLACE INTO graphs VALUES (?, ?)", (name, written))

    def forget_writes(self) -> None:
        """Note that the graph holds nothing."""
        self.note("complete", None)
        self._db.execute("UPDATE documents SET written = NULL")
        self._db.execute("DELETE FROM graphs")
