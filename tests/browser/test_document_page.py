"""Reading a text: layers by keyboard, a claim found in the text, two texts side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.visitor import MARKS, Visitor
from tests.queries.sources import publish
from tests.server.conftest import running
from tests.server.sample import DOCUMENTS, ENGLISH

pytestmark = MARKS

WORDS = "at least 12 people were killed in Lunden"
PLACE = f"{ENGLISH.index(WORDS)}-{ENGLISH.index(WORDS) + len(WORDS)}"
DOCUMENT = f"/id/doc/{DOCUMENTS['en']}"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a store of four sources with related claims."""
    store: Path = tmp_path_factory.mktemp("compared") / "store"
    publish(store)
    with running(store) as address:
        yield address


def checked(browser: Browser, address: str, path: str) -> list[list[object]]:
    """Return the faults of accessibility of a page on a wide and a narrow screen."""
    found = []
    for width in (1280, 390):
        page = browser.new_page(bypass_csp=True, viewport={"width": width, "height": 900}, reduced_motion="reduce")
        page.goto(address + path, wait_until="networkidle")
        found += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
    return found


def layers(page: Page) -> list[str]:
    shown: str = page.get_attribute("article.text", "class") or ""
    return [name.removeprefix("shows-") for name in shown.split() if name.startswith("shows-")]


def test_layers_go_off_and_on_by_keyboard_and_stay_in_the_address(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go(DOCUMENT)
    assert len(layers(page)) == 6
    page.keyboard.press("1")  # not while the focus is elsewhere
    assert len(layers(page)) == 6
    page.locator("article.text").focus()
    page.keyboard.press("1")
    page.keyboard.press("5")
    assert sorted(layers(page)) == ["cues", "figures", "roles", "speakers"]
    page.reload()
    assert sorted(layers(page)) == ["cues", "figures", "roles", "speakers"]
    background = "getComputedStyle(document.querySelector('article mark.evidence')).backgroundColor"
    assert page.evaluate(background) == "rgba(0, 0, 0, 0)"
    page.locator("article.text").focus()
    page.keyboard.press("1")
    assert page.evaluate(background) != "rgba(0, 0, 0, 0)"
    assert visitor.troubles == []
    page.close()


def test_claim_of_the_list_is_shown_in_the_text(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go(DOCUMENT)
    page.locator("article.text").focus()
    page.keyboard.press("n")
    assert page.locator("li.card.chosen").count() == 1
    page.locator(f'li.card[data-claim="{PLACE}"] a.find').click()
    assert "".join(page.locator("article mark.chosen").all_inner_texts()) == WORDS
    assert f"claim={PLACE}" in page.url
    page.reload()
    assert "".join(page.locator("article mark.chosen").all_inner_texts()) == WORDS
    assert visitor.troubles == []
    page.close()


def test_click_on_marked_words_chooses_their_claim(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go(DOCUMENT)
    page.locator("article mark.evidence:not(.name)", has_text="were killed in").first.click()
    assert page.get_attribute("li.card.chosen", "data-claim") == PLACE
    assert visitor.troubles == []
    page.close()


def test_relation_is_shown_on_both_sides(browser: Browser, compared: str) -> None:
    visitor = Visitor(browser, compared)
    page = visitor.go("/compare")
    page.locator("main a", has_text="compare").first.click()
    page.wait_for_selector("#pair")
    assert page.locator(".joins path").count() >= 1
    row = page.locator(".relations tbody tr").first
    row.locator("a.join").click()
    sides = page.locator("article.text")
    for side, cell in ((0, 1), (1, 4)):
        chosen = "".join(sides.nth(side).locator("mark.chosen").all_inner_texts())
        assert chosen
        assert chosen in row.locator("td").nth(cell).inner_text().replace(" … ", "")
    assert page.locator(".joins path.chosen").count() == 1
    assert "relation=" in page.url
    page.reload()
    assert page.locator("article mark.chosen").count() >= 2
    assert visitor.troubles == []
    assert checked(browser, compared, page.url.removeprefix(compared)) == []
    page.close()


def test_pages_of_texts_have_no_fault_of_accessibility(browser: Browser, address: str) -> None:
    assert checked(browser, address, DOCUMENT) == []
