"""Gold of claim pairs: texts on one event with marked claims, and how pairs of these claims relate."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from claimgraph.errors import LoadError
from claimgraph.evaluate.markup import Marked, claims, separate
from claimgraph.evaluate.rows import Row
from claimgraph.model import Document
from claimgraph.ontology.terms import RELATION_TYPE

PAIRS = "pairs.tsv"
EVENT = "event.toml"
UNRELATED = "none"
Pair = tuple[str, str]
"""Two claims, each named by text and number."""


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a text comes from."""

    lang: str
    publisher: str
    published: str


class Origins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of an event by name."""

    texts: dict[str, Origin]


@dataclass(frozen=True, slots=True)
class Judged:
    """That two claims, each named by text and number, relate in a way, from left to right where the way is directed."""

    left: str
    right: str
    relation: str


@dataclass(frozen=True, slots=True)
class Told:
    """A text of an event with the rows of its marked claims, by number."""

    document: Document
    claims: dict[int, Row]


@dataclass(frozen=True, slots=True)
class Event:
    """Texts on one event, by name, and the pairs of their claims that somebody judged."""

    name: str
    texts: dict[str, Told]
    judged: tuple[Judged, ...]


def events(folder: Path) -> Iterator[Event]:
    """Yield the events in a folder, sorted; raise LoadError where there are none or one can't be read."""
    found = sorted(path.parent for path in folder.rglob(PAIRS))
    if not found:
        raise LoadError(str(folder), f"no pairs of claims in it (folders with {PAIRS} and {EVENT})")
    return map(read_event, found)


def read_event(folder: Path) -> Event:
    """Return the event of a folder; raise LoadError naming file and line for what is wrong in it."""
    try:
        origins = msgspec.convert(tomllib.loads((folder / EVENT).read_text("utf-8")), Origins).texts
        texts = {name: _text(folder / f"{name}.txt", origin) for name, origin in sorted(origins.items())}
        lines = (folder / PAIRS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LoadError(str(folder), f"can't be read: {error}") from error
    judged = tuple(_judged(line, f"{folder / PAIRS}:{n}", texts) for n, line in enumerate(lines, 1) if line.strip())
    return Event(folder.name, texts, judged)


def _text(path: Path, origin: Origin) -> Told:
    marked = separate(path.read_text("utf-8"), str(path))
    name = f"{path.parent.name}-{path.stem}"
    return Told(
        Document(name, marked.text, origin.lang, origin.publisher, None, origin.published),
        _numbered(marked, origin.lang),
    )


def _numbered(marked: Marked, lang: str) -> dict[int, Row]:
    """Return the claims of a text by the number that their marks have."""
    rows = claims(marked, lang, ())
    starts = {(row["start"], row["end"]): row for row in rows}
    numbers: dict[int, list[tuple[int, int]]] = {}
    for mark in marked.of("{"):
        for label in mark.head.split(","):
            if label.startswith("q"):
                number = int("".join(filter(str.isdigit, label.partition("=")[0])))
                numbers.setdefault(number, []).append((mark.start, mark.end))
    return {n: starts[min(s for s, _ in pieces), max(e for _, e in pieces)] for n, pieces in sorted(numbers.items())}


def _judged(line: str, place: str, texts: dict[str, Told]) -> Judged:
    cells = line.split("\t")
    if len(cells) < 3 or cells[1] not in {*RELATION_TYPE, UNRELATED}:
        raise LoadError(place, f"not `left TAB relation TAB right TAB reason` ({', '.join(RELATION_TYPE)}, none)")
    for end in (cells[0], cells[2]):
        if end[:1] not in texts or not end[1:].isdigit() or int(end[1:]) not in texts[end[:1]].claims:
            raise LoadError(place, f"there is no claim {end}")
    return Judged(cells[0], cells[2], cells[1])


def pairs_of(judged: Sequence[Judged]) -> dict[Pair, set[tuple[str, str, str]]]:
    """Return how each pair relates, as (relation, left, right); nothing for pairs that don't."""
    found: dict[Pair, set[tuple[str, str, str]]] = {}
    for one in judged:
        own = found.setdefault((min(one.left, one.right), max(one.left, one.right)), set())
        if one.relation != UNRELATED:
            own.add((one.relation, one.left, one.right))
    return found
