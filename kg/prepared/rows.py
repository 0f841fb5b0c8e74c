"""The queries of this package, which have no parameters: their rows, from the file beside a graph or from the graph."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from claimgraph.answers import with_prefixes
from claimgraph.prepared import folder_of
from claimgraph.store import View

log = logging.getLogger(__name__)

Cells = tuple[str | None, ...]


class Stored(msgspec.Struct, frozen=True):
    """A file: a hash of the query that it answers, its variables, and its rows with the bare text of each term."""

    query: str
    variables: tuple[str, ...]
    rows: tuple[Cells, ...]

    def records(self) -> list[dict[str, str]]:
        """Return the rows by variable, without those that are unbound."""
        pairs = (zip(self.variables, row, strict=True) for row in self.rows)
        return [{name: text for name, text in pair if text is not None} for pair in pairs]


@cache
def names() -> frozenset[str]:
    """Return the names of the queries."""
    found = (Path(entry.name) for entry in files("claimgraph.prepared").iterdir())
    return frozenset(path.stem for path in found if path.suffix == ".rq")


@cache
def query(name: str) -> str:
    """Return the text of a query, without prefixes."""
    return files("claimgraph.prepared").joinpath(f"{name}.rq").read_text(encoding="utf-8")


@cache
def _stamp(name: str) -> str:
    return hashlib.sha256(query(name).encode()).hexdigest()[:16]


def ordered(rows: Iterable[dict[str, str]], variables: Sequence[str]) -> list[dict[str, str]]:
    """Return rows by their texts from the first variable on, unbound ones first: a graph gives them in no order."""
    return sorted(rows, key=lambda row: [(name in row, row.get(name, "")) for name in variables])


def ask(view: View, name: str) -> Stored:
    """Return the answer of a release."""
    found = view.query(with_prefixes(query(name)))
    assert isinstance(found, QuerySolutions)
    cells = (tuple(map(_text, solution)) for solution in found)
    rows = sorted(cells, key=lambda row: [(cell is not None, cell or "") for cell in row])
    return Stored(_stamp(name), tuple(variable.value for variable in found.variables), tuple(rows))


def _text(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else None


def write(view: View) -> None:
    """Write the answers of a release that is being published into its folder."""
    folder = folder_of(view.release.path)
    folder.mkdir(exist_ok=True)
    for name in sorted(names()):
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(ask(view, name)) + b"\n")


def load(release: Path, name: str) -> list[dict[str, str]] | None:
    """Return the answer beside the graph in the folder of a release, None where it has none of this version."""
    try:
        found = msgspec.json.decode((folder_of(release) / f"{name}.json").read_bytes(), type=Stored)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("%s of %s can't be read (%s); it is asked of the graph", name, release, error)
        return None
    return found.records() if found.query == _stamp(name) else None
