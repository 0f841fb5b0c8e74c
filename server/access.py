"""Who may do what: a token in the header `Authorization: Bearer`, see RFC 6750; never a cookie, never the address.

Browsers send no such header on their own, so no page of another site can write in the name of whoever visits it.
"""

from __future__ import annotations

from pathlib import Path

import flask
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from claimgraph.server.options import ServerOptions
from claimgraph.server.tokens import Keyring, Token, TokenError

EXTENSION = "claimgraph.keyring"
OPEN = frozenset(["/health", "/ready"])
"""Addresses that tell nothing of the content: they stay open where everything else needs a token."""


class Door:
    """What a server asks of those who come in."""

    def __init__(self, keyring: Keyring, options: ServerOptions) -> None:
        self.keyring = keyring
        self._private = options.private
        self._most = max(options.update_bytes, options.request_bytes)
        self._guarded = options.private or options.writable

    def admit(self) -> None:
        """Refuse a request with a token that isn't known, and on a private server one without."""
        if not self._guarded or flask.request.method == "OPTIONS":
            return
        secret = bearer(flask.request.headers.get("Authorization", ""))
        flask.g.token = token = None if secret is None else self.keyring.find(secret)
        if secret is not None and token is None:
            raise challenge("this token isn't known here, has been revoked or is over", "invalid_token")
        if token is not None and token.allows("update"):
            flask.request.max_content_length = self._most
        if self._private and flask.request.path not in OPEN:
            require("query")

    def lets_write(self, header: str) -> bool:
        """Tell whether a header Authorization has a token that may write, before the request itself is there."""
        secret = bearer(header)
        try:
            token = None if secret is None else self.keyring.find(secret)
        except TokenError:  # the file is damaged, which the answer to the request tells
            return False
        return token is not None and token.allows("update")


def bearer(header: str) -> str | None:
    """Return the token of a header Authorization, None without one."""
    kind, _, secret = header.partition(" ")
    return secret.strip() if kind.lower() == "bearer" else None


def require(scope: str) -> Token:
    """Return the token of the request; 401 without one, 403 where it doesn't allow what the scope stands for."""
    token: Token | None = flask.g.get("token")
    if token is None:
        raise challenge(f"this needs a token of scope {scope}: send the header Authorization: Bearer TOKEN")
    if not token.allows(scope):
        held = ", ".join(token.scopes)
        raise Forbidden(f"this needs a token of scope {scope}; that of {token.name} has: {held}")
    return token


def challenge(text: str, error: str | None = None) -> Unauthorized:
    """Return the refusal of a request without a valid token."""
    told: dict[str, str | None] = {"realm": "claimgraph"}
    if error is not None:
        told["error"] = error
    return Unauthorized(text, www_authenticate=WWWAuthenticate("bearer", told))


def register(app: flask.Flask, store: Path, options: ServerOptions) -> None:
    """Look at the token of every request before anything else is done with it."""
    path = Path(options.tokens) if options.tokens else store / "tokens.json"
    app.extensions[EXTENSION] = door = Door(Keyring(path), options)
    app.before_request(door.admit)
