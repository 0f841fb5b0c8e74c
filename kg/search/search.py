"""Searching the index of a release: hits with snippets and scores, and names by how they begin."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from claimgraph.errors import QueryRefused, StoreError
from claimgraph.lang import codes
from claimgraph.link.fold import fold, plain
from claimgraph.search.index import FILE, SEPARATOR, VERSION
from claimgraph.search.wish import LONGEST, Wish, places, read
from claimgraph.search.words import words

TYPES = ("Person", "Organization", "Group", "Place", "Event", "Source", "Claim", "Document")
MOST_HITS = 10_000
"""Hits that one search can give, pages before the one asked for included."""
_SNIPPET = 200
_SCORE = "-bm25(found, 4.0, 2.0, 1.0)"
"""What a hit counts in the columns of the index: the form that was asked for, the sound of a name, a stem."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, in which types and languages (empty: any), and which of the hits are wanted.

    Without words everything is found, what is mentioned most first.
    """

    words: str
    types: tuple[str, ...] = ()
    language: str = ""
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; `begin` and `end` say where the snippet stands in its text, `marks` where the words do in it."""

    iri: str
    type: str
    label: str
    language: str
    score: float
    snippet: str
    begin: int
    end: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some hits, the best first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing with a name that begins as asked."""

    iri: str
    type: str
    label: str
    name: str
    mentions: int


@dataclass(frozen=True, slots=True)
class _Source:
    """Tables with their conditions, the score of a row, and the values of the conditions."""

    tables: str
    score: str
    values: list[object]


class Searcher:
    """The index of one release, opened read-only; it may be used from one thread only."""

    def __init__(self, folder: Path) -> None:
        """Open the index in the folder of a release; StoreError where it has none that can be searched."""
        file = folder / FILE
        if not file.exists():
            raise StoreError(str(folder), "this release has no index for search; build again")
        # Immutable: no locks and no journal, so that a process that may write nothing can read it.
        self._connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise StoreError(str(folder), f"{FILE} can't be read ({error}); delete it and build") from error
        if version != VERSION:
            raise StoreError(str(folder), f"{FILE} is of another version ({version}); build again")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that texts are in, and those whose names are read."""
        rows = self._connection.execute("SELECT DISTINCT lang FROM item WHERE lang <> ''")
        return tuple(sorted({row[0] for row in rows} | set(codes())))

    def search(self, question: Question) -> Found:
        """Return the hits of a question; raises QueryRefused for one that can't be asked."""
        langs = (question.language,) if question.language else self.languages
        if question.limit < 0 or question.offset < 0 or question.limit + question.offset > MOST_HITS:
            raise QueryRefused(f"a search gives its first {MOST_HITS} hits; make it narrower")
        wish = read(question.words) if question.words else None
        source = _source(question, wish, langs)
        with closing(self._connection.cursor()) as cursor:
            total = cursor.execute(f"SELECT COUNT(*) FROM {source.tables}", source.values).fetchone()[0]
            rows = cursor.execute(
                f"SELECT i.iri, i.type, i.label, i.lang, i.text, {source.score} AS score FROM {source.tables} "
                "ORDER BY score DESC, i.weight DESC, i.id LIMIT ? OFFSET ?",
                [*source.values, question.limit, question.offset],
            )
            return Found(total, tuple(_hit(row, wish, langs) for row in rows))

    def suggest(self, beginning: str, limit: int = 10, types: Sequence[str] = ()) -> list[Suggestion]:
        """Return things with a name that begins so, in letters or in sound, those mentioned most first."""
        beginning = beginning[:LONGEST]
        sounds = (fold(beginning, lang) for lang in (None, *sorted(codes())))
        keys = list(dict.fromkeys(filter(None, (plain(beginning), *sounds))))
        if not keys:
            return []
        ranges = " OR ".join("(s.key >= ? AND s.key < ?)" for _ in keys)
        values = [value for key in keys for value in (key, key + "\U0010ffff")]
        kinds = f" AND i.type IN ({', '.join('?' * len(types))})" if types else ""
        rows = self._connection.execute(
            f"SELECT i.iri, i.type, i.label, MIN(s.name), s.weight FROM start s JOIN item i ON i.id = s.item "
            f"WHERE ({ranges}){kinds} GROUP BY i.id ORDER BY s.weight DESC, i.label, i.id LIMIT ?",
            [*values, *types, limit],
        )
        return [Suggestion(*row) for row in rows]


def _source(question: Question, wish: Wish | None, langs: tuple[str, ...]) -> _Source:
    """Return where the hits of a question come from."""
    table, score, tests = "item i", "0.0", list[str]()
    values: list[object] = []
    if wish is not None:
        table, score, tests = "found JOIN item i ON i.id = found.rowid", _SCORE, ["found MATCH ?"]
        values.append(wish.expression(langs))
    if question.types:
        tests.append(f"i.type IN ({', '.join('?' * len(question.types))})")
        values += question.types
    if question.language:
        tests.append("i.lang IN (?, '')")
        values.append(question.language)
    return _Source(table + (f" WHERE {' AND '.join(tests)}" if tests else ""), score, values)


def _hit(row: Sequence[object], wish: Wish | None, langs: tuple[str, ...]) -> Hit:
    iri, kind, label, lang, text, score = row
    snippet, begin, marks = cut(str(text), wish, (str(lang),) if lang else langs)
    rounded = round(float(str(score)), 6)
    return Hit(str(iri), str(kind), str(label), str(lang), rounded, snippet, begin, begin + len(snippet), marks)


def cut(text: str, wish: Wish | None, langs: tuple[str, ...]) -> tuple[str, int, tuple[tuple[int, int], ...]]:
    """Return the part of a text with most of the words wanted, where it begins, and where it has them."""
    mine = tuple(words(text))
    found = sorted({place for term in (wish.wanted if wish else ()) for place in places(term, mine, langs)})
    begin, end = _window(text, found)
    marks = tuple((start - begin, stop - begin) for start, stop in found if begin <= start and stop <= end)
    return text[begin:end], begin, marks


def _window(text: str, found: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _SNIPPET and SEPARATOR not in text:
        return 0, len(text)
    counts = [(sum(start <= other < start + _SNIPPET for other, _ in found), -start) for start, _ in found]
    best = -max(counts)[1] if counts else 0
    return _trimmed(text, best)


def _trimmed(text: str, at: int) -> tuple[int, int]:
    """Return a window that begins a little before a place, in the same line, and breaks no word."""
    line = text.rfind(SEPARATOR, 0, at) + 1
    begin = max(line, at - _SNIPPET // 4)
    if begin > line:
        begin = text.find(" ", begin, at) + 1 or at
    stop = text.find(SEPARATOR, at)
    end = min(stop if stop >= 0 else len(text), begin + _SNIPPET)
    if end < len(text) and not text[end].isspace():
        end = max(text.rfind(" ", begin, end), at + 1)
    return begin, end
