"""The network is chosen, walked and read: time, the way between two actors, communities, words behind an edge."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_browser import network
from tests.browser.test_document_page import checked
from tests.browser.visitor import MARKS, Visitor

pytestmark = MARKS


def test_filters_stay_in_the_address_and_hold_for_the_words(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = network(visitor)
    page.check('input[name="language"][value="uk"]')
    page.click("#choice button")
    page.wait_for_url("**language=uk**")
    page.wait_for_function("window.claimgraph !== undefined")
    assert "focus=" not in page.url
    assert "between=" not in page.url
    page.locator("a.edge").filter(has_text="1").first.click()
    page.wait_for_selector("#details .card")
    assert set(page.locator("#details blockquote").evaluate_all("all => all.map(one => one.lang)")) == {"uk"}
    assert page.evaluate("document.activeElement.id") == "details"
    words = page.locator("#details blockquote").all_inner_texts()
    page.reload()
    page.wait_for_selector("#details .card")
    assert page.locator("#details blockquote").all_inner_texts() == words
    assert visitor.troubles == []
    page.close()


def test_way_between_two_actors_leads_to_words_by_keyboard(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = network(visitor)
    page.locator('input[name="between"]').first.fill("Lunden Post")
    page.locator('input[name="between"]').last.fill("Lunden")
    page.locator('input[name="between"]').last.press("Enter")
    page.wait_for_selector("ol.way")
    assert page.locator("ol.way > li").count() >= 1
    page.locator("ol.way a.edge").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#details .card")
    assert page.evaluate("document.activeElement.id") == "details"
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize("path", ["/network", "/network?by=community", "/network?focus=nobody"])
def test_network_has_no_fault_of_accessibility(browser: Browser, address: str, path: str) -> None:
    assert checked(browser, address, path) == []
