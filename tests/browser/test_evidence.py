"""The page of an evidence pack in a real browser, from a hostile text: nothing runs or is asked for, words stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from claimgraph.pack.archive import write
from claimgraph.pack.manifest import MANIFEST, decoded
from claimgraph.pack.verifying import faults
from claimgraph.pack.writing import Wishes, pack
from claimgraph.store import View
from tests.browser.visitor import CHROMIUM, MARKS
from tests.server.sample import ENGLISH, EVIL, publish_sample

CLAIM = "at least 12 people were killed in Lunden"

pytestmark = MARKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("evidence")
    publish_sample(home / "store")
    files = pack(View.current(home / "store"), CLAIM, Wishes(full_text=True))
    assert list(faults(files)) == []
    assert decoded(files[MANIFEST]).rules == ""
    write(files, home / "pack")
    return home / "pack"


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, folder: Path) -> Iterator[Page]:
    """Return the page as opened from the disk; it may ask for nothing else and complain of nothing."""
    troubles: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(color_scheme=request.param)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("request", lambda asked_for: asked.append(asked_for.url))
        page.goto((folder / "evidence.html").as_uri())
        yield page
        browser.close()
    assert troubles == []
    assert asked == [(folder / "evidence.html").as_uri()]


def test_words_are_those_of_the_text_and_marked(page: Page) -> None:
    passage = page.locator("p.text")
    assert passage.evaluate("node => node.textContent") == ENGLISH
    assert EVIL in ENGLISH
    assert page.locator("script").count() == 0
    marks = passage.locator("mark.content")
    assert marks.evaluate_all("nodes => nodes.map(node => node.textContent).join('')") == CLAIM
    assert passage.get_attribute("lang") == "en"


def test_style_is_allowed_and_colours_have_contrast(page: Page) -> None:
    style = "node => { const style = getComputedStyle(node); return [style.color, style.backgroundColor] }"
    ink, paper = page.locator("body").evaluate(style)
    assert luminance(ink) != luminance(paper)
    for name in ("content", "cue", "speaker", "figure"):
        ink, ground = page.locator(f"p.text mark.{name}").first.evaluate(style)
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7, name


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
