"""The index of items: an SQLite file that is only read, by QID, by the sound of a name, and by names alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import msgspec
from rapidfuzz import fuzz, process

from claimgraph.errors import ClaimGraphError
from claimgraph.lang import codes
from claimgraph.link.fold import plain
from claimgraph.link.spelling import candidates
from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.kinds import is_qid
from claimgraph.wikidata.rows import COLUMNS, Row, fold_version, item, number

APPLICATION = 0x43474958
"""SQLite's application id of an index: `CGIX`."""
SCHEMA = 1
"""SQLite's user version of an index; another one after every change of its tables."""
MOST = 100
"""Items that one name finds at most, those with the greatest prior."""
UNANSWERED = "unanswered"
"""What an index says of names that live Wikidata was asked for in vain: JSON, language to name to reason."""

_TABLES = {"item", "name", "redirect", "meta", "fuzzy"}
_REQUIRED = {"version", "source", "languages", "fold", "licence", "checksum", "items", "keys"}
_SELECT = f"SELECT {', '.join(f'item.{column!r}' for column in COLUMNS)} FROM item".replace("'", '"')
_MOST_TRIGRAMS, _MOST_ALIKE = 8, 20_000
_LEAST_SCORE = 70.0
_PART = 0.9
"""What a name counts that has all words that were asked for, and others."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that a search found; `score` is 100 where one of its names sounds as what was asked for."""

    item: Item
    score: float
    key: str


class Index:
    """An open index; not for several threads at once."""

    def __init__(self, path: Path, database: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        self.path = path
        self._db = database
        self._meta = meta
        self.failures = msgspec.json.decode(meta.get(UNANSWERED, "{}"), type=dict[str, dict[str, str]])
        """Why live Wikidata gave no answer when it was asked last for a name, by language and name."""

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def version(self) -> str:
        """What every link that was made with this index records."""
        return self._meta["version"]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of names."""
        return tuple(self._meta["languages"].split())

    @property
    def is_stale(self) -> bool:
        """Whether names get other keys today than when it was made, so that some are not found."""
        return self._meta["fold"] != fold_version()

    def info(self) -> Mapping[str, str]:
        """Return what is known of the index: version, source, date, languages, licence, counts, checksums."""
        return self._meta

    def __len__(self) -> int:
        return int(self._meta["items"])

    def item(self, qid: str) -> Item | None:
        """Return an item, also by the QID of one that was merged into it; None where it isn't here."""
        if not is_qid(qid):
            return None
        wanted = number(qid)
        query = f"{_SELECT} WHERE id = coalesce((SELECT target FROM redirect WHERE source = ?1), ?1)"
        return next(self._items(query, wanted), None)

    def unanswered(self, name: str, lang: str) -> str | None:
        """Return why live Wikidata gave no answer for a name, None where it gave one or was never asked."""
        return self.failures.get(lang, {}).get(name)

    def items(self) -> Iterator[Item]:
        """Yield all items in the order of their numbers."""
        return self._items(f"{_SELECT} ORDER BY id")

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Yield the QIDs that lead to items of the index, each with where it leads."""
        found = self._db.execute("SELECT source, target FROM redirect ORDER BY source")
        return ((f"Q{source}", f"Q{target}") for source, target in found)

    def named(self, key: str, most: int = MOST) -> tuple[Item, ...]:
        """Return the items with a name of this key, the best known first.

        The key is what `claimgraph.link.fold.fold` returns, or `=` and what `plain` returns.
        """
        by_key = "JOIN name ON name.item = item.id WHERE name.key = ? ORDER BY name.prior DESC, name.item LIMIT ?"
        return tuple(self._items(f"{_SELECT} {by_key}", key, most))

    def starting(self, text: str, most: int = MOST) -> tuple[Item, ...]:
        """Return the items with a name that begins like a text, letter by letter, the best known first."""
        first = f"={plain(text)}"
        if first == "=":
            return ()
        # Every letter of a key comes before the tilde. A short text begins so many names that not all are looked at.
        some = "SELECT item, prior FROM name WHERE key >= ? AND key < ? LIMIT ?"
        best = f"SELECT DISTINCT item FROM ({some}) ORDER BY prior DESC, item LIMIT ?"
        query = f"{_SELECT} WHERE id IN ({best}) ORDER BY prior DESC, id"
        return tuple(self._items(query, first, f"{first}~", _MOST_ALIKE, most))

    def search(self, name: str, lang: str | None = None, limit: int = 10) -> tuple[Hit, ...]:
        """Return the items whose names are most like a name, or a case form of it, best first."""
        known = [lang] if lang else [*codes(), ""]
        sounds = {key for code in known for key in candidates(name, code) if key.strip("=")}
        found = {one.qid: Hit(one, 100.0, key) for key in sorted(sounds) for one in self.named(key)}
        if len(found) < limit:
            for key, score in self._alike(sorted(key for key in sounds if not key.startswith("="))):
                for one in self.named(key, limit):
                    found.setdefault(one.qid, Hit(one, score, key))
        ranked = sorted(found.values(), key=lambda hit: (-hit.score, -hit.item.prior, number(hit.item.qid)))
        return tuple(ranked[:limit])

    def _alike(self, sounds: list[str]) -> list[tuple[str, float]]:
        """Return keys that are like one of some sounds, the most like first."""
        best: dict[str, float] = {}
        for sound in sounds:
            keys = self._sharing(sound)
            longer = [key for key in keys if key.count(" ") >= sound.count(" ")]
            for scorer, weight, among in ((fuzz.ratio, 1.0, keys), (fuzz.token_set_ratio, _PART, longer)):
                like = process.extract(sound, among, scorer=scorer, limit=MOST, score_cutoff=_LEAST_SCORE)
                best.update({key: max(weight * score, best.get(key, 0.0)) for key, score, _ in like})
        return sorted(best.items(), key=lambda found: (-found[1], found[0]))[:MOST]

    def _sharing(self, sound: str) -> list[str]:
        """Return keys that share one of the rarest trigrams of a sound."""
        rarest = sorted((self._frequency(three), three) for three in {sound[i : i + 3] for i in range(len(sound) - 2)})
        chosen: list[str] = []
        room = _MOST_ALIKE
        for count, three in rarest:
            if count and len(chosen) < _MOST_TRIGRAMS and (count <= room or not chosen):
                chosen.append(f'"{three}"')
                room -= count
        if not chosen:
            return []
        query = "SELECT key FROM fuzzy WHERE fuzzy MATCH ? LIMIT ?"
        return [key for (key,) in self._rows(query, " OR ".join(chosen), _MOST_ALIKE)]

    def _frequency(self, trigram: str) -> int:
        return next((int(count) for (count,) in self._rows("SELECT doc FROM trigram WHERE term = ?", trigram)), 0)

    def _items(self, query: str, *values: str | int) -> Iterator[Item]:
        try:
            yield from map(item, self._rows(query, *values))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ClaimGraphError(f"index {self.path} is broken: {error}") from error

    def _rows(self, query: str, *values: str | int) -> Iterator[Row]:
        try:
            yield from self._db.execute(query, values)
        except sqlite3.Error as error:
            raise ClaimGraphError(f"index {self.path} is broken: {error}") from error

    def faults(self) -> list[str]:
        """Read the whole file and return what is wrong with it; takes minutes for a large index."""
        try:
            wrong = [fault for (fault,) in self._db.execute("PRAGMA quick_check(5)") if fault != "ok"]
            if not wrong and checksum(self._db) != self._meta["checksum"]:
                wrong.append("the content is not that of its checksum")
        except sqlite3.Error as error:
            return [str(error)]
        return wrong


def checksum(database: sqlite3.Connection) -> str:
    """Return the SHA-256 of the content, whatever the layout of the file."""
    digest = sha256()
    for query in (
        f"{_SELECT} ORDER BY id",
        "SELECT key, prior, item FROM name ORDER BY key, prior DESC, item",
        "SELECT source, target FROM redirect ORDER BY source",
    ):
        for row in database.execute(query):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def open_index(path: Path) -> Index:
    """Open an index for reading; raise ClaimGraphError when it is none, broken or of another version."""
    if not path.is_file():
        raise ClaimGraphError(f"index {path}: there is no such file; make it with: claimgraph index build")
    try:
        # A finished index is never written again but replaced as a whole, so no lock is needed.
        database = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
        try:
            return Index(path, database, _checked(path, database))
        except BaseException:
            database.close()
            raise
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        raise ClaimGraphError(f"index {path} is broken or not an index: {error}") from error


def _checked(path: Path, database: sqlite3.Connection) -> dict[str, str]:
    """Return what an index says of itself after the checks that take no time."""
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (schema,) = database.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise ClaimGraphError(f"index {path}: this is another kind of file")
    if schema != SCHEMA:
        raise ClaimGraphError(f"index {path} is of version {schema}, not {SCHEMA}: build it again")
    (size,) = database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    if size != path.stat().st_size:
        raise ClaimGraphError(f"index {path} is broken: {path.stat().st_size} bytes, not {size}")
    if missing := _TABLES - {name for (name,) in database.execute("SELECT name FROM sqlite_master")}:
        raise ClaimGraphError(f"index {path} is broken: it has no table {min(missing)}")
    meta = dict(database.execute("SELECT key, value FROM meta ORDER BY rowid"))
    if missing := _REQUIRED - meta.keys():
        raise ClaimGraphError(f"index {path} is broken: it doesn't say its {min(missing)}")
    database.execute("CREATE VIRTUAL TABLE temp.trigram USING fts5vocab(main, fuzzy, row)")
    return meta
