"""The reconciliation service used by a page of another site, in a real browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, Request, sync_playwright

from tests.browser.visitor import CHROMIUM, MARKS
from tests.server.conftest import running
from tests.server.sample import publish_sample

pytestmark = MARKS

ASK = """async ([address, kind, body]) => {
    const answer = await fetch(address, {method: "POST", headers: {"Content-Type": kind}, body})
    return [answer.status, await answer.json()]
}"""
FRAME = """address => new Promise(done => {
    const frame = document.createElement("iframe")
    Object.assign(frame, {src: address, width: 420, height: 280, onload: () => done()})
    document.body.append(frame)
})"""


class Blank(BaseHTTPRequestHandler):
    """A site with one empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title><link rel='icon' href='data:,'>")

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("elsewhere") / "store"
    publish_sample(store)
    with running(store) as address:
        yield f"{address}/reconcile"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Page]:
    """A page of another site."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{site.server_port}/")
        yield page
        browser.close()
    site.shutdown()
    site.server_close()


def test_page_of_another_site_may_ask(service: str, elsewhere: Page) -> None:
    queries = {"a": {"query": "Лунден"}}
    as_json = [service, "application/json", json.dumps({"queries": queries})]
    status, answer = elsewhere.evaluate(ASK, as_json)  # a type that makes the browser ask first whether it may
    assert (status, answer["a"]["result"][0]["id"]) == (200, "lunden")
    status, answer = elsewhere.evaluate(ASK, [service, "application/x-www-form-urlencoded", "queries=["])
    assert (status, answer["status"]) == (400, "error")


def test_preview_shows_in_a_frame_of_another_site(service: str, elsewhere: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    elsewhere.on("request", note)
    elsewhere.evaluate(FRAME, f"{service}/preview?id=lunden")
    frame = elsewhere.frames[-1]
    assert frame.inner_text("h1") == "Lunden"
    assert "Norland" in frame.inner_text("dl")
    assert frame.evaluate("getComputedStyle(document.querySelector('dl')).display") == "grid"
    assert frame.evaluate("document.documentElement.scrollHeight") <= 280
    assert {address.rpartition("/")[0] for address in asked} == {service, f"{service.removesuffix('reconcile')}static"}
