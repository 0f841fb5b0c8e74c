"""Pages in a real browser: they draw, they answer clicks, and nothing leaves the machine."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.conftest import Launch
from tests.browser.visitor import MARKS, Visitor
from tests.server.sample import DOCUMENTS, MINT

BERG, LUNDEN = MINT.entity("asa-berg").value, MINT.entity("lunden").value

pytestmark = MARKS


def network(visitor: Visitor, path: str = "/network") -> Page:
    page = visitor.go(path)
    page.wait_for_function("window.claimgraph !== undefined", timeout=20_000)
    page.evaluate("document.getElementById('graph').scrollIntoView({ behavior: 'instant', block: 'center' })")
    page.wait_for_timeout(300)
    return page


# The place on the screen of a node, and of the middle of a straight edge.
NODE_AT = """node => {
  const { graph, renderer } = window.claimgraph;
  const box = document.getElementById("graph").getBoundingClientRect();
  const at = renderer.graphToViewport(graph.getNodeAttributes(node));
  return { x: box.x + at.x, y: box.y + at.y };
}"""
EDGE_AT = """([source, target]) => {
  const { graph, renderer } = window.claimgraph;
  const box = document.getElementById("graph").getBoundingClientRect();
  const a = renderer.graphToViewport(graph.getNodeAttributes(source));
  const b = renderer.graphToViewport(graph.getNodeAttributes(target));
  return { x: box.x + (a.x + b.x) / 2, y: box.y + (a.y + b.y) / 2 };
}"""


def click(page: Page, place: dict[str, Any]) -> None:
    page.mouse.move(place["x"], place["y"])
    page.mouse.click(place["x"], place["y"])


def test_click_on_an_edge_lists_the_claims_with_their_words(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = network(visitor)
    click(page, page.evaluate(EDGE_AT, [BERG, LUNDEN]))
    page.wait_for_selector("#details .card")
    details = page.locator("#details")
    assert details.locator("h2").inner_text() == "Åsa Berg speaks about Lunden"
    words = details.locator("blockquote").all_inner_texts()
    assert sorted(words) == ["at least 12 people were killed in Lunden", "в Лундені загинули щонайменше 12 людей"]
    assert details.locator("blockquote").first.get_attribute("lang") in ("en", "uk")
    details.locator("blockquote a").first.click()
    page.wait_for_selector("blockquote.main")
    assert "In its context" in page.inner_text("main")
    assert visitor.troubles == []
    page.close()


def test_click_on_a_node_shows_its_neighbourhood(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = network(visitor)
    click(page, page.evaluate(NODE_AT, BERG))
    page.wait_for_selector("#details .ties")
    assert page.inner_text("#details h2") == "Åsa Berg"
    ties = page.locator("#details button.tie")
    assert ties.count() == 3
    ties.first.click()
    page.wait_for_selector("#details .card")
    assert "Åsa Berg" in page.inner_text("#details h2")
    assert visitor.troubles == []
    page.close()


def test_actor_is_found_by_name(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = network(visitor)
    page.fill("#find", "Delta")
    page.press("#find", "Enter")
    page.wait_for_selector("#details h2")
    assert page.inner_text("#details h2") == "Delta Pact"
    page.click("text=Everything about it")
    assert page.inner_text("h1") == "Delta Pact"
    assert visitor.troubles == []
    page.close()


def test_layout_is_the_same_on_every_visit(browser: Browser, address: str) -> None:
    places = []
    for _ in range(2):
        visitor = Visitor(browser, address)
        page = network(visitor)
        places.append(page.evaluate("window.claimgraph.graph.mapNodes((n, a) => [n, a.x, a.y])"))
        page.close()
    assert places[0] == places[1]


def test_without_webgl_there_are_a_drawing_and_the_tables(launch: Launch, address: str) -> None:
    browser = launch("--disable-3d-apis")
    visitor = Visitor(browser, address)
    page = visitor.go("/network")
    page.wait_for_selector("#graph img")
    assert page.evaluate("document.querySelector('#graph img').naturalWidth") > 0
    page.locator("a.edge").first.click()
    page.wait_for_selector("#details .card blockquote")
    assert visitor.troubles == []
    browser.close()


PATHS = (
    "/", "/queries/", "/queries/claims-by-speaker.html", "/sparql", "/sparql?query=ASK+%7B%3Fs+%3Fp+%3Fo%7D", "/ns",
    "/network", "/map", "/timeline", "/timeline?basis=any", "/compare", "/search?q=lun",
    f"/id/doc/{DOCUMENTS['en']}", f"/id/doc/{DOCUMENTS['uk']}", "/id/entity/evil",
    "/id/entity/asa-berg", "/id/source/nordwire",
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_loads_quietly_and_fits_the_screen(browser: Browser, address: str, width: int) -> None:
    visitor = Visitor(browser, address, width)
    for path in PATHS:
        page = visitor.go(path)
        assert page.locator("main h1, main blockquote.main").count() == 1, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert visitor.troubles == []
    visitor.page.close()


def test_no_page_has_a_fault_of_accessibility_in_the_dark(browser: Browser, address: str) -> None:
    with browser.new_context(bypass_csp=True, color_scheme="dark", reduced_motion="reduce") as context:
        page = context.new_page()
        for path in (*PATHS, f"/id/doc/{DOCUMENTS['en']}/claim/54-94"):
            page.goto(address + path, wait_until="networkidle")
            assert faults(page) == [], path


def test_paper_is_white_whatever_the_screen(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(f"{address}/id/doc/{DOCUMENTS['en']}", wait_until="networkidle")
        ground = "getComputedStyle(document.querySelector('mark.evidence')).backgroundColor"
        assert page.evaluate(ground) == "rgb(255, 233, 163)"
        page.goto(f"{address}/claims", wait_until="networkidle")
        assert not page.locator("form").first.is_visible()


def test_every_page_begins_with_a_way_to_its_content_and_a_menu_with_search(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address, 390)
    page = visitor.go("/about")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.get_by_role("searchbox").fill("Berg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Berg")
    assert page.get_by_role("link", name="Åsa Berg", exact=True).count() >= 1
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Compare texts").click()
    assert page.locator("[aria-current=page]").inner_text() == "Compare texts"
    assert visitor.troubles == []
    page.close()


def test_keyboard_reaches_the_claims_behind_an_edge(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/network")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.locator("a.edge").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".card")
    assert visitor.troubles == []
    page.close()
