"""The manifest of a pack, and the list of sums whose own hash is the pack's digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

import msgspec

from claimgraph.errors import ClaimGraphError

FORMAT: Final = "claimgraph-pack/1"
MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"

Files = Mapping[str, bytes]
"""Content of a pack by path; the paths have slashes and are relative."""


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a pack, all but the manifest and the sums."""

    path: str
    bytes: int
    sha256: str
    type: str


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document whose words a pack holds; sizes are code points."""

    iri: str
    file: str
    sha256: str
    characters: int
    contained: int


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim of a pack: the one asked for, a member of the cluster, or one that these are related to."""

    iri: str
    role: str
    document: str
    nanopublication: str
    file: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pack holds and what made it."""

    format: str
    software: str
    rules: str
    about: str
    kind: str
    offsets: str
    claims: tuple[Held, ...]
    relations: tuple[str, ...]
    documents: tuple[Document, ...]
    files: tuple[File, ...]


def encoded(content: object) -> bytes:
    """Return JSON for people to read; the same content gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def decoded(content: bytes) -> Manifest:
    """Return a manifest; raise ClaimGraphError where it is none of this format."""
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ClaimGraphError(f"{MANIFEST} can't be read: {error}") from error
    if manifest.format != FORMAT:
        raise ClaimGraphError(f"{MANIFEST} is of format {manifest.format!r}; this version reads {FORMAT}")
    return manifest


def sha256(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sums(files: Files) -> bytes:
    """Return the sums of all files but the sums themselves, as `sha256sum -c` reads them."""
    return "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files) if path != SUMS).encode()


def digest(files: Files) -> str:
    """Return the hash that stands for the whole pack: `sha256sum SHA256SUMS` gives the same."""
    return sha256(files[SUMS])
