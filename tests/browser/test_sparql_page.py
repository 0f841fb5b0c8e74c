"""The SPARQL page in a real browser: write with completion, run, explain a row, see errors, cancel, return by link."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_browser import BERG
from tests.browser.visitor import MARKS, Visitor

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
STATIC = Path(__file__).parent.parent.parent / "server" / "static"
CLAIMS = "SELECT ?claim ?speaker WHERE { ?claim cg:speaker ?speaker } ORDER BY ?claim"
COUNTS = """#view: bar
SELECT ?speaker (COUNT(?claim) AS ?claims) WHERE { ?claim cg:speaker ?speaker } GROUP BY ?speaker ORDER BY ?speaker"""
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
AT_THE_END = "const e = claimgraph.editor.yasqe; e.setCursor(e.lastLine(), 9999); claimgraph.editor.focus()"

pytestmark = MARKS


def opened(visitor: Visitor, query: str = "", **more: str) -> Page:
    page = visitor.go("/sparql?" + urlencode({"query": query, **more}) if query else "/sparql")
    page.wait_for_function("window.claimgraph !== undefined")
    return page


def write(page: Page, query: str) -> None:
    page.evaluate("query => { claimgraph.editor.text = query }", query)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2.2 AA."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", rules)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


def test_completion_writes_a_query_that_runs_and_explains_itself(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = opened(visitor)
    write(page, "SELECT ?claim WHERE {\n  ?claim ")
    page.evaluate(AT_THE_END)
    for typed, shown in (("speak", "cg:speaker"), (" Берг", "Åsa Berg")):
        page.keyboard.type(typed, delay=30)
        page.wait_for_selector(f".CodeMirror-hint >> text={shown}")
        page.wait_for_timeout(800)
        page.keyboard.press("Enter")
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result tbody tr")
    assert f"cg:speaker <entity/{BERG.rpartition('/')[2]}>" in page.evaluate("claimgraph.editor.text")
    words = sorted(page.locator("#result tbody a").all_inner_texts())
    assert words == ["at least 12 people were killed in Lunden", "в Лундені загинули щонайменше 12 людей"]
    page.get_by_role("button", name="Explain row 1").click()
    page.wait_for_selector(".explained mark")
    marked = page.locator(".explained mark").all_inner_texts()
    assert set(words) & set(marked)
    assert "reporting words" in page.inner_text(".explained")
    assert visitor.troubles == []
    page.close()


def test_link_brings_back_query_and_view(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = opened(visitor, COUNTS)
    assert page.get_by_role("tab", name="Bars").get_attribute("aria-selected") == "true"
    assert page.locator("#panel svg rect.bar").count() >= 2
    page.get_by_role("tab", name="Bars").focus()
    page.keyboard.press("ArrowRight")
    assert "view=raw" in page.url
    page.reload(wait_until="networkidle")
    assert page.get_by_role("tab", name="Raw").get_attribute("aria-selected") == "true"
    assert '"bindings"' in page.inner_text("#panel")
    assert visitor.troubles == []
    page.close()


def test_error_is_shown_at_its_place_and_the_next_query_runs(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = opened(visitor)
    write(page, "SELECT ?claim\nWHERE { ?claim cg:speaker ?? }")
    page.click("#run")
    page.wait_for_selector("#problem .warn")
    assert "error at 2:" in page.inner_text("#problem")
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    assert page.locator(".line-wrong").count() == 1
    write(page, CLAIMS)
    page.click("#run")
    page.wait_for_selector("#result tbody tr")
    assert page.inner_text("#problem") == ""
    assert page.locator(".line-wrong").count() == 0
    page.click("#history summary")
    assert page.locator("#history li").count() == 1
    page.close()


def test_running_query_can_be_cancelled(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = opened(visitor)
    write(page, SLOW)
    page.click("#run")
    page.click("#cancel")
    page.wait_for_selector("#status >> text=Cancelled.")
    write(page, CLAIMS)
    page.click("#run")
    page.wait_for_selector("#result tbody tr")
    assert visitor.troubles == []
    page.close()


def test_copied_python_program_gives_the_rows(browser: Browser, address: str) -> None:
    page = opened(Visitor(browser, address), CLAIMS + ' # "quoted" \'both\' ways \\ "')
    program = page.evaluate("import('/static/snippets.js').then((m) => m.SNIPPETS.python(claimgraph.editor.text))")
    told: dict[str, list[dict[str, str]]] = {}
    exec(compile(program, "copied", "exec"), told)
    assert [row["speaker"] for row in told["rows"]].count(BERG) == 2
    page.close()


def test_without_scripts_the_form_works(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/sparql")
    page.fill("#query", CLAIMS)
    page.click("#run")
    assert page.locator("tbody tr").count() == 3
    assert "Åsa Berg" in page.inner_text("tbody")
    page.goto(f"{address}/sparql?query=SELECT")
    assert "can't be read" in page.inner_text("#problem")
    assert page.input_value("#query") == "SELECT"
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_stands_in_the_way(browser: Browser, address: str, width: int) -> None:
    visitor = Visitor(browser, address, width)
    page = opened(visitor, CLAIMS)
    page.get_by_role("button", name="Explain row 1").click()
    page.wait_for_selector(".explained mark")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for path in ("/queries/", "/queries/who-quotes-whom.html", "/queries/figures.html", "/about"):
        visitor.go(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert visitor.troubles == []
    page.close()


def test_question_is_found_filled_in_and_drawn(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = visitor.go("/queries/")
    page.fill("#q", "who quotes whom")
    assert page.locator(".question:visible").count() == 1
    page.click(".question:visible h3 a")
    page.wait_for_selector(".tabs")
    page.fill("#p-speaker", "Берг")
    page.wait_for_selector("#p-speaker-known option", state="attached")
    page.fill("#p-speaker", page.evaluate("document.querySelector('#p-speaker-known').options[0].value"))
    page.click("text=Ask")
    page.wait_for_selector("#panel svg .edge")
    page.get_by_role("tab", name="Table").click()
    page.wait_for_selector("#panel tbody tr")
    assert "Åsa Berg" in page.inner_text("#panel tbody")
    assert page.url.endswith("#view=table")
    assert visitor.troubles == []
    page.close()


def test_hostile_names_stay_text(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    page = opened(visitor, "SELECT ?thing ?name WHERE { ?thing rdfs:label ?name FILTER(CONTAINS(?name, '<script>')) }")
    assert "<script>" in page.inner_text("#result tbody")
    assert page.locator("#result script").count() == 0
    assert visitor.troubles == []
    page.close()


def test_all_scripts_together_are_small() -> None:
    scripts = [path for path in STATIC.rglob("*.js") if path.is_file()]
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= 350 * 1024
    assert json.loads((STATIC / "vendor" / "VENDOR.json").read_text())["yasqe"]["licence"] == "MIT"
