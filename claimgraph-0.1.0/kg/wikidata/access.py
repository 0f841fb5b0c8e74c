"""How live Wikidata may be asked: by whom, where, and within which limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from claimgraph.errors import ClaimGraphError

API: Final = "https://www.wikidata.org/w/api.php"
CONTACT: Final = "CLAIMGRAPH_CONTACT"
"""The environment variable that may hold the contact."""
MAX_QID: Final = 2_147_483_647
"""Wikibase's largest number of an item."""
MAX_LANGUAGES: Final = 50
"""Values that the API takes of one parameter."""
_QID = re.compile(r"Q[1-9][0-9]{0,9}")
_LANGUAGE = re.compile(r"[a-z]{2,12}(?:-[a-z0-9]{1,12}){0,3}")
_REACHABLE = re.compile(r"\S+@\S+\.\S+|https?://\S+\.\S+|User:\S.*")
_PLACEHOLDER = re.compile(r"[@/.]example\.(?:com|net|org)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Access:
    """The operator's contact, the address of the API, and limits; raises ClaimGraphError when one can't be used.

    Wikimedia's policy wants whoever runs a client to be reachable: a mail address, a web page or a user page.
    """

    contact: str
    api: str = API
    timeout: float = 30.0
    """Seconds that one answer may take from first to last byte."""
    attempts: int = 4
    """Times that one request is sent at most."""
    longest_wait: float = 60.0
    """Seconds that are waited between two attempts at most; a server that wants more is not asked again."""
    max_bytes: int = 32_000_000
    """Bytes of one unpacked answer; the API itself cuts its results at 8 MB of text."""

    def __post_init__(self) -> None:
        _check_contact(self.contact)
        _check_api(self.api)
        low = next((name for name in ("timeout", "attempts", "max_bytes") if getattr(self, name) <= 0), None)
        if low or self.longest_wait < 0:
            raise ClaimGraphError(f"{low or 'longest_wait'} is too small to ask Wikidata")

    @property
    def agent(self) -> str:
        """Return the user agent that every request carries."""
        return f"claimgraph/{version('claimgraph')} ({self.contact})"

    @property
    def is_here(self) -> bool:
        """Return whether the API is on this computer."""
        return _is_here(urlsplit(self.api).hostname or "")


def _check_contact(contact: str) -> None:
    ways = f"set {CONTACT} or --contact to your mail address, web page or Wikimedia user page (User:Name)"
    if not contact.strip():
        raise ClaimGraphError(f"Wikidata is not asked without the contact of whoever runs this: {ways}")
    if not (contact.isascii() and contact.isprintable()) or _REACHABLE.fullmatch(contact) is None or len(contact) > 200:
        raise ClaimGraphError(f"{contact!r} is no contact that Wikimedia could reach you by: {ways}")
    if _PLACEHOLDER.search(contact):
        raise ClaimGraphError(f"{contact!r} is a placeholder, not your contact: {ways}")


def _check_api(api: str) -> None:
    try:
        parts = urlsplit(api)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ClaimGraphError(f"{api!r} is no web address: {error}") from error
    if not host or not api.isascii() or not api.isprintable() or " " in api:
        raise ClaimGraphError(f"{api!r} is no web address, such as {API}")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
        raise ClaimGraphError(f"{api!r}: Wikidata is asked over https only (http only on this computer)")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ClaimGraphError(f"{api!r} may hold no user, password, query or fragment")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def checked_qid(text: str) -> str:
    """Return a QID as Wikidata writes it; raise ClaimGraphError where it is none.

    >>> checked_qid(" q159 ")
    'Q159'
    """
    qid = text.strip().upper()
    if _QID.fullmatch(qid) is None or int(qid[1:]) > MAX_QID:
        raise ClaimGraphError(f"{text!r} is no QID, such as Q159")
    return qid


def checked_languages(codes: Iterable[str]) -> tuple[str, ...]:
    """Return Wikidata's codes of languages, sorted, each once; raise ClaimGraphError where one can't be a code.

    Names that are the same in all languages stand under `mul`, which is therefore always asked for.
    """
    wanted = sorted({*codes, "mul"})
    wrong = next((code for code in wanted if _LANGUAGE.fullmatch(code) is None), None)
    if wrong is not None:
        raise ClaimGraphError(f"{wrong!r} is no code of a language, such as uk")
    if len(wanted) > MAX_LANGUAGES:
        raise ClaimGraphError(f"Wikidata is asked about {MAX_LANGUAGES - 1} languages at most, not {len(wanted) - 1}")
    return tuple(wanted)
