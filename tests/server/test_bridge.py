from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from claimgraph.server.bridge import DEPARTURE, Bridge, Manners, Turnstile, speaker

Environ = dict[str, Any]


def scope(path: str = "/", **more: Any) -> dict[str, Any]:
    """Return an ASGI scope."""
    base = {"type": "http", "method": "POST", "path": path, "query_string": b"a=%C3%A9", "http_version": "1.1"}
    return base | {"headers": [(b"content-type", b"text/plain"), (b"x-a", b"1"), (b"x-a", b"2")]} | more


def drive(
    app: Callable[..., Any], *pieces: bytes, stay: bool = True, limit: int = 100, whole: bool = True
) -> list[dict[str, Any]]:
    """Send one request through the bridge and return its messages.

    Without `stay` the client leaves after it; without `whole` the end of the body never comes.
    """
    sent: list[dict[str, Any]] = []

    async def talk() -> None:
        bridge = Bridge(app, Manners(2, limit, 0.5, client_requests=1), lambda: None)
        waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
        if whole:
            waiting.append({"type": "http.request", "body": b"", "more_body": False})

        async def receive() -> dict[str, Any]:
            if waiting:
                return waiting.pop(0)
            if stay:
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await bridge(scope("/é"), receive, send)

    asyncio.run(talk())
    return sent


@pytest.mark.parametrize(
    ("headers", "most"), [([], 10), ([b"Bearer good"], 50), ([b"Bearer bad"], 10), ([b"Bearer good"] * 2, 10)]
)
def test_a_large_request_is_taken_in_only_with_a_good_token(headers: list[bytes], most: int) -> None:
    manners = Manners(request_bytes=10, bearer_bytes=50, trusts=lambda header: header == "Bearer good")
    assert manners.most(scope(headers=[(b"authorization", header) for header in headers])) == most


def test_request_arrives_whole() -> None:
    seen: Environ = {}

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start("201 Created", [("Content-Length", "2")])
        return [b"o", b"k"]

    sent = drive(app, b"ab", b"cd")
    assert (seen["body"], seen["CONTENT_LENGTH"], seen["CONTENT_TYPE"]) == (b"abcd", "4", "text/plain")
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/é"
    assert (seen["QUERY_STRING"], seen["HTTP_X_A"]) == ("a=%C3%A9", "1,2")
    assert sent[0]["status"] == 201
    assert [message.get("body") for message in sent[1:]] == [b"ok"]


def test_body_beyond_the_limit_is_cut_where_its_length_tells() -> None:
    lengths: list[int] = []

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        lengths.append(int(environ["CONTENT_LENGTH"]))
        start("413 Too large", [("Content-Length", "0")])
        return []

    assert drive(app, b"x" * 60, b"x" * 60, b"x" * 60)[0]["status"] == 413
    assert lengths == [101]


def test_request_that_never_ends_is_given_up() -> None:
    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        raise AssertionError("reached")

    sent = drive(app, b"x", whole=False)
    assert sent[0]["status"] == 408
    assert b"0.5 s" in sent[1]["body"]


def test_one_client_has_so_many_turns_and_another_one_its_own() -> None:
    passed: list[str] = []

    async def come() -> None:
        turnstile = Turnstile(1, 1)
        leave = asyncio.Event()

        async def pass_through(client: str) -> None:
            async with turnstile.turn(client):
                passed.append(client)
                await leave.wait()

        tasks = [asyncio.create_task(pass_through(client)) for client in ("a", "a", "b")]
        await asyncio.sleep(0)
        assert sorted(passed) == ["a", "b"]
        assert turnstile.is_full("a")
        assert not turnstile.is_full("b")
        leave.set()
        await asyncio.gather(*tasks)
        assert not turnstile.is_full("a")

    asyncio.run(come())
    assert sorted(passed) == ["a", "a", "b"]


@pytest.mark.parametrize(
    ("proxies", "told", "client"),
    [
        (0, b"192.0.2.9", "127.0.0.1"),
        (1, b"192.0.2.9, 192.0.2.1", "192.0.2.1"),
        (2, b"192.0.2.1", "192.0.2.1"),
        (1, b"", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, told: bytes, client: str) -> None:
    asked = scope(client=("127.0.0.1", 1), headers=[(b"x-forwarded-for", told)])
    assert speaker(asked, proxies) == client


class Body:
    """A body that fails after its first piece, and notes that it was closed."""

    def __init__(self, fail: bool) -> None:
        self.fail, self.closed = fail, False

    def __iter__(self) -> Iterator[bytes]:
        yield b"first"
        if self.fail:
            raise ValueError("cut")
        yield b"second"

    def close(self) -> None:
        self.closed = True


def test_pieces_are_sent_as_they_come() -> None:
    body = Body(fail=False)

    def app(environ: Environ, start: Callable[..., Any]) -> Body:
        start("200 OK", [])
        return body

    sent = drive(app)
    assert [message.get("body") for message in sent[1:]] == [b"first", b"second", b""]
    assert body.closed


def test_failing_body_never_ends() -> None:
    body = Body(fail=True)

    def app(environ: Environ, start: Callable[..., Any]) -> Body:
        start("200 OK", [])
        return body

    with pytest.raises(ValueError, match="cut"):
        drive(app)
    assert body.closed


def test_application_learns_that_the_client_is_gone() -> None:
    body = Body(fail=False)
    noticed: list[bool] = []

    def app(environ: Environ, start: Callable[..., Any]) -> Body:
        environ[DEPARTURE].then(lambda: noticed.append(True))
        start("200 OK", [])
        return body

    drive(app, stay=False)
    assert noticed == [True]
    assert body.closed


def test_answer_that_nobody_takes_is_given_up() -> None:
    body = Body(fail=False)

    def app(environ: Environ, start: Callable[..., Any]) -> Body:
        start("200 OK", [])
        return body

    async def stall() -> None:
        async def receive() -> dict[str, Any]:
            if not asked:
                asked.append(True)
                return {"type": "http.request", "body": b""}
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            await asyncio.sleep(60 if message.get("body") else 0)

        asked: list[bool] = []
        await Bridge(app, Manners(threads=2, transfer=0.05), lambda: None)(scope("/"), receive, send)

    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(stall(), 30))
    assert body.closed


def test_lifespan_closes_the_application() -> None:
    closed: list[bool] = []

    async def live() -> list[str]:
        messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
        sent: list[str] = []

        async def receive() -> dict[str, Any]:
            return messages.pop(0)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message["type"])

        bridge = Bridge(lambda environ, start: [], Manners(1, 1), lambda: closed.append(True))
        await bridge({"type": "lifespan"}, receive, send)
        return sent

    assert asyncio.run(live()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert closed == [True]
