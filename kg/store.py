"""Graphs on disk: releases that readers open, and the working store that one writer owns."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
)

from claimgraph.audit import resolve
from claimgraph.drafts import SUPERSEDED, basis_of, note_basis, renew, replace_file, sync, sync_tree
from claimgraph.errors import QueryRefused, StoreError

Answer = QuerySolutions | QueryBoolean | QueryTriples
Parameters = Mapping[Variable, NamedNode | Literal]


class StoreBusy(StoreError):
    """Somebody else is writing the store at the moment."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published snapshot: never changed, deleted when newer ones follow."""

    name: str
    path: Path

    @property
    def graph(self) -> Path:
        """The folder that pyoxigraph opens, read-only."""
        return self.path / "graph"

    def manifest(self) -> dict[str, Any]:
        """Return counts, versions and the time of the release; raise StoreError where they are damaged."""
        try:
            content: dict[str, Any] = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            reason = f"manifest.json can't be read ({error}); delete this release and build"
            raise StoreError(str(self.path), reason) from error
        return content


def current_name(directory: Path) -> str | None:
    """Return the name that CURRENT holds, None where nothing was published; raise StoreError where it is damaged."""
    try:
        return (directory / "CURRENT").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = f"CURRENT can't be read ({error}); write a name of releases/ into it"
        raise StoreError(str(directory), reason) from error


def current_release(directory: Path) -> Release:
    """Return the release that readers open; raise StoreError, with what to do, when there is none."""
    name = current_name(directory)
    if name is None:
        reason = f"no release here; make one with: claimgraph build PATH... --store {directory}"
        raise StoreError(str(directory), reason)
    release = Release(name, directory / "releases" / name)
    if not release.graph.is_dir():
        reason = f"release {name} is gone; build, or write another name of releases/ into CURRENT"
        raise StoreError(str(directory), reason)
    return release


class View:
    """A read-only look at one release; it keeps its content even when the release is deleted."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.functions: Mapping[NamedNode, Callable[..., Any]] = {}
        """Functions that queries may call besides those of the store."""
        try:
            self._store = Store.read_only(str(release.graph))
        except (OSError, RuntimeError) as error:
            raise StoreError(str(release.path), f"can't be opened: {error}") from error

    @classmethod
    def current(cls, directory: Path) -> Self:
        """Open the current release of a store."""
        return cls(current_release(directory))

    def __len__(self) -> int:
        return len(self._store)

    def query(
        self,
        text: str,
        parameters: Parameters | None = None,
        *,
        default_graphs: Sequence[NamedNode] = (),
        named_graphs: Sequence[NamedNode] = (),
    ) -> Answer:
        """Return the answer to a SPARQL query over all graphs together, or over some graphs alone.

        Parameters replace variables of the projection. Raises QueryRefused when the query is
        malformed or lacks such a variable.
        """
        chosen: dict[str, Any] = {"use_default_graph_as_union": True}
        if default_graphs or named_graphs:
            chosen = {"default_graph": list(default_graphs), "named_graphs": list(named_graphs)}
        try:
            return self._store.query(
                text, substitutions=dict(parameters or {}), custom_functions=dict(self.functions), **chosen
            )
        except SyntaxError as error:
            raise QueryRefused(f"malformed query: {error}") from error
        except RuntimeError as error:
            raise QueryRefused(f"query can't be run: {error}") from error

    def graphs(self) -> Iterator[NamedNode]:
        """Yield the names of the graphs."""
        return (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))

    def dump(self, output: Any, form: RdfFormat, graph: NamedNode | None = None) -> None:
        """Write all quads, or the triples of one graph, into a binary file."""
        self._store.dump(output, form, from_graph=graph)


class Writer:
    """The working store while one process writes it; made by `writing`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.work = directory / "work"
        self.work.mkdir(parents=True, exist_ok=True)
        if basis_of(directory) == SUPERSEDED:
            release = current_release(directory)
            renew(self.work / "graph", release.graph)
            note_basis(directory, release.name)
        try:
            self._store = Store(str(self.work / "graph"))
        except (OSError, RuntimeError) as error:
            reason = f"the working store can't be opened ({error}); delete {self.work} and build anew"
            raise StoreError(str(directory), reason) from error

    def __len__(self) -> int:
        return len(self._store)

    def is_empty(self) -> bool:
        """Tell whether there is no quad; counting them would read them all."""
        return not self._store

    def was_served(self) -> bool:
        """Tell whether a server has written what the current release holds: a build can't bring that back."""
        name = current_name(self.directory)
        if name is None or not (basis_of(self.directory) or (self.directory / "audit.jsonl").exists()):
            return False
        release = Release(name, self.directory / "releases" / name)
        return release.graph.is_dir() and release.manifest().get("quads") != 0

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Write one graph anew."""
        self.replace_all([graph], quads)

    def replace_all(self, graphs: Iterable[NamedNode], quads: Iterable[Quad]) -> None:
        """Write some graphs anew; a crash may leave them empty, which the caller has noted beforehand.

        Bulk writing of about 100,000 quads at once is twice as fast as a transaction per document, and takes a
        third of the memory and a fifth of the disk (measured with pyoxigraph 0.5.13).
        """
        for graph in graphs:
            self._store.clear_graph(graph)
        self._store.bulk_extend(quads)

    def change(self, graph: NamedNode, gone: Iterable[NamedNode], quads: Iterable[Quad]) -> None:
        """Take all that a graph says of some subjects out of it and put quads in; a crash may leave part of it."""
        for subject in gone:
            for quad in list(self._store.quads_for_pattern(subject, None, None, graph)):
                self._store.remove(quad)
        self._store.bulk_extend(quads)

    def remove(self, graph: NamedNode) -> None:
        """Remove a graph with its name."""
        self._store.remove_graph(graph)

    def clear(self) -> None:
        """Remove everything."""
        self._store.clear()

    def flush(self) -> None:
        """Return when all writes are safe on disk."""
        self._store.flush()

    def publish(
        self, manifest: Mapping[str, object], keep: int, complete: Callable[[Release], None] = lambda draft: None
    ) -> Release:
        """Make the working store the current release and delete all but the last `keep` releases.

        `complete` may write further files into the folder of the release before it is published.
        """
        self.flush()
        draft = begin_release(self.directory)
        self._store.backup(str(draft.path / "graph"))
        write_manifest(draft, manifest)
        complete(draft)
        return put_in_force(self.directory, draft, keep)


def begin_release(directory: Path) -> Release:
    """Make the empty folder of the next release, a draft that no reader sees."""
    folder = directory / "releases"
    folder.mkdir(exist_ok=True)
    name = f"{max((int(path.name) for path in _finished(folder)), default=0) + 1:06d}"
    draft = Release(name, folder / f"{name}.tmp")
    draft.path.mkdir()
    return draft


def write_manifest(draft: Release, manifest: Mapping[str, object]) -> None:
    """Write what is told of a release beside its graph."""
    told = {"release": draft.name, **manifest} | {"release": draft.name}
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (draft.path / "manifest.json").write_text(f"{text}\n", encoding="utf-8")


def put_in_force(directory: Path, draft: Release, keep: int) -> Release:
    """Make a draft the current release, safely on disk, and delete all but the last `keep` releases."""
    folder = directory / "releases"
    sync_tree(draft.path)
    release = Release(draft.name, draft.path.rename(folder / draft.name))
    sync(folder)
    replace_file(directory / "CURRENT", f"{draft.name}\n")
    for path in sorted(_finished(folder))[:-keep]:
        # Renamed first, so that a kill never leaves a folder that looks like a release and is none.
        shutil.rmtree(path.rename(path.with_suffix(".tmp")))
    return release


@contextmanager
def writing(directory: Path) -> Iterator[Writer]:
    """Open a store for writing; raise StoreError when another process writes it, or where nothing can be written."""
    try:
        with locked(directory):
            yield Writer(directory)
    except OSError as error:
        reason = f"can't be written ({error}); the last release is whole; mend the cause and build again"
        raise StoreError(str(directory), reason) from error


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep all other writers out, also of other processes, and clear away what killed ones left; StoreBusy else."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "LOCK").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(str(directory), "another build is writing here; wait until it ends") from None
        for draft in (directory / "releases").glob("*.tmp"):
            shutil.rmtree(draft)
        resolve(directory, current_name(directory))
        yield


def _finished(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.isdigit()]
