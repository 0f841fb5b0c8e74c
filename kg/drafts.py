"""Copies of a released graph that can be written, made in milliseconds: what never changes is linked, not copied.

RocksDB, which the store is made of, never writes into a table file (.sst) once it is there; its own checkpoints, of
which releases are made, rest on that too. So a link to each table and copies of the few small files make a store.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SUPERSEDED = "superseded"


def copy_graph(source: Path, target: Path) -> None:
    """Make a folder that opens as a store of its own with what a released graph holds."""
    target.mkdir()
    for path in source.iterdir():
        if path.name == "LOCK" or path.name.startswith("LOG"):
            continue  # made anew wherever a store is opened for writing
        if path.suffix == ".sst":
            os.link(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


def basis_of(directory: Path) -> str | None:
    """Return the release that the working store was copied from, SUPERSEDED where it must be; None: it never was."""
    try:
        return (directory / "work" / "BASIS").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def note_basis(directory: Path, basis: str) -> None:
    """Note, safely on disk, which release the working store is a copy of, or that it must become one."""
    work = directory / "work"
    work.mkdir(exist_ok=True)
    replace_file(work / "BASIS", f"{basis}\n")


def renew(graph: Path, source: Path) -> None:
    """Replace a working store by a copy of a released graph; killed in the middle, it is to be called again."""
    draft = graph.with_suffix(".tmp")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(graph, ignore_errors=True)
    copy_graph(source, draft)
    sync_tree(draft)
    draft.rename(graph)
    sync(graph.parent)


def replace_file(path: Path, text: str) -> None:
    """Write a small file in one step: readers see the old text or the new one, also after a crash."""
    draft = path.with_name(f"{path.name}.tmp")
    draft.write_text(text, encoding="utf-8")
    sync(draft)
    draft.replace(path)
    sync(path.parent)


def sync_tree(root: Path) -> None:
    """Return when a folder, all in it and its name are safe on disk."""
    for path in (*root.rglob("*"), root, root.parent):
        sync(path)


def sync(path: Path) -> None:
    """Return when a file, or the names in a folder, are safe on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
