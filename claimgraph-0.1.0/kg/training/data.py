"""Where training texts come from: free corpora as JSON lines, and the project's gold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph.evaluate.markup import read
from claimgraph.evaluate.sources import json_lines

KINDS = frozenset(("PER", "ORG", "LOC"))
CORPORA = (
    ("nb", "norne/nob.train_rebuilt.jsonl.gz"),
    ("pl", "kpwr/pl.train.jsonl.gz"),
    ("en", "wikigold/en.all.jsonl"),
    ("en", "wnut17/en.train.jsonl"),
    ("en", "wnut17/en.dev.jsonl"),
)
"""Only corpora whose licence lets trained weights ship; sources and credits in docs/data-and-models.md."""

# NorNE tells states that act from states as places; here both are places.
_COUNTRY_TYPES = frozenset(("GPE_LOC", "GPE_ORG"))
_NO_BLANK_BEFORE = re.compile(r" (?=(?:[,.;:!?»”’)\]%…]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)(?: |$|[,.;:!?»”’)\]]))")
_NO_BLANK_AFTER = re.compile(r"(?<=[«„“(\[]) ")


class Name(NamedTuple):
    """A name in running text, of a kind of ours or `MISC`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its names."""

    lang: str
    text: str
    names: Sequence[Name]


def corpus(folder: Path, lang: str, path: str) -> Iterator[Labelled]:
    """Yield the texts of a corpus, tokenised ones as running text; raise LoadError where the file can't be read."""
    for row in json_lines(folder / path):
        names = [Name(e["start"], e["end"], kind(e)) for e in row["entities"] if e.get("outer", True)]
        yield Labelled(lang, *detokenize(row["text"], names) if row.get("tokenized") else (row["text"], names))


def gold(folder: Path) -> list[dict[str, Any]]:
    """Return the records of the project's marked-up texts, `<lang>/*.txt` in a folder, in order of their paths."""
    return [read(path) for path in sorted(folder.glob("*/*.txt"))]


def names_of(row: Mapping[str, Any]) -> Labelled:
    """Return a record of the gold as a text with names."""
    names = [Name(m["start"], m["end"], m["type"]) for m in row["mentions"] if m.get("outer", True)]
    return Labelled(row["lang"], row["text"], names)


def kind(entity: Mapping[str, Any]) -> str:
    """Return the kind that an annotation stands for; other kinds are one."""
    if entity.get("orig") in _COUNTRY_TYPES:
        return "LOC"
    return entity["type"] if entity["type"] in KINDS else "MISC"


def detokenize(text: str, names: Sequence[Name]) -> tuple[str, list[Name]]:
    """Remove the blanks that a tokenised corpus has around punctuation, and move the names along."""
    patterns = (_NO_BLANK_BEFORE, _NO_BLANK_AFTER)
    gone = {match.start() for pattern in patterns for match in pattern.finditer(text)}
    shift = [0] * (len(text) + 1)
    for position in gone:
        shift[position + 1] += 1
    for position in range(1, len(shift)):
        shift[position] += shift[position - 1]
    kept = "".join(sign for position, sign in enumerate(text) if position not in gone)
    return kept, [Name(name.start - shift[name.start], name.end - shift[name.end], name.kind) for name in names]
