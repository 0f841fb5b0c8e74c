"""How an index is made: rows gathered in a work file that survives a crash, then put into order as a new file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.index import APPLICATION, SCHEMA, UNANSWERED, checksum, open_index
from claimgraph.wikidata.rows import COLUMNS, Key, Row, fold_version, number, packed

LICENCE = "CC0-1.0"
"""Licence of all statements of Wikidata, and so of an index that doesn't say another."""
Step = Callable[[str], None]

_TYPES = {"id": "INTEGER PRIMARY KEY", "prior": "INTEGER NOT NULL", "latitude": "REAL", "longitude": "REAL"}
_NEVER_NULL = {"kind": "TEXT NOT NULL", "names": "TEXT NOT NULL"}
_ITEM = ", ".join(f'"{column}" {(_TYPES | _NEVER_NULL).get(column, "TEXT")}' for column in COLUMNS)
_DRAFT = f"""
    CREATE TABLE item ({_ITEM});
    CREATE TABLE name (key TEXT NOT NULL, item INTEGER NOT NULL);
    CREATE TABLE redirect (source INTEGER PRIMARY KEY, target INTEGER NOT NULL);
    CREATE TABLE subclass (class INTEGER NOT NULL, above INTEGER NOT NULL, PRIMARY KEY (class, above)) WITHOUT ROWID;
    CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_INDEX = f"""
    PRAGMA application_id = {APPLICATION};
    PRAGMA user_version = {SCHEMA};
    CREATE TABLE new.meta (key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
    CREATE TABLE new.item ({_ITEM});
    CREATE TABLE new.name (
        key TEXT NOT NULL, prior INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (key, prior DESC, item)
    ) WITHOUT ROWID;
    CREATE TABLE new.redirect (source INTEGER PRIMARY KEY, target INTEGER NOT NULL);
    CREATE VIRTUAL TABLE new.fuzzy USING fts5(key, tokenize = 'trigram', detail = 'none', columnsize = 0);
    INSERT INTO new.fuzzy (fuzzy, rank) VALUES ('hashsize', 33554432);
""".replace("PRAGMA ", "PRAGMA new.")
# With the prior in it, the best known items of a name that thousands have are found without looking at the others.
_NAMES = "SELECT DISTINCT key, prior, item FROM main.name JOIN main.item ON id = item ORDER BY key, prior DESC, item"
_SPOKEN = "SELECT DISTINCT key FROM new.name WHERE substr(key, 1, 1) <> '=' ORDER BY key"
_PARTS = {
    "items": "INSERT INTO new.item SELECT * FROM main.item ORDER BY id",
    "redirects": "INSERT INTO new.redirect SELECT * FROM main.redirect ORDER BY source",
    "names": f"INSERT INTO new.name {_NAMES}",
    "trigrams": f"INSERT INTO new.fuzzy (key) {_SPOKEN}",
    "order of trigrams": "INSERT INTO new.fuzzy (fuzzy) VALUES ('optimize')",
}
_OWN = frozenset(("version", "fold", "items", "keys", "checksum"))
"""What an index says of itself that follows from its content."""
_AT_ONCE = 1000


class Draft:
    """The work file of an index; one process at a time holds it. Nothing is kept before `commit`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            self._db.executescript(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            )
            self._db.execute("BEGIN IMMEDIATE")
            if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in filter(str.strip, _DRAFT.split(";")):
                    self._db.execute(statement)
            self.commit()
        except sqlite3.Error as error:
            self._db.close()
            raise ClaimGraphError(f"work file {path} can't be used, perhaps another build runs: {error}") from error

    def close(self) -> None:
        """Close the file without what wasn't committed."""
        self._db.close()

    def commit(self) -> None:
        """Keep what was added since the last time, whatever happens to the process."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def add(self, rows: Sequence[Row], names: Iterable[Key]) -> int:
        """Add items, each once, and the keys of their names; those that are there stay. Return how many are new."""
        known: set[int] = set()
        for start in range(0, len(rows), _AT_ONCE):
            numbers = [row[0] for row in rows[start : start + _AT_ONCE]]
            marks = ", ".join("?" * len(numbers))
            known.update(found for (found,) in self._db.execute(f"SELECT id FROM item WHERE id IN ({marks})", numbers))
        values = ", ".join("?" * len(COLUMNS))
        self._db.executemany(f"INSERT INTO item VALUES ({values})", (row for row in rows if row[0] not in known))
        self._db.executemany("INSERT INTO name VALUES (?, ?)", (key for key in names if key[1] not in known))
        return len(rows) - len(known)

    def redirect(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add QIDs that lead to others."""
        numbers = ((number(source), number(target)) for source, target in pairs)
        self._db.executemany("INSERT OR IGNORE INTO redirect VALUES (?, ?)", numbers)

    def relate(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Add classes, each with one that it is a subclass of."""
        self._db.executemany("INSERT OR IGNORE INTO subclass VALUES (?, ?)", pairs)

    def below(self, classes: Iterable[int], stops: Iterable[int]) -> list[tuple[int, int]]:
        """Return the subclasses of classes, each with how many steps it lies below the nearest of them."""
        self._db.execute("CREATE TEMP TABLE reached (class INTEGER PRIMARY KEY, depth INTEGER)")
        self._db.execute("CREATE INDEX IF NOT EXISTS above ON subclass (above)")
        self._db.executemany("INSERT OR IGNORE INTO reached VALUES (?, -1)", ((stop,) for stop in stops))
        depth = 0
        self._db.executemany("INSERT OR IGNORE INTO reached VALUES (?, 0)", ((one,) for one in classes))
        lower = (
            "INSERT OR IGNORE INTO reached SELECT subclass.class, ?1 + 1 FROM reached JOIN subclass "
            "ON subclass.above = reached.class WHERE reached.depth = ?1"
        )
        while self._db.execute(lower, (depth,)).rowcount:
            depth += 1
        found = self._db.execute("SELECT class, depth FROM reached WHERE depth >= 0 ORDER BY class").fetchall()
        self._db.execute("DROP TABLE reached")
        return found

    def state(self) -> dict[str, str]:
        """Return what was noted."""
        return dict(self._db.execute("SELECT key, value FROM state"))

    def note(self, state: Mapping[str, str]) -> None:
        """Note texts under their keys."""
        self._db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state.items())

    def finish(self, target: Path, facts: Mapping[str, str], step: Step = lambda _: None) -> None:
        """Put all into order as an index that replaces the file at `target` at once."""
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        self.commit()
        self._db.execute("COMMIT")
        # Sorting needs room for a copy of all names: where the index goes, not where the system keeps small files.
        os.environ.setdefault("SQLITE_TMPDIR", str(target.parent.resolve()))
        self._db.execute("ATTACH ? AS new", (str(part),))
        self._db.executescript("PRAGMA new.journal_mode = OFF; PRAGMA new.synchronous = OFF;" + _INDEX)
        for name, statement in _PARTS.items():
            step(name)
            self._db.execute(statement)
        self._db.execute("DETACH new")
        step("checksum")
        _sign(part, facts)
        os.replace(part, target)


def _sign(part: Path, facts: Mapping[str, str]) -> None:
    """Write what is known of an index into it, and the file to the disk."""
    with closing(sqlite3.connect(part, isolation_level=None)) as database:
        content = checksum(database)
        (items,) = database.execute("SELECT count(*) FROM item").fetchone()
        (names,) = database.execute("SELECT count(*) FROM name").fetchone()
        # Names without an answer change links too, so that they are part of what a link records.
        state = sha256((content + facts[UNANSWERED]).encode()).hexdigest() if UNANSWERED in facts else content
        version = "-".join(filter(None, (facts["source"], facts.get("date", ""), state[:12])))
        meta = {"version": version, "licence": LICENCE, **facts, "fold": fold_version()}
        meta |= {"items": str(items), "keys": str(names), "checksum": content}
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("BEGIN")
        database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        database.execute("COMMIT")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def drafted(path: Path) -> Iterator[Draft]:
    """Open a work file, and close it in the end."""
    draft = Draft(path)
    try:
        yield draft
    finally:
        draft.close()


def discard(path: Path) -> None:
    """Remove a work file."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def write_index(
    path: Path, items: Iterable[Item], facts: Mapping[str, str], redirects: Iterable[tuple[str, str]] = ()
) -> None:
    """Write items as an index; `facts` has `source` and `languages` (codes with blanks between), perhaps `date`.

    Raises ClaimGraphError when the file can't be written.
    """
    work = path.with_name(f"{path.name}.items")
    try:
        discard(work)
        with drafted(work) as draft:
            rest = iter(items)
            while some := list(islice(rest, _AT_ONCE)):
                draft.add(*packed(some))
            draft.redirect(redirects)
            draft.finish(path, facts)
        discard(work)
    except (OSError, sqlite3.Error) as error:
        raise ClaimGraphError(f"index {path} can't be written: {error}") from error


def renew(path: Path) -> None:
    """Give the names of an index the keys that they have by today's rules of spelling."""
    with closing(open_index(path)) as index:
        facts = {key: value for key, value in index.info().items() if key not in _OWN}
        write_index(path, index.items(), facts, index.redirects())
