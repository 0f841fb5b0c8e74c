"""Which classes of Wikidata (P31) make an item a person, an organization, a place or an event."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import cast

from claimgraph.errors import ClaimGraphError
from claimgraph.model import Kind

_NO_KIND = "none"
_TABLES = ("PER", "ORG", "LOC", "EVT", _NO_KIND)
_QID = re.compile(r"Q[1-9][0-9]{0,9}")


def is_qid(text: str) -> bool:
    """Tell whether a text has the form of an item's id.

    >>> is_qid("Q232"), is_qid("Q0"), is_qid("P31"), is_qid("Q2٣2")
    (True, False, False, False)
    """
    return _QID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind of each class that is wanted, by the class's QID; `stops` are classes that never are."""

    of_class: Mapping[str, Kind]
    stops: frozenset[str] = frozenset()

    def of(self, classes: Iterable[str]) -> Kind | None:
        """Return the kind of an item: that of the first of its classes that has one."""
        return next((self.of_class[qid] for qid in classes if qid in self.of_class), None)

    @property
    def checksum(self) -> str:
        """A short text that is another one for other classes."""
        lines = sorted((*(f"{qid} {kind}" for qid, kind in self.of_class.items()), *self.stops))
        return sha256("\n".join(lines).encode()).hexdigest()[:12]


@cache
def shipped() -> Kinds:
    """Return the classes that come with claimgraph."""
    return parse("kinds.toml", files("claimgraph.wikidata").joinpath("kinds.toml").read_text(encoding="utf-8"))


def read(path: Path) -> Kinds:
    """Return the classes of a file; raise ClaimGraphError when it can't be read."""
    try:
        return parse(str(path), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimGraphError(f"classes {path}: {error}") from error


def parse(name: str, content: str) -> Kinds:
    """Return the classes of a TOML text; raise ClaimGraphError that names what is wrong.

    >>> parse("mine", '[PER]\\nQ5 = "human"').of(["Q5"])
    'PER'
    """
    try:
        tables = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ClaimGraphError(f"classes {name}: {error}") from error
    of_class: dict[str, Kind] = {}
    for kind, table in tables.items():
        for qid in _classes(name, kind, table):
            if of_class.setdefault(qid, cast(Kind, kind)) != kind:
                raise ClaimGraphError(f"classes {name}: {qid} is under {of_class[qid]} and under {kind}")
    stops = frozenset(qid for qid, kind in of_class.items() if cast(str, kind) == _NO_KIND)
    wanted = {qid: kind for qid, kind in of_class.items() if qid not in stops}
    if not wanted:
        raise ClaimGraphError(f"classes {name}: there is no class under {', '.join(_TABLES[:-1])}")
    return Kinds(wanted, stops)


def _classes(name: str, kind: str, table: object) -> Iterable[str]:
    if kind not in _TABLES or not isinstance(table, dict):
        raise ClaimGraphError(f"classes {name}: {kind!r} is none of the tables {', '.join(_TABLES)}")
    wrong = next((qid for qid in table if not is_qid(qid)), None)
    if wrong is not None:
        raise ClaimGraphError(f"classes {name}: {wrong!r} is not a QID such as Q5")
    return table
