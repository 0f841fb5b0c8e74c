"""Known entities: the records that ship with claimgraph, with their names per language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import cast

from claimgraph.errors import LanguageDataError
from claimgraph.model import Kind

LANGUAGES = ("en", "uk", "nb", "pl", "ru", "de", "cs")
COLUMNS = ("key", "kind", "sort", "qid", "country", "place", *LANGUAGES)
MARK_OF_DOUBT = "?"
TABLES = ("countries.tsv", "cities.tsv", "regions.tsv", "people.tsv", "curated.tsv")
"""The shipped records, the hand-kept ones last; of places with one name the first is meant: Washington is the city."""


@dataclass(frozen=True, slots=True)
class Known:
    """One entity of the shipped data.

    `sort` is what it is (country, city, agency, person ...), `country` the key of its country, `names` maps a
    language to its names, preferred name first. `doubtful` holds the names that are common words or other names
    too, so that they count only where something else supports them.
    """

    key: str
    kind: Kind
    sort: str
    qid: str | None
    country: str | None
    place: tuple[float, float] | None
    names: dict[str, tuple[str, ...]]
    doubtful: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The preferred name, English where there is one."""
        return next((names[0] for names in self.names.values() if names), self.key)


def _parse(line: str) -> Known:
    fields = dict(zip(COLUMNS, line.split("\t"), strict=True))
    cells = {lang: tuple(filter(None, fields[lang].split("|"))) for lang in LANGUAGES if fields[lang]}
    names, doubtful = cells, set[str]()
    if MARK_OF_DOUBT in line:
        names = {lang: tuple(name.removeprefix(MARK_OF_DOUBT) for name in cell) for lang, cell in cells.items()}
        doubtful = {name[1:] for cell in cells.values() for name in cell if name.startswith(MARK_OF_DOUBT)}
    latitude, _, longitude = fields["place"].partition(",")
    return Known(
        key=fields["key"],
        kind=cast(Kind, fields["kind"]),
        sort=fields["sort"],
        qid=fields["qid"] or None,
        country=fields["country"] or None,
        place=(float(latitude), float(longitude)) if longitude else None,
        names={lang: cell for lang, cell in names.items() if cell},
        doubtful=frozenset(doubtful),
    )


def _all(record: Known) -> frozenset[str]:
    return frozenset(name for cell in record.names.values() for name in cell)


def _merge(old: Known, new: Known) -> Known:
    languages = [lang for lang in LANGUAGES if lang in old.names or lang in new.names]
    names = {lang: tuple(dict.fromkeys((*new.names.get(lang, ()), *old.names.get(lang, ())))) for lang in languages}
    return replace(
        old,
        sort=new.sort or old.sort,
        qid=new.qid or old.qid,
        country=new.country or old.country,
        place=new.place or old.place,
        names=names,
        doubtful=(old.doubtful - _all(new)) | new.doubtful,
    )


def read(name: str, content: str) -> Iterator[Known]:
    """Yield the records of one table; raise LanguageDataError naming file and line where a row is malformed.

    The first line holds the column names; lines that start with `#` are remarks.
    """
    for number, line in enumerate(content.splitlines(), start=1):
        if number == 1 or line.startswith("#"):
            continue
        try:
            yield _parse(line)
        except ValueError as error:
            raise LanguageDataError(f"{name}:{number}", str(error)) from error


@cache
def version() -> str:
    """Return the version of the shipped records, which links by them record."""
    return f"shipped-{sha256(b''.join(map(_content, TABLES))).hexdigest()[:12]}"


def _content(table: str) -> bytes:
    return (files("claimgraph.link") / "data" / table).read_bytes()


@cache
def known() -> dict[str, Known]:
    """Return all shipped records by key; rows of one key in several tables add up, the hand-kept table first."""
    records: dict[str, Known] = {}
    for table in TABLES:
        for record in read(table, _content(table).decode("utf-8")):
            records[record.key] = _merge(records[record.key], record) if record.key in records else record
    return records
