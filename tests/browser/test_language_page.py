"""A reader switches the language, walks on in it, and finds names, plurals and scripts of pages in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_document_page import checked
from tests.browser.visitor import MARKS, Visitor

pytestmark = MARKS

ASKED = "/sparql?query=SELECT%20%3Fc%20WHERE%20%7B%20%3Fc%20a%20cg%3AClaim%20%7D%20LIMIT%201"


def test_switch_keeps_the_page_and_links_keep_the_language(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/timeline?basis=any")
    page.click("nav.languages a[lang=uk]")
    assert page.locator("h1").inner_text() == "Хронологія"
    assert page.evaluate("document.documentElement.lang") == "uk"
    assert "basis=any" in page.url
    page.locator("main form button").first.click()  # a form keeps it as links do
    assert "lang=uk" in page.url
    page.click("header nav a >> text=Мережа")
    assert page.locator("h1").inner_text() == "Мережа дійових осіб"
    page.click("nav.languages a[lang=en]")
    assert page.locator("h1").inner_text() == "Actor network"
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize(
    ("code", "rows", "explain", "note"),
    [("uk", "1 рядок", "Пояснити", "символи"), ("nb", "1 rad", "Forklar", "tegn"),
     ("pl", "1 wiersz", "Wyjaśnij", "znaki")],
)  # fmt: skip
def test_scripts_speak_the_language(
    browser: Browser, address: str, code: str, rows: str, explain: str, note: str
) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go(f"{ASKED}&lang={code}")
    page.wait_for_selector("#result .tabs")
    assert page.locator("#result h2").inner_text() == rows
    page.click(f"button.explain >> text={explain}")
    page.wait_for_selector(".evidence-row .card")
    assert note in page.locator(".evidence-row .by").first.inner_text()
    href = page.locator("#result tbody a").first.get_attribute("href") or ""
    assert f"lang={code}" in href
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize("path", ["/?lang=uk", "/id/entity/asa-berg?lang=pl"])
def test_pages_have_no_fault_of_accessibility(browser: Browser, address: str, path: str) -> None:
    assert checked(browser, address, path) == []


def test_the_browser_is_heard_and_no_page_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="nb-NO", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1").inner_text() == "Hvem påstår hva"
    assert "lang=" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
