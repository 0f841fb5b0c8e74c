"""The report of an evaluation in a real browser: its boxes hide mistakes, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from claimgraph.evaluate.evaluation import evaluate
from claimgraph.evaluate.page import page as report
from claimgraph.evaluate.rows import text_of
from tests.browser.visitor import CHROMIUM, MARKS
from tests.evaluate.rows import FOUND, GOLD

pytestmark = MARKS


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """Open the report; fail where it asks for anything or complains."""
    gold = text_of(GOLD, "gold")
    file = tmp_path / "report.html"
    file.write_text(report(evaluate([(gold, text_of(FOUND, "found", gold))])), encoding="utf-8")
    troubles: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page()
        opened.on("request", lambda request: troubles.append(request.url) if request.url != file.as_uri() else None)
        opened.on("console", lambda message: troubles.append(message.text))
        opened.goto(file.as_uri())
        yield opened
        browser.close()
    assert [trouble for trouble in troubles if trouble != "data:,"] == []


def mistakes(page: Page) -> list[str]:
    return [item.split()[0] for item in page.locator("li:visible").all_inner_texts()]


def test_one_part_is_shown_at_a_time(page: Page) -> None:
    assert mistakes(page) == ["type", "boundary", "missed", "spurious"]
    page.check("#show-claims")
    assert mistakes(page) == ["speaker", "missed", "spurious"]
    assert page.locator("#k-names-type").is_hidden()


def test_a_box_hides_the_mistakes_of_its_kind_in_list_and_text(page: Page) -> None:
    place = page.locator("span.k-names-type").first
    red = place.evaluate("node => getComputedStyle(node).backgroundColor")
    page.uncheck("#k-names-type")
    assert mistakes(page) == ["boundary", "missed", "spurious"]
    assert place.evaluate("node => getComputedStyle(node).backgroundColor") != red
