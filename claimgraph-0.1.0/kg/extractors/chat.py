"""One question to a chat endpoint that speaks OpenAI's protocol, within limits of time and size."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from claimgraph.errors import ExtractorError

NAME: Final = "endpoint"
MAX_ANSWER: Final = 4_000_000
"""Bytes of an answer that are read."""
PAUSES: Final = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try."""
AGAIN: Final = frozenset((408, 429, 500, 502, 503, 504))
"""Answers of a server after which it is worth to try again."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Goes to no other address than the one that the user named."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the redirection becomes an error."""


@dataclass(frozen=True, slots=True)
class Chat:
    """An endpoint: the address before `/chat/completions`, seconds to wait, further tries, the key if it wants one."""

    url: str
    timeout: float
    retries: int
    key: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ExtractorError(NAME, f"url {self.url!r} is no web address, such as http://127.0.0.1:8080/v1")
        if parts.username or parts.password or parts.query:
            raise ExtractorError(NAME, "the url may hold no password and no query, for it is written to the graph")
        if self.key and parts.scheme == "http" and not _is_here(parts.hostname):
            raise ExtractorError(NAME, "a key is sent over https only, or to this computer")

    def answer(self, body: dict[str, Any]) -> str:
        """Return what the model says; raise ExtractorError when all tries fail or it says nothing that can be read."""
        for number in range(self.retries + 1):
            try:
                return _content(self._post(body))
            except urllib.error.HTTPError as error:
                error.close()
                reason, last = f"HTTP {error.code} {error.reason}", error.code not in AGAIN
            except (OSError, http.client.HTTPException) as error:
                reason, last = str(error) or type(error).__name__, False
            if last or number == self.retries:
                break
            time.sleep(PAUSES[min(number, len(PAUSES) - 1)])
        raise ExtractorError(NAME, f"{self.url} gives no answer: {reason}")

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "claimgraph"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.url.rstrip('/')}/chat/completions"
        request = urllib.request.Request(address, msgspec.json.encode(body), headers)
        deadline = time.monotonic() + self.timeout
        with self._opener().open(request, timeout=self.timeout) as response:
            return _read(response, deadline)

    def _opener(self) -> urllib.request.OpenerDirector:
        """Return what opens the address: by the proxies of the environment, but never for this computer itself."""
        direct = (urllib.request.ProxyHandler({}),) if _is_here(urlsplit(self.url).hostname or "") else ()
        return urllib.request.build_opener(_NoRedirect, *direct)


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """Return the body; raise TimeoutError where it comes too slowly, ExtractorError where it is too long."""
    content = bytearray()
    while part := response.read1(65_536):
        content += part
        if len(content) > MAX_ANSWER:
            raise ExtractorError(NAME, f"an answer of more than {MAX_ANSWER} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError("the answer takes longer than the timeout")
    return bytes(content)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _content(body: bytes) -> str:
    """Return the words of the first choice; raise ExtractorError where the answer has another shape."""
    try:
        said = msgspec.json.decode(body)["choices"][0]["message"]["content"]
    except (msgspec.DecodeError, RecursionError, LookupError, TypeError) as error:
        raise ExtractorError(NAME, f"an answer of another shape than chat completions have: {error!r}") from error
    return said if isinstance(said, str) else ""
