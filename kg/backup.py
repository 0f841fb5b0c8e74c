"""A backup: one file with the current release and all that belongs to it, checked to the last byte when restored.

The file is a tar archive, readable by any tar program, and after its end one line with the SHA-256 of all before it.
Its last member, backup.json, tells the size and SHA-256 of each file and how many quads the graph has.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, Self

from claimgraph.drafts import SUPERSEDED, note_basis, replace_file, sync, sync_tree
from claimgraph.errors import ClaimGraphError
from claimgraph.store import Release, StoreBusy, View, current_release, locked

FORMAT = 1
LISTING = "backup.json"
TRAILER = b"sha256 %s\n"
TRAILER_BYTES = len(TRAILER % hashlib.sha256().hexdigest().encode())
BESIDE = ("tokens.json", "audit.jsonl")
LEDGER = "work/ledger.sqlite"
CHUNK = 1 << 20
WAIT_SECONDS = 60.0

Tell = Callable[[str, int], None]


@dataclass
class BackupError(ClaimGraphError):
    """A backup can't be made, is damaged, or can't be restored there."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"backup {self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a backup holds: which release, its quads, and the size and SHA-256 of each file by its path in the store."""

    claimgraph: str
    release: str
    quads: int
    files: Mapping[str, tuple[int, str]]
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the member backup.json."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return what backup.json tells; ValueError where it is none of ours."""
        told = json.loads(content)
        if told.get("format") != FORMAT:
            raise ValueError("it is of another version of claimgraph")
        files = {name: (int(size), str(digest)) for name, (size, digest) in told["files"].items()}
        return cls(str(told["claimgraph"]), str(told["release"]), int(told["quads"]), files)


class Summed:
    """A file that is written or read once, front to back, with the SHA-256 of what passed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum, self.bytes = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write bytes."""
        self._sum.update(data)
        self.bytes += len(data)
        return self._file.write(data)

    def read(self, size: int = -1) -> bytes:
        """Read bytes."""
        data = self._file.read(size)
        self._sum.update(data)
        self.bytes += len(data)
        return data

    @property
    def digest(self) -> str:
        """The SHA-256 so far."""
        return self._sum.hexdigest()


def back_up(store: Path, target: Path, tell: Tell = lambda step, done: None) -> Listing:
    """Write the current release, the ledger, tokens and audit log of a store into one new file, and read it back.

    Writers wait only until all files are open. Raises BackupError where the file exists or can't be written, StoreError
    where there is no release or another process writes for longer than a minute.
    """
    if target.exists():
        raise BackupError(str(target), "exists already; choose another name")
    draft = target.with_name(f"{target.name}.part")
    try:
        with ExitStack() as stack, draft.open("wb") as output:
            draft.chmod(0o600)  # it holds what only the owner of the store may read
            view, files = _held(store, stack, draft.parent)
            listing = _write(view, files, output, tell)
            output.flush()
            os.fsync(output.fileno())
        check(draft, tell)
        draft.rename(target)
        sync(target.parent)
    except OSError as error:
        raise BackupError(str(target), f"can't be written ({error})") from error
    finally:
        draft.unlink(missing_ok=True)
    return listing


def _held(store: Path, stack: ExitStack, scratch: Path) -> tuple[View, dict[str, IO[bytes]]]:
    """Open all that belongs to the current release; open files stay whole, whatever is written afterwards."""
    current_release(store)
    with _lock(store):
        release = current_release(store)
        view = View(release)
        paths = {str(path.relative_to(store)): path for path in _parts(store, release)}
        files: dict[str, IO[bytes]] = {
            name: stack.enter_context(path.open("rb")) for name, path in sorted(paths.items())
        }
        if (store / LEDGER).exists():
            files[LEDGER] = stack.enter_context(_copy_of(store / LEDGER, scratch))
        return view, files


def _parts(store: Path, release: Release) -> Iterator[Path]:
    for path in release.path.rglob("*"):
        if path.is_file() and path.name != "LOCK" and not path.name.startswith("LOG"):
            yield path
    yield from (store / name for name in BESIDE if (store / name).exists())


@contextmanager
def _lock(store: Path) -> Iterator[None]:
    end = time.monotonic() + WAIT_SECONDS
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(locked(store))
                break
            except StoreBusy:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        yield


@contextmanager
def _copy_of(ledger: Path, scratch: Path) -> Iterator[IO[bytes]]:
    """Yield a whole copy of an SQLite file, whatever its log still holds."""
    with NamedTemporaryFile(dir=scratch, prefix=".ledger-", suffix=".part") as copy:
        with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(copy.name)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        with Path(copy.name).open("rb") as file:
            yield file


def _write(view: View, files: Mapping[str, IO[bytes]], output: IO[bytes], tell: Tell) -> Listing:
    told: dict[str, tuple[int, str]] = {}
    whole = Summed(output)
    with tarfile.open(fileobj=whole, mode="w|", format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
        for name, file in files.items():
            source = Summed(file)
            archive.addfile(_member(name, os.fstat(file.fileno()).st_size), source)
            told[name] = (source.bytes, source.digest)
            tell("write", len(told))
        listing = Listing(version("claimgraph"), view.release.name, len(view), told)
        content = listing.to_bytes()
        archive.addfile(_member(LISTING, len(content)), BytesIO(content))
    output.write(TRAILER % whole.digest.encode())
    return listing


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def check(backup: Path, tell: Tell = lambda step, done: None) -> None:
    """Read a backup to its end; BackupError where a single byte isn't as it was written."""
    try:
        size = backup.stat().st_size - TRAILER_BYTES
        with backup.open("rb") as file:
            whole, left = Summed(file), size
            while left > 0 and (piece := whole.read(min(CHUNK, left))):
                left -= len(piece)
                tell("check", whole.bytes)
            trailer = file.read()
    except OSError as error:
        raise BackupError(str(backup), f"can't be read ({error.strerror})") from error
    if size < 0 or trailer != TRAILER % whole.digest.encode():
        raise BackupError(str(backup), "is damaged or no backup: its checksum is another; nothing was restored")


def restore(backup: Path, store: Path, tell: Tell = lambda step, done: None) -> Listing:
    """Make a new store of a backup, which appears whole or not at all, and return what it holds.

    Raises BackupError where anything is at that place already, or where the backup is damaged.
    """
    if store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise BackupError(str(backup), f"{store} is not empty; restore into a new folder, then swap the folders")
    check(backup, tell)
    draft = store.with_name(f"{store.name}.restoring")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        listing = _unpack(backup, draft, tell)
        _complete(draft, listing)
        draft.rename(store)
        sync(store.parent)
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(str(backup), f"can't be restored ({error})") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return listing


def _unpack(backup: Path, draft: Path, tell: Tell) -> Listing:
    found: dict[str, tuple[int, str]] = {}
    content = b""
    with tarfile.open(backup, "r:") as archive:
        for member in archive:
            if tarfile.data_filter(member, str(draft)).name != member.name:
                raise ValueError(f"{member.name!r} leads out of the folder")
            source = archive.extractfile(member)
            if source is None:
                raise ValueError(f"{member.name!r} is no file")
            if member.name == LISTING:
                content = source.read()
                continue
            found[member.name] = _extract(source, draft / member.name)
            tell("restore", len(found))
    listing = Listing.read(content)
    if found != dict(listing.files):
        raise ValueError("its files are not those of its listing")
    return listing


def _extract(source: IO[bytes], target: Path) -> tuple[int, str]:
    """Write a file and return the size and checksum of what can be read from it afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as output:
        shutil.copyfileobj(source, output, CHUNK)
    with target.open("rb") as written:
        summed = Summed(written)
        while summed.read(CHUNK):
            pass
    return summed.bytes, summed.digest


def _complete(draft: Path, listing: Listing) -> None:
    """Put the release in force and open it; the working store is copied from it by whoever writes next."""
    if not listing.release.isdigit():
        raise ValueError(f"{listing.release!r} is no name of a release")
    quads = len(View(Release(listing.release, draft / "releases" / listing.release)))
    if quads != listing.quads:
        raise ValueError(f"its graph has {quads} statements instead of {listing.quads}")
    for name in BESIDE:
        if (draft / name).exists():
            (draft / name).chmod(0o600)
    note_basis(draft, SUPERSEDED)
    replace_file(draft / "CURRENT", f"{listing.release}\n")
    sync_tree(draft)


def describe(listing: Listing) -> dict[str, Any]:
    """Return what a user is told of a backup."""
    size = sum(size for size, _ in listing.files.values())
    return {"release": listing.release, "statements": listing.quads, "files": len(listing.files), "bytes": size}
