"""Packs as folders and as zip files: written with fixed times and without compression, read with limits."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from claimgraph.errors import PackError
from claimgraph.pack.manifest import Files

MOST_FILES: Final = 10_000
MOST_BYTES: Final = 64 * 2**20
"""All files of a pack together, and a zip file; 2,000 claims take about 40 MiB."""
LONGEST_PATH: Final = 160
_PATH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""
_DAMAGED: Final = (BadZipFile, ValueError, EOFError, OSError, RuntimeError, KeyError, struct.error)


def write(files: Files, path: Path) -> None:
    """Write a pack as zip file where the path ends with .zip, else as folder; raise PackError where that fails."""
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise PackError(str(path), "is there already; remove it or choose another --output")
    content = zipped(files)
    if len(files) > MOST_FILES or len(content) > MOST_BYTES:
        raise PackError(str(path), f"would be larger than {MOST_BYTES} bytes; pack single claims, or less --context")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.draft")
        if path.suffix == ".zip":
            draft.write_bytes(content)
        else:
            _write_folder(files, draft)
        draft.replace(path)
    except OSError as error:
        raise PackError(str(path), f"can't be written: {error.strerror}") from error


def _write_folder(files: Files, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    for name in sorted(files):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files[name])


def zipped(files: Files) -> bytes:
    """Return a zip file; the same files give the same bytes."""
    output = io.BytesIO()
    with ZipFile(output, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, files[name])
    return output.getvalue()


def read(path: Path) -> Files:
    """Return the files of a pack that may come from anybody; raise PackError for what no pack has."""
    try:
        return dict(_folder(path) if path.is_dir() else _zip(path))
    except OSError as error:
        raise PackError(str(path), f"can't be read: {error.strerror or error}") from error


def _folder(root: Path) -> Iterator[tuple[str, bytes]]:
    room = MOST_BYTES
    for number, (name, entry) in enumerate(_entries(root, ""), 1):
        if number > MOST_FILES:
            raise PackError(str(root), f"holds more than {MOST_FILES} files")
        # The link or pipe that a file may have become meanwhile is not followed.
        with os.fdopen(os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            content = file.read(room + 1)
        room -= len(content)
        if room < 0:
            raise PackError(str(root), f"holds more than {MOST_BYTES} bytes")
        yield name, content


def _entries(root: Path, inner: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(root / inner) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    if inner and not entries:
        raise PackError(str(root), f"has the empty folder {inner!r}")
    for entry in entries:
        name = f"{inner}/{entry.name}" if inner else entry.name
        _check_name(root, name)
        if entry.is_dir(follow_symlinks=False) and not inner:
            yield from _entries(root, name)
        elif entry.is_file(follow_symlinks=False):
            yield name, entry
        else:
            raise PackError(str(root), f"{name!r} is no plain file")


def _check_name(root: Path, name: str) -> None:
    if not _PATH.fullmatch(name) or len(name) > LONGEST_PATH:
        raise PackError(str(root), f"{name[:LONGEST_PATH]!r} is no name of a file of a pack")


def _zip(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.stat().st_size > MOST_BYTES:
        raise PackError(str(path), f"is larger than {MOST_BYTES} bytes")
    content = path.read_bytes()
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            files = {entry.filename: archive.read(entry) for entry in _stored(path, archive, len(content))}
    except _DAMAGED as error:
        raise PackError(str(path), f"is no pack: no folder, and no zip file ({error})") from error
    if zipped(files) != content:
        reason = "its zip file is not as claimgraph writes it: a byte was changed, or another program packed it"
        raise PackError(str(path), f"{reason}; unpack it and verify the folder to see whether the files are whole")
    yield from files.items()


def _stored(path: Path, archive: ZipFile, size: int) -> list[ZipInfo]:
    """Return the entries; raise PackError where they could grow, overlap or leave the folder."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise PackError(str(path), f"holds more than {MOST_FILES} files")
    if len({entry.filename for entry in entries}) != len(entries):
        raise PackError(str(path), "holds two files of one name")
    for entry in entries:
        _check_name(path, entry.filename)
        if entry.compress_type != ZIP_STORED or entry.file_size != entry.compress_size:
            raise PackError(str(path), f"{entry.filename} is compressed, which packs are not")
    if sum(entry.file_size for entry in entries) > size:
        raise PackError(str(path), "holds files that overlap")
    return entries
