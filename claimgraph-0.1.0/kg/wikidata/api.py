"""MediaWiki's action API, asked one request at a time, with waits and attempts that end."""

from __future__ import annotations

import http.client
import re
import sys
import time
import urllib.error
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlencode

import msgspec

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata import transport
from claimgraph.wikidata.access import Access
from claimgraph.wikidata.transport import Response, TooLarge

MAXLAG: Final = "5"
"""Seconds that Wikidata's replicas may lag before it refuses.

source: https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""
PAUSE: Final = 1.0
"""Seconds before the second attempt where the server names none; doubled before each further one."""
LAG_PAUSE: Final = 5.0
"""Seconds that a client waits at least after a maxlag error; same source."""
IN_A_ROW: Final = 3
"""Requests in a row that may fail with all their attempts; after them nothing is asked any more."""
AGAIN: Final = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses after which it is worth to try again."""
BUSY: Final = re.compile(
    r"maxlag|ratelimited|readonly|internal_api_error.*|.*(?:too-busy|timeout).*|search-backend-error"
)
"""Codes of the API's own errors after which it is worth to try again."""


class Unanswered(ClaimGraphError):
    """Wikidata gave no answer that can be used; says nothing of what it knows."""


@dataclass
class Refused(Unanswered):
    """Wikidata understood the request and refuses it."""

    code: str
    info: str
    about: str | None = None
    """The id that the error is about."""

    def __str__(self) -> str:
        return f"Wikidata refuses: {self.code}: {self.info}"


@dataclass(frozen=True, slots=True)
class _Busy:
    """An attempt that failed in a way that may pass, and the seconds that the server wants to be left alone."""

    reason: str
    wait: float | None = None


@dataclass(slots=True)
class Api:
    """A connection to the action API, for one run of one operator."""

    access: Access
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    asked: int = 0
    """Requests that were sent."""
    most: int = sys.maxsize
    """Requests that are sent at most."""
    _ready: float = field(default=0.0, init=False)
    _failed: int = field(default=0, init=False)

    def ask(self, **parameters: str) -> Mapping[str, Any]:
        """Return the JSON object that answers; raise Unanswered (Refused where trying again can't help) or TooLarge."""
        if self.asked >= self.most:
            raise Unanswered(f"not asked, for the limit of {self.most} requests is reached")
        if self._failed >= IN_A_ROW:
            raise Unanswered(f"not asked, for {IN_A_ROW} requests in a row had no answer")
        common = {"format": "json", "formatversion": "2", "maxlag": MAXLAG}
        address = f"{self.access.api}?{urlencode({**parameters, **common}, errors='replace')}"
        try:
            answer = self._insist(address)
        except TooLarge:
            self._failed = 0
            raise
        except Unanswered as error:
            self._failed = 0 if isinstance(error, Refused) and error.about else self._failed + 1
            raise
        self._failed = 0
        return answer

    def _insist(self, address: str) -> Mapping[str, Any]:
        reason = ""
        for number in range(min(self.access.attempts, self.most - self.asked)):
            self._wait()
            self.asked += 1
            outcome = _attempt(address, self.access)
            if not isinstance(outcome, _Busy):
                return outcome
            reason, pause = outcome.reason, max(PAUSE * 2**number, outcome.wait or 0.0)
            self._ready = self.clock() + pause
            if pause > self.access.longest_wait:
                raise Unanswered(f"{reason}; the server asks to wait {pause:g} s")
        raise Unanswered(reason)

    def _wait(self) -> None:
        """Wait until the server is ready; raise Unanswered where that takes longer than the limit."""
        pause = self._ready - self.clock()
        if pause > self.access.longest_wait:
            raise Unanswered(f"not asked, for the server asked to wait {pause:.0f} s more")
        if pause > 0:
            self.sleep(pause)


def _attempt(address: str, access: Access) -> Mapping[str, Any] | _Busy:
    try:
        response = transport.get(address, access)
    except (OSError, http.client.HTTPException) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        return _Busy(f"no answer: {str(cause) or type(cause).__name__}")
    except ValueError as error:
        return _Busy(str(error))
    answer = _json(response.body)
    fault = answer.get("error") if answer is not None else None
    if isinstance(fault, dict):
        return _judge(fault, response)
    if response.status in AGAIN:
        return _Busy(f"HTTP {response.status} {response.phrase}".rstrip(), _retry_after(response))
    if response.status != 200:
        raise Unanswered(f"HTTP {response.status} {response.phrase}".rstrip())
    return _Busy("an answer that is no JSON object") if answer is None else answer


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _judge(fault: Mapping[str, Any], response: Response) -> _Busy:
    """Return what makes another attempt worth it; raise Refused where nothing does."""
    code, info, about = str(fault.get("code", "unknown")), str(fault.get("info", "")), fault.get("id")
    if BUSY.fullmatch(code) is None and response.status not in AGAIN:
        raise Refused(code, info, about if isinstance(about, str) else None)
    wait = _retry_after(response)
    return _Busy(f"{code}: {info}", max(wait or 0.0, LAG_PAUSE) if code == "maxlag" else wait)


def _retry_after(response: Response) -> float | None:
    """Return the seconds that the server wants to be left alone, given as a number or as a date."""
    value = str(response.headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
