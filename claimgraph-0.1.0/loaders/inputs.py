"""The inputs of a run: files, folders, globs and standard input, in an order that doesn't depend on the arguments'."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import cast

from claimgraph import plugins
from claimgraph.errors import LoadError
from claimgraph.loaders import Loader, Options, Source
from claimgraph.model import Document

GROUP = "claimgraph.loaders"
LOADER_OF = {".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl"}
"""Suffix -> loader; folders are searched for these, a file of another suffix is read as plain text."""


def load_all(
    paths: Iterable[str], options: Options, loader: str | None = None, without: Path | None = None
) -> Iterator[Document | LoadError]:
    """Yield the documents of a run, sorted by path, standard input last; each name and text once.

    `loader` names the entry point that reads all of them (None: by suffix; standard input is plain text), `without`
    a file that is passed over. A document that has the name of an earlier one and another text is reported and
    skipped. Raises UnknownPluginError for an unknown loader.
    """
    chosen = cast(Loader, plugins.load(GROUP, loader)) if loader else None
    seen: dict[str, tuple[bytes, str]] = {}
    for source in expand(paths):
        if isinstance(source, LoadError):
            yield source
            continue
        if without is not None and source.path is not None and _same(source.path, without):
            continue
        read = chosen or cast(Loader, plugins.load(GROUP, loader_of(source)))
        for item in read(source, options):
            fresh = item if isinstance(item, LoadError) else _once(item, str(source), seen)
            if fresh is not None:
                yield fresh


def _same(path: Path, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def loader_of(source: Source) -> str:
    """Return the name of the loader for a source by its suffix."""
    return LOADER_OF.get(source.path.suffix.lower(), "text") if source.path else "text"


def _once(document: Document, place: str, seen: dict[str, tuple[bytes, str]]) -> Document | LoadError | None:
    """Return a document that is new, None for a repetition, an error for another text under a known name."""
    digest = sha256(document.text.encode("utf-8")).digest()
    known = seen.get(document.name)
    if known is None:
        seen[document.name] = (digest, place)
        return document
    if known[0] == digest:
        return None
    return LoadError(place, f"the id {document.name!r} has another text in {known[1]}; give one of them another id")


def expand(paths: Iterable[str]) -> list[Source | LoadError]:
    """Return the files that paths stand for, each once, sorted; a LoadError for each path that stands for none."""
    sources: dict[str, Source] = {}
    errors: list[LoadError] = []
    stdin = False
    for path in sorted(set(paths)):
        stdin |= path == "-"
        found = [] if path == "-" else list(_files(path))
        if not found and path != "-":
            errors.append(LoadError(path, _nothing(path)))
        for source in found:
            if isinstance(source, LoadError):
                errors.append(source)
                continue
            real = os.path.realpath(str(source.path))
            known = sources.get(real)
            if known is None or _rank(source) < _rank(known):
                sources[real] = source
    ordered = [sources[real] for real in sorted(sources)]
    return [*errors, *ordered, *([Source("stdin")] if stdin else [])]


def _rank(source: Source) -> tuple[int, str, str]:
    """Prefer the name that holds more of the path: that of the outermost folder among the arguments."""
    return (-len(Path(source.name).parts), source.name, str(source.path))


def _nothing(path: str) -> str:
    if os.path.isdir(path):
        return f"holds no {', '.join(LOADER_OF)} file"
    return "no file matches" if glob.has_magic(path) else "no such file or folder"


def _files(path: str) -> Iterator[Source | LoadError]:
    if os.path.isdir(path):
        yield from _folder(Path(path))
    elif os.path.exists(path):
        yield _source(Path(path).name, Path(path))
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            if os.path.isfile(match):
                yield _source(Path(match).name, Path(match))


def _folder(folder: Path) -> Iterator[Source | LoadError]:
    """Yield the files in a folder and those below it; hidden ones are passed over, links to folders not followed."""
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if path.suffix.lower() in LOADER_OF and not name.startswith(".") and not _is_pipe(path):
                yield _source(path.relative_to(folder).as_posix(), path)
    for error in closed:
        yield LoadError(str(error.filename), f"can't be searched ({error.strerror})")


def _is_pipe(path: Path) -> bool:
    """Tell whether a path is a pipe, socket or device, which could keep a reader waiting for ever."""
    return os.path.exists(path) and not os.path.isfile(path)


def _source(name: str, path: Path) -> Source:
    return Source(name[:-4] if name.lower().endswith(".txt") else name, path)
