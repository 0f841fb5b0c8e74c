"""Lines of a dump to rows of the index: what is not wanted is told by its bytes, the rest is decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from claimgraph.wikidata.entity import ClassRecord, Item, Record, item_of, redirected
from claimgraph.wikidata.kinds import Kinds, is_qid
from claimgraph.wikidata.rows import Key, Row, number, packed

_INSTANCE, _ABOVE, _LINKS = b'"P31"', b'"P279"', b'"sitelinks"'
_VALUE = re.compile(rb'"P31"\s*,[^}]{0,400}?"id"\s*:\s*"(Q\d+)"')
_IS_KEY = re.compile(rb'"P31"\s*:')
_NOTHING = re.compile(rb'"sitelinks"\s*:\s*(?:\{\s*\}|\[\s*\])')
_LONGEST_REDIRECT = 300
_AROUND = b" \t\r\n[],"
_SHOWN = 60
_RECORD, _CLASS = msgspec.json.Decoder(Record), msgspec.json.Decoder(ClassRecord)

R = TypeVar("R")


@dataclass(slots=True)
class Batch:
    """What a chunk of lines gives: rows, and how many lines there are and how many of them are corrupt."""

    rows: list[Row] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    redirects: list[tuple[str, str]] = field(default_factory=list)
    subclasses: list[tuple[int, int]] = field(default_factory=list)
    lines: int = 0
    corrupt: int = 0
    example: tuple[int, str] | None = None
    """Number of the first corrupt line within the chunk, from 1 on, and what is wrong with it."""
    modified: str = ""
    """When the entity was changed that was changed last, in ISO form."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Reads the items that are wanted: their classes, languages of their names, and how many sitelinks at least."""

    kinds: Kinds
    languages: tuple[str, ...]
    sitelinks: int
    wanted: frozenset[bytes]

    @classmethod
    def of(cls, kinds: Kinds, languages: Sequence[str], sitelinks: int) -> Sieve:
        """Return a sieve."""
        return cls(kinds, tuple(languages), sitelinks, frozenset(qid.encode() for qid in kinds.of_class))

    def __call__(self, data: bytes) -> Batch:
        """Read lines."""
        batch = Batch()
        items = []
        for line in _entities(data, batch):
            record = _decoded(_RECORD, line, batch) if self._may_be_wanted(line) else None
            found = self._kept(record, batch) if record else None
            if found:
                items.append(found)
        batch.rows, batch.keys = packed(items)
        return batch

    def _may_be_wanted(self, line: bytes) -> bool:
        if _may_be_redirect(line):
            return True
        return _may_be_of(line, self.wanted) and not (self.sitelinks and _has_no_links(line))

    def _kept(self, record: Record, batch: Batch) -> Item | None:
        pair = redirected(record)
        if pair:
            batch.redirects.append(pair)
            return None
        found = item_of(record, self.languages, self.kinds)
        if found is None or found.prior < self.sitelinks:
            return None
        batch.modified = max(batch.modified, record.modified)
        return found


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Reads which classes are subclasses (P279) of which."""

    def __call__(self, data: bytes) -> Batch:
        """Read lines."""
        batch = Batch()
        for line in _entities(data, batch):
            record = _decoded(_CLASS, line, batch) if _ABOVE in line else None
            if record and is_qid(record.id):
                batch.subclasses += ((number(record.id), number(above)) for above in record.above)
        return batch


def _entities(data: bytes, batch: Batch) -> Iterator[bytes]:
    """Yield the lines that are an entity's; count all, and those that are broken."""
    for line in data.split(b"\n"):
        line = line.strip(_AROUND)
        if not line:
            continue
        batch.lines += 1
        if line[:1] == b"{" and line[-1:] == b"}":
            yield line
        else:
            _refuse(line, "no whole entity", batch)


def _refuse(line: bytes, reason: str, batch: Batch) -> None:
    batch.corrupt += 1
    if batch.example is None:
        batch.example = batch.lines, f"{reason}: {line[:_SHOWN].decode('utf-8', 'replace')!r}"


def _decoded(decoder: msgspec.json.Decoder[R], line: bytes, batch: Batch) -> R | None:
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        _refuse(line, str(error), batch)
        return None


def _may_be_of(line: bytes, wanted: frozenset[bytes]) -> bool:
    """Tell whether an entity may be an instance of a wanted class; never False where it is one."""
    at = line.find(_INSTANCE)
    while at >= 0:
        found = _VALUE.match(line, at)
        if found:
            if found[1] in wanted:
                return True
        elif not _IS_KEY.match(line, at):
            return True
        at = line.find(_INSTANCE, at + len(_INSTANCE))
    return False


def _may_be_redirect(line: bytes) -> bool:
    return len(line) < _LONGEST_REDIRECT and b'"redirect"' in line


def _has_no_links(line: bytes) -> bool:
    at = line.rfind(_LINKS)
    return at >= 0 and _NOTHING.match(line, at) is not None
