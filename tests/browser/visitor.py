"""A visitor of the pages in a real browser, and what every test of pages needs."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

CHROMIUM = os.environ.get("CLAIMGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium, or set CLAIMGRAPH_CHROMIUM"),
]


class Visitor:
    """A page that notes what goes wrong: errors, complaints on the console, requests to other hosts."""

    def __init__(self, browser: Browser, address: str, width: int = 1280) -> None:
        self.address = address
        self.troubles: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._listen)
        self.page.on("request", self._watch)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(message.text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.troubles.append(f"request to {request.url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page
