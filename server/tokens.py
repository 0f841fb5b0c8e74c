"""Tokens that open the endpoint: who holds them, what they allow and until when; only hashes of them are kept.

A token is 256 random bits. Nobody can guess one or try them all, so a plain SHA-256 hides it as well as a slow hash
for passwords would (those make up for what people choose), and checking it costs no time that an attacker could spend.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from claimgraph.drafts import sync
from claimgraph.errors import ClaimGraphError

SCOPES = ("query", "update", "admin")
"""What a token may allow: to ask, to write as well, and everything."""
PREFIX = "cg_"
HASH = re.compile("[0-9a-f]{64}")
NAME = re.compile(r"[\w.@-]{1,64}")


class TokenError(ClaimGraphError):
    """A file of tokens can't be used, or a change of it can't be made."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: name of its holder, SHA-256, scopes, times in ISO 8601 (UTC)."""

    name: str
    sha256: str
    scopes: tuple[str, ...]
    created: str
    expires: str | None = None

    def is_over(self, now: datetime) -> bool:
        """Tell whether the token has expired."""
        return self.expires is not None and datetime.fromisoformat(self.expires) <= now

    def allows(self, scope: str) -> bool:
        """Tell whether the token opens what a scope stands for; each scope includes those before it.

        >>> Token("ann", "", ("update",), "").allows("query"), Token("ann", "", ("update",), "").allows("admin")
        (True, False)
        """
        return any(SCOPES.index(held) >= SCOPES.index(scope) for held in self.scopes)


def digest(secret: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def new_secret() -> str:
    """Return a new token; its prefix lets programs that look for lost secrets find it."""
    return PREFIX + secrets.token_urlsafe(32)


def read_tokens(path: Path) -> tuple[Token, ...]:
    """Return all tokens of a file, none where it is missing; raise TokenError where it is damaged."""
    try:
        return tuple(map(checked, msgspec.json.decode(path.read_bytes(), type=dict[str, list[Token]])["tokens"]))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError) as error:
        raise TokenError(f"tokens can't be read from {path}: {error}") from error


def checked(token: Token) -> Token:
    """Return a token that can be asked everything; raise ValueError for one with a hash, scope or time that is none."""
    if not HASH.fullmatch(token.sha256) or not set(token.scopes) <= set(SCOPES):
        raise ValueError(f"the hash or the scopes of {token.name!r} are none")
    if token.expires is not None and datetime.fromisoformat(token.expires).tzinfo is None:
        raise ValueError(f"{token.name!r} ends at a time without a zone")
    return token


@contextmanager
def changing(path: Path) -> Iterator[dict[str, Token]]:
    """Yield the tokens of a file by name, and write what has become of them, readable for its owner alone.

    Whoever changes the file meanwhile waits: a token that one revokes would come back with what the other writes.
    """
    with alone(path.parent):
        found = {token.name: token for token in read_tokens(path)}
        yield found
        write_tokens(path, [found[name] for name in sorted(found)])


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others that do the same out; TokenError where there is no such folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise TokenError(f"tokens can't be kept in {folder}: {error}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_tokens(path: Path, tokens: Iterable[Token]) -> None:
    """Replace a file of tokens in one step; raise TokenError where it can't be written."""
    text = json.dumps({"tokens": [asdict(token) for token in tokens]}, indent=1, ensure_ascii=False)
    draft = path.with_name(f"{path.name}.tmp")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        sync(draft)
        draft.replace(path)
        sync(path.parent)
    except OSError as error:
        raise TokenError(f"tokens can't be written to {path}: {error}") from error


def add(path: Path, name: str, scopes: Iterable[str], now: datetime, expires: datetime | None = None) -> str:
    """Add a token and return it; it can't be shown again. Raises TokenError for a name that is taken or unfit."""
    if not NAME.fullmatch(name):
        raise TokenError(f"{name!r} is no name of a token: 1 to 64 letters, digits or . _ @ -")
    with changing(path) as tokens:
        if name in tokens:
            raise TokenError(f"there is a token {name!r} already; rotate or revoke it")
        secret = new_secret()
        until = expires.isoformat(timespec="seconds") if expires else None
        tokens[name] = Token(name, digest(secret), tuple(scopes), now.isoformat(timespec="seconds"), until)
    return secret


def rotate(path: Path, name: str, now: datetime) -> str:
    """Replace a token by a new one of the same name and scopes, and return it; the old one ends at once."""
    with changing(path) as tokens:
        secret = new_secret()
        tokens[name] = replace(
            known(tokens, name), sha256=digest(secret), created=now.isoformat(timespec="seconds")
        )  # fmt: skip
    return secret


def revoke(path: Path, name: str) -> None:
    """End a token at once."""
    with changing(path) as tokens:
        known(tokens, name)
        del tokens[name]


def known(tokens: dict[str, Token], name: str) -> Token:
    """Return a token by name; TokenError where there is none."""
    if name not in tokens:
        raise TokenError(f"there is no token {name!r}; there are: {', '.join(sorted(tokens)) or 'none'}")
    return tokens[name]


class Keyring:
    """The tokens of a file, read again when it changes; a revoked token is refused from the next request on."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path, self._now = path, now
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._tokens: tuple[Token, ...] = ()

    def find(self, secret: str) -> Token | None:
        """Return the token that was sent, None where it is not known or over."""
        asked, found = digest(secret), None
        for token in self.tokens():  # all of them, whichever it is: time tells nothing
            if hmac.compare_digest(asked, token.sha256):
                found = token
        return None if found is None or found.is_over(self._now()) else found

    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens."""
        with self._lock:
            seen = fingerprint(self._path)
            if seen != self._seen:
                self._tokens, self._seen = read_tokens(self._path), seen
            return self._tokens


def fingerprint(path: Path) -> tuple[int, int, int] | None:
    """Return what changes whenever a file is replaced, None where there is none."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size
