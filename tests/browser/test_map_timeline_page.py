"""Places on a map and dates on a timeline: a point and a row lead to the claims and their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_document_page import checked
from tests.browser.visitor import MARKS, Visitor
from tests.queries.sources import publish
from tests.server.conftest import running

pytestmark = MARKS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store: Path = tmp_path_factory.mktemp("browser") / "store"
    publish(store)
    with running(store) as address:
        yield address


def drawn(visitor: Visitor, path: str = "/map") -> Page:
    page = visitor.go(path)
    page.wait_for_selector("#map[data-ready]", timeout=20_000)
    return page


def test_click_on_a_point_lists_its_claims(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = drawn(visitor)
    assert page.locator("#map path.border").count() > 100
    assert page.locator("#map path.point").count() == page.locator("#spots tbody tr").count()
    page.locator("#map path.point").first.click()
    page.wait_for_selector("#details .card")
    assert "place=" in page.url
    words = page.locator("#details blockquote").first.inner_text()
    page.reload()
    page.wait_for_selector("#map path.point.chosen")
    assert page.locator("#details blockquote").first.inner_text() == words
    page.locator("#details blockquote a").first.click()
    page.wait_for_selector("blockquote.main")
    assert visitor.troubles == []
    page.close()


def test_place_is_chosen_by_keyboard_from_the_table(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = drawn(visitor)
    page.locator("a.spot").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#details .card")
    assert page.evaluate("document.activeElement.id") == "details"
    assert visitor.troubles == []
    page.close()


def test_bar_and_row_of_the_timeline_lead_on(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/timeline?basis=any")
    rows = page.locator("svg.timeline a").count()
    assert rows == page.locator("main table td[rowspan]").count() / 2
    page.locator("svg.periods a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**from=**")
    assert 0 < page.locator("svg.timeline a").count() <= rows
    page.locator("svg.timeline a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("blockquote.main")
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize("path", ["/map", "/timeline?basis=any"])
def test_pages_have_no_fault_of_accessibility(browser: Browser, address: str, path: str) -> None:
    assert checked(browser, address, path) == []
