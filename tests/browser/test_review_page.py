"""Reviewing without a mouse: what is decided by keys is in the file, and the next build makes it the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from claimgraph.link.decisions import read
from tests.browser.axe import faults
from tests.browser.visitor import MARKS, Visitor
from tests.review.test_command import TEXTS, ask, build, fresh, people
from tests.server.conftest import wait_until
from tests.server.writable import Site, writable

pytestmark = MARKS
SOON = 30_000
"""Milliseconds that a page has where other tests use the processors too."""
NAMES = {"Nora Lindqvist", "Nora Lindquist"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = fresh(tmp_path_factory.mktemp("reviewed"), TEXTS)
    with writable(folder / "store") as site:
        yield site


def enter(page: Page, token: str) -> None:
    """Go to the field of the token and type it, as one does without a mouse."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "token":
            break
    page.keyboard.type(token)
    page.keyboard.press("Enter")
    page.wait_for_selector("#who:not([hidden])")


def press(page: Page, key: str, says: str = "Saved") -> str:
    """Press a key that decides and return what the page says of it, when the next doubt is there."""
    page.evaluate("document.getElementById('said').textContent = ''")
    page.keyboard.press(key)
    expect(page.locator("#said")).to_have_text(re.compile(f"^{says}"), timeout=SOON)
    expect(page.locator("main")).to_have_attribute("aria-busy", "false", timeout=SOON)
    expect(page.locator("#doubt")).to_be_focused(timeout=SOON)
    return page.locator("#said").inner_text()


def find(page: Page, question: str, names: set[str]) -> None:
    """Skip doubts until one of a kind about some entities is shown."""
    for _ in range(60):
        section = page.locator("#doubt")
        title = page.locator("#asked").inner_text()
        if section.get_attribute("data-question") == question and all(name in title for name in names):
            return
        before = section.get_attribute("data-id")
        page.keyboard.press("k")
        expect(section).not_to_have_attribute("data-id", str(before), timeout=SOON)
    raise AssertionError(f"no {question} of {names}")


def path(page: Page) -> str:
    return page.evaluate("location.pathname + location.search") or ""


def test_queue_is_driven_by_keys_and_decisions_replay(browser: Browser, site: Site) -> None:
    visitor = Visitor(browser, site.address)
    page = visitor.go("/review?kind=PER")
    enter(page, site.token)
    assert people(site.store) >= NAMES
    find(page, "same", NAMES)
    assert page.locator("article .contexts mark").count() >= 2
    page.keyboard.press("w")
    page.keyboard.type("a in the byline")  # keys typed into the field decide nothing
    page.keyboard.press("Enter")
    assert "the same" in press(page, "a")
    assert "the same" in press(page, "u", "Undone")
    assert page.locator("#doubt").get_attribute("data-question") == "same"
    press(page, "a")
    page.keyboard.press("b")
    expect(page.locator("#doubt .decided")).to_contain_text("Decided by tester", timeout=SOON)
    page.keyboard.press("q")
    page.wait_for_selector("dialog[open] #find-set")
    page.keyboard.press("Control+a")
    page.keyboard.type("Q900000001")
    press(page, "Enter")
    page.keyboard.press("b")
    expect(page.locator("#doubt .decided")).to_contain_text("Decided by tester", timeout=SOON)
    page.keyboard.press("n")
    page.wait_for_selector("dialog[open] #rename-name")
    page.keyboard.press("Escape")
    made = read(site.store.parent / "decisions.jsonl").decisions
    assert [one.action for one in made] == ["merge", "undo", "merge", "set"]
    assert [one.note for one in made] == ["a in the byline", None, None, None]
    page.goto(site.address + "/review/decisions")
    assert page.locator("tbody td:last-child").all_inner_texts()[0].startswith("waits")
    build(site.store.parent)
    assert len(people(site.store) & NAMES) == 1
    same = "SELECT ?item { ?entity owl:sameAs ?item }"
    assert [row["item"] for row in ask(site.store, same)] == ["http://www.wikidata.org/entity/Q900000001"]
    wait_until(lambda: "holds in this release" in page.goto(site.address + "/review/decisions").text())  # type: ignore[union-attr]
    assert visitor.troubles == []
    page.close()


def test_merge_and_split_by_dialogs_and_keys_can_be_switched_off(browser: Browser, site: Site) -> None:
    visitor = Visitor(browser, site.address)
    page = visitor.go("/review")
    enter(page, site.token)
    start = len(read(site.store.parent / "decisions.jsonl").decisions)
    page.keyboard.press("m")
    page.wait_for_selector("dialog[open] #find-merge")
    page.keyboard.type("a")
    page.wait_for_selector("dialog[open] #list-merge option", state="attached")
    assert "merge" in str(page.locator("dialog[open]").get_attribute("id"))
    page.keyboard.press("ArrowDown")
    press(page, "Enter")
    made = read(site.store.parent / "decisions.jsonl").decisions
    assert [one.action for one in made[start:]] == ["merge"]
    page.locator("#keys").focus()
    page.keyboard.press("Space")
    page.locator("#doubt").focus()
    before = path(page)
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert path(page) == before
    assert len(read(site.store.parent / "decisions.jsonl").decisions) == len(made)
    assert visitor.troubles == []
    page.close()


def test_page_has_no_fault_of_accessibility_and_reads_without_scripts(browser: Browser, site: Site) -> None:
    found = []
    for width, key in ((1280, "q"), (390, "?")):
        page = browser.new_page(bypass_csp=True, viewport={"width": width, "height": 900}, reduced_motion="reduce")
        page.goto(site.address + "/review?state=all")
        page.wait_for_selector("#door:not([hidden])")
        found += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        found += faults(page)
        page.close()
    assert found == []
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "/review?state=all")
    page.locator("#queue a").first.click()
    assert page.locator("#queue a[aria-current]").count() == 1
    assert page.locator("#asked").is_visible()
    assert not page.locator("#door").is_visible()
    context.close()
