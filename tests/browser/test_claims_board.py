"""The overview and the claims board in a real browser: from a conflict to its words, with filters in the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import faults
from tests.browser.visitor import MARKS, Visitor
from tests.queries.sources import publish
from tests.server.conftest import running

VIEWS = ("/", "/claims", "/claims?view=figures", "/claims?view=figures&by=time", "/claims?view=matrix",
         "/claims?view=manner", "/claims/killed")  # fmt: skip

pytestmark = MARKS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("board") / "store"
    publish(store)
    with running(store) as address:
        yield address


def test_from_the_overview_to_the_words_of_a_contested_claim(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/")
    page.click("text=contested statement")
    page.wait_for_url("**/claims?contested=true")
    assert page.locator("article.statement").count() == 1
    claim = page.locator("details.told", has_text="dozens of marchers")
    assert not claim.locator(".text").is_visible()
    claim.locator("summary").focus()
    page.keyboard.press("Enter")
    assert claim.locator("mark.cue").inner_text() == "claimed"
    assert claim.locator(".text").get_attribute("lang") == "en"
    claim.get_by_text("this claim").click()
    page.wait_for_selector("blockquote.main")
    assert visitor.troubles == []
    page.close()


def test_filters_are_kept_in_the_address_and_through_the_views(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/claims")
    assert page.locator("article.statement").count() == 2
    page.fill("#f-about", "Norland")
    page.select_option("#f-language", "nb")
    page.click("text=Show")
    page.wait_for_url("**/claims?*about=Norland*language=nb*")
    assert page.locator("article.statement").count() == 1
    page.click("text=Who reports, who is silent")
    page.wait_for_selector("table.matrix")
    assert page.locator("td.silent").first.inner_text() == "silent"
    assert page.input_value("#f-about") == "Norland"
    page.reload()
    assert page.locator("table.matrix tbody tr").count() == 1
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_drawings_fit_the_screen_and_hold_each_figure(browser: Browser, address: str, width: int) -> None:
    visitor = Visitor(browser, address, width)
    for path in VIEWS:
        page = visitor.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page = visitor.go("/claims?view=figures")
    bars = page.locator(".intervals svg[role=img]")
    assert bars.count() == page.locator(".panel table tbody tr").count() >= 3
    for place in range(bars.count()):
        box = bars.nth(place).bounding_box()
        assert box is not None
        assert box["width"] > width / 3
    assert visitor.troubles == []
    page.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_fault_of_accessibility(browser: Browser, address: str, colours: Literal["light", "dark"]) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=colours, viewport={"width": 900, "height": 900})
    page = context.new_page()
    for path in VIEWS:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert faults(page) == [], path
    context.close()
