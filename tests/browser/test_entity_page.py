"""Who somebody is: names by script, what was said, the Wikidata card, with whom, when."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_document_page import checked
from tests.browser.visitor import MARKS, Visitor

pytestmark = MARKS


def test_names_are_told_by_script_and_words_by_reason(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/id/entity/asa-berg")
    assert "Оса Берг" in page.locator("dt:has-text('Cyrillic') + dd").inner_text()
    assert "Åsa Berg" in page.locator("dt:has-text('Latin') + dd").inner_text()
    assert page.locator("#spellings + div tbody tr").count() >= 2
    assert all(page.locator("#spellings + div tbody td:last-child").all_inner_texts())
    page.click("text=Own claims")
    page.locator("h2#said ~ ul blockquote a").first.click()
    page.wait_for_selector("blockquote.main")
    assert visitor.troubles == []
    page.close()


def test_partner_leads_to_the_words_behind(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/id/entity/asa-berg")
    page.locator("#with + div td.n a").first.click()
    assert page.locator(".card blockquote").count() >= 1
    page = visitor.go("/id/entity/delta-pact")
    card = page.locator(".wikidata").inner_text()
    assert "Q318693" in card
    assert "exact name in the list" in card
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize("path", ["/id/entity/asa-berg", "/id/entity/delta-pact"])
def test_pages_have_no_fault_of_accessibility(browser: Browser, address: str, path: str) -> None:
    assert checked(browser, address, path) == []
