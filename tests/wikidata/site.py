"""A server on this computer that answers in the shapes of Wikidata's action API, faults included."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Act = Callable[[BaseHTTPRequestHandler], None]
SEE = "See https://www.wikidata.org/w/api.php for API usage."


@dataclass
class Site:
    """What the site holds, what it does before it answers as it should, and what it was asked."""

    api: str = ""
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    hits: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    room: int = 1_000_000
    """Characters of records that one answer has room for."""
    script: list[Act] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def batches(self) -> list[list[str]]:
        """Return the ids of each request."""
        return [asked["ids"].split("|") for asked in self.asked]

    def answer(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """Return what Wikidata answers when all is well."""
        if asked["action"] == "wbsearchentities":
            found = self.hits.get(asked["search"], [])[: int(asked["limit"])]
            return {"searchinfo": {"search": asked["search"]}, "search": found, "success": 1}
        ids = asked["ids"].split("|")
        if len(ids) > 50:
            return fault("toomanyvalues", 'Too many values supplied for parameter "ids". The limit is 50.')
        wrong = next((qid for qid in ids if len(qid) > 10), None)
        if wrong:
            return fault("no-such-entity", f'Could not find an entity with the ID "{wrong}".', id=wrong)
        return self._entities(ids, asked)

    def _entities(self, ids: list[str], asked: Mapping[str, str]) -> dict[str, Any]:
        entities, used, cut = dict[str, Any](), 0, False
        for qid in ids:
            record = self._record(qid, asked)
            used += len(json.dumps(record))
            if used <= self.room:
                entities[qid] = record
            else:
                used, cut = used - len(json.dumps(record)), True
        limit = f"This result was truncated because it would otherwise be larger than the limit of {self.room} bytes."
        warned = {"warnings": {"result": {"warnings": limit}}} if cut else {}
        return {**warned, "entities": entities, "success": 1}

    def _record(self, qid: str, asked: Mapping[str, str]) -> dict[str, Any]:
        target = self.redirects.get(qid, qid)
        if target not in self.records:
            return {"id": qid, "missing": ""}
        props, languages = asked["props"].split("|"), asked["languages"].split("|")
        redirected = {"redirects": {"from": qid, "to": target}} if target != qid else {}
        info = {"pageid": 1, "ns": 0, "title": target, "lastrevid": 2, "modified": "2026-01-02T03:04:05Z"}
        kept = {name: value for name, value in self.records[target].items() if name in props}
        for name in kept.keys() & {"labels", "aliases", "descriptions"}:
            kept[name] = {code: value for code, value in kept[name].items() if code in languages}
        return {**(info if "info" in props else {}), **redirected, "type": "item", "id": target, **kept}


def fault(code: str, info: str, **more: Any) -> dict[str, Any]:
    """Return an error of the action API."""
    return {"error": {"code": code, "info": info, **more, "docref": SEE}, "servedby": "mw-api-ext"}


def send(handler: BaseHTTPRequestHandler, body: Any, status: int = 200, **headers: str) -> None:
    """Answer with bytes as they are, or with JSON, packed where that was allowed."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    if not isinstance(body, bytes) and "gzip" in handler.headers.get("Accept-Encoding", ""):
        content, headers["Content-Encoding"] = gzip.compress(content), "gzip"
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def sends(body: Any, status: int = 200, **headers: str) -> Act:
    """Return what answers so."""
    return lambda handler: send(handler, body, status, **headers)


def lags(retry_after: str | None = "5", status: int = 200) -> Act:
    """Return what refuses as Wikidata does when its replicas lag."""
    info = "Waiting for wdqs1006: 9.7166666666667 seconds lagged."
    body = fault("maxlag", info, host="wdqs1006", lag=9.7166666666667, type="wikibase-queryservice")
    return sends(body, status, **({"Retry_After": retry_after, "X_Database_Lag": "9"} if retry_after else {}))


def cut_gzip(handler: BaseHTTPRequestHandler) -> None:
    """Answer with a packed body that breaks off, though the length says that it is whole."""
    send(handler, gzip.compress(b'{"entities": {}, "success": 1}' * 50)[:-9], Content_Encoding="gzip")


def cut_body(handler: BaseHTTPRequestHandler) -> None:
    """Announce more bytes than come."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"entities": {')


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send blanks as long as somebody listens."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b" " * 65_536)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def drips(site: Site, in_headers: bool) -> Act:
    """Return what sends a byte now and then: never silent for long, never done."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: " if in_headers else b"HTTP/1.0 200 OK\r\n\r\n")
        with suppress(OSError):
            while not site.over.wait(0.02):
                handler.wfile.write(b"a")

    return act


@contextmanager
def opened(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve a site until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(dict(parse_qsl(urlsplit(self.path).query)))
            site.headers.append(dict(self.headers))
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
            site.over.wait(0.001)  # long enough to be met by a client that does not wait for answers
            site.at_once -= 1
            act = site.script.pop(0) if site.script else sends(site.answer(site.asked[-1]))
            act(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    site.api = f"http{'s' * (tls is not None)}://127.0.0.1:{server.server_port}/w/api.php"
    yield site
    site.over.set()
    server.shutdown()
    server.server_close()
    thread.join()
