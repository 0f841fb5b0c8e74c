"""The file of a comparison: sides by block, relations and clusters, so that little is done again for a new document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from claimgraph.compare.blocks import blocks
from claimgraph.compare.copies import Print
from claimgraph.compare.paper import Paper
from claimgraph.compare.roots import Member
from claimgraph.compare.rules import Relation
from claimgraph.compare.side import Side
from claimgraph.compare.sketch import sketch

_SCHEMA: Final = """
CREATE TABLE documents (document TEXT PRIMARY KEY, made TEXT NOT NULL, print BLOB NOT NULL) STRICT;
CREATE TABLE members (claim TEXT PRIMARY KEY, document TEXT NOT NULL, record BLOB NOT NULL) STRICT;
CREATE INDEX members_document ON members (document);
CREATE TABLE sides (
    id INTEGER PRIMARY KEY AUTOINCREMENT, claim TEXT NOT NULL, number INTEGER NOT NULL, document TEXT NOT NULL,
    record BLOB NOT NULL, sketch BLOB NOT NULL
) STRICT;
CREATE INDEX sides_document ON sides (document);
CREATE TABLE blocks (
    block TEXT NOT NULL, day TEXT NOT NULL, claim TEXT NOT NULL, number INTEGER NOT NULL, side INTEGER NOT NULL,
    PRIMARY KEY (block, day, claim, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_side ON blocks (side);
CREATE TABLE pairs (               -- relations by the block in which their sides stand near
    block TEXT NOT NULL, first INTEGER NOT NULL, second INTEGER NOT NULL, PRIMARY KEY (block, first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairs_ends ON pairs (first, second);
CREATE INDEX pairs_second ON pairs (second);
CREATE TABLE relations (
    first INTEGER NOT NULL, second INTEGER NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL, type TEXT NOT NULL,
    confidence REAL NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE INDEX relations_ends ON relations (first, second);
CREATE INDEX relations_left ON relations (left);
CREATE INDEX relations_right ON relations (right);
CREATE TABLE clusters (claim TEXT PRIMARY KEY, cluster TEXT NOT NULL) STRICT;
CREATE INDEX clusters_cluster ON clusters (cluster);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
_side = msgspec.msgpack.Decoder(Side)
_member = msgspec.msgpack.Decoder(Member)
_print = msgspec.msgpack.Decoder(Print | None)
_relation = msgspec.msgpack.Decoder(Relation)
Ends = tuple[int, int]


class Shelf:
    """Rows of a comparison; nothing is kept before `commit`."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            self._db.executescript(f"BEGIN;{_SCHEMA}COMMIT;")

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self._db.close()

    def commit(self) -> None:
        """Return when all changes are safe on disk."""
        self._db.commit()

    def fact(self, name: str) -> str | None:
        """Return a noted fact."""
        found = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def note(self, name: str, value: str) -> None:
        """Note a fact."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def clear(self) -> None:
        """Forget everything."""
        for table in ("documents", "members", "sides", "blocks", "pairs", "relations", "clusters", "facts"):
            self._db.execute(f"DELETE FROM {table}")

    def blocks_of(self, document: str) -> set[str]:
        """Return the blocks in which a document has sides."""
        query = "SELECT DISTINCT block FROM blocks JOIN sides ON side = id WHERE document = ?"
        return {str(block) for (block,) in self._db.execute(query, (document,))}

    def claims_of(self, document: str) -> list[str]:
        """Return the claims of a document."""
        query = "SELECT claim FROM members WHERE document = ? ORDER BY claim"
        return [str(claim) for (claim,) in self._db.execute(query, (document,))]

    def block(self, block: str) -> list[int]:
        """Return the sides of a block in order."""
        query = "SELECT side FROM blocks WHERE block = ? ORDER BY day, claim, number"
        return [int(side) for (side,) in self._db.execute(query, (block,))]

    def remove(self, document: str) -> None:
        """Take the sides and claims of a document out; its pairs stay until their blocks are gone through."""
        self._db.execute("DELETE FROM blocks WHERE side IN (SELECT id FROM sides WHERE document = ?)", (document,))
        for table in ("sides", "members", "documents"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def documents(self) -> dict[str, str]:
        """Return the documents with the hashes of what they were made from."""
        return dict(self._db.execute("SELECT document, made FROM documents"))

    def add(self, paper: Paper) -> None:
        """Put a document in."""
        encode = msgspec.msgpack.encode
        imprint = next((member.fingerprint for member in paper.members), None)
        row = (paper.document, paper.made, encode(imprint))
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?)", row)
        rows = [(m.claim, paper.document, encode(replace(m, fingerprint=None))) for m in paper.members]
        self._db.executemany("INSERT INTO members VALUES (?, ?, ?)", rows)
        for side in paper.sides:
            self._add_side(side)

    def _add_side(self, side: Side) -> None:
        row = (*side.id, side.document, msgspec.msgpack.encode(side), sketch(side))
        number = self._db.execute(
            "INSERT INTO sides (claim, number, document, record, sketch) VALUES (?, ?, ?, ?, ?)", row
        ).lastrowid
        found = [(block, side.published[:10], *side.id, number) for block in sorted(set(blocks(side)))]
        self._db.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)", found)

    def stretch(self, sides: Sequence[int]) -> tuple[list[str], list[bytes]]:
        """Return the documents and the sketches of sides."""
        query = "SELECT id, document, sketch FROM sides WHERE id IN (SELECT value FROM json_each(?))"
        found = {number: row for number, *row in self._db.execute(query, (json.dumps(sides),))}
        return [found[number][0] for number in sides], [found[number][1] for number in sides]

    def story(self, document: str) -> tuple[str, ...]:
        """Return what a document with sides is about, which all of its sides tell."""
        query = "SELECT record FROM sides WHERE document = ? LIMIT 1"
        return _side.decode(self._db.execute(query, (document,)).fetchone()[0]).story

    def latest(self) -> int:
        """Return the highest number that a side has, 0 where there is none; new ones get higher numbers."""
        return int(self._db.execute("SELECT ifnull(max(id), 0) FROM sides").fetchone()[0])

    def side(self, number: int) -> Side:
        """Return a side."""
        return _side.decode(self._db.execute("SELECT record FROM sides WHERE id = ?", (number,)).fetchone()[0])

    def paired(self, block: str) -> list[Ends]:
        """Return the pairs of a block."""
        query = "SELECT first, second FROM pairs WHERE block = ?"
        return [(int(a), int(b)) for a, b in self._db.execute(query, (block,))]

    def are_related(self, ends: Ends) -> bool:
        """Tell whether it is kept how two sides relate."""
        query = "SELECT 1 FROM relations WHERE first = ? AND second = ? LIMIT 1"
        return bool(self._db.execute(query, ends).fetchone())

    def pair(self, block: str, pairs: Iterable[Ends]) -> None:
        """Note that pairs of sides stand near in a block and relate."""
        self._db.executemany("INSERT OR IGNORE INTO pairs VALUES (?, ?, ?)", [(block, *ends) for ends in pairs])

    def unpair(self, block: str, pairs: Iterable[Ends]) -> None:
        """Note that pairs of sides no longer stand near in a block."""
        rows = [(block, *ends) for ends in pairs]
        self._db.executemany("DELETE FROM pairs WHERE block = ? AND first = ? AND second = ?", rows)

    def is_paired(self, ends: Ends) -> bool:
        """Tell whether two sides stand near and relate in any block."""
        return bool(self._db.execute("SELECT 1 FROM pairs WHERE first = ? AND second = ? LIMIT 1", ends).fetchone())

    def relate(self, ends: Ends, found: Iterable[Relation]) -> None:
        """Keep how two sides relate."""
        rows = [(*ends, r.left[0], r.right[0], r.type, r.confidence, msgspec.msgpack.encode(r)) for r in found]
        self._db.executemany("INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def part(self, ends: Ends) -> list[Relation]:
        """Forget how two sides relate, and return what is forgotten."""
        found = [_relation.decode(row) for (row,) in self._db.execute(
            "SELECT record FROM relations WHERE first = ? AND second = ?", ends)]  # fmt: skip
        self._db.execute("DELETE FROM relations WHERE first = ? AND second = ?", ends)
        return found

    def relations(self) -> Iterator[Relation]:
        """Yield all relations."""
        query = "SELECT record FROM relations ORDER BY left, right, type, record"
        return (_relation.decode(row) for (row,) in self._db.execute(query))

    def neighbours(self, claim: str, types: Sequence[str]) -> dict[str, float]:
        """Return the claims that a claim has relations of some types with, and how surely."""
        marks = ",".join("?" * len(types))
        query = (
            f"SELECT right, confidence FROM relations WHERE left = ? AND type IN ({marks}) "
            f"UNION ALL SELECT left, confidence FROM relations WHERE right = ? AND type IN ({marks})"
        )
        found: dict[str, float] = {}
        for other, confidence in self._db.execute(query, (claim, *types, claim, *types)):
            found[str(other)] = max(confidence, found.get(other, 0.0))
        return found

    def cluster_of(self, claim: str) -> str | None:
        """Return the cluster of a claim."""
        found = self._db.execute("SELECT cluster FROM clusters WHERE claim = ?", (claim,)).fetchone()
        return None if found is None else str(found[0])

    def cluster(self, cluster: str) -> list[str]:
        """Return the claims of a cluster, sorted."""
        query = "SELECT claim FROM clusters WHERE cluster = ? ORDER BY claim"
        return [str(claim) for (claim,) in self._db.execute(query, (cluster,))]

    def clusters(self) -> list[str]:
        """Return all clusters, sorted."""
        return [str(name) for (name,) in self._db.execute("SELECT DISTINCT cluster FROM clusters ORDER BY cluster")]

    def disband(self, cluster: str) -> None:
        """Forget a cluster."""
        self._db.execute("DELETE FROM clusters WHERE cluster = ?", (cluster,))

    def gather(self, claims: Sequence[str]) -> None:
        """Make claims, sorted, a cluster; its name is its first claim."""
        self._db.executemany("INSERT INTO clusters VALUES (?, ?)", [(claim, claims[0]) for claim in claims])

    def members(self, claims: Iterable[str]) -> Iterator[Member]:
        """Yield claims with their origin and the fingerprint of their documents."""
        query = "SELECT m.record, d.print FROM members m JOIN documents d USING (document) WHERE claim = ?"
        for claim in claims:
            record, imprint = self._db.execute(query, (claim,)).fetchone()
            yield replace(_member.decode(record), fingerprint=_print.decode(imprint))
