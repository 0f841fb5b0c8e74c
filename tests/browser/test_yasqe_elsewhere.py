"""YASQE as its authors ship it, on a page of another site: it sends its own requests, and the browser asks first."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_reconcile_elsewhere import Blank
from tests.browser.visitor import MARKS
from tests.server.conftest import OPTIONS, running
from tests.server.sample import publish_sample
from tests.server.test_clients import QUERY
from tests.server.test_cut import SELECT

pytestmark = MARKS

YASQE = Path(__file__).parent.parent.parent / "server" / "static" / "vendor" / "yasqe.min.js"
ASK = """async ([endpoint, method, headers, query]) => {
    const config = { endpoint, method, headers: () => headers }
    const yasqe = new Yasqe(document.body, { requestConfig: config, persistenceId: null })
    yasqe.setValue(query)
    try {
        const answer = await yasqe.query()
        return { status: answer.status ?? null, body: answer.text ?? await answer.content }
    } catch (error) {
        return { error: String(error?.message ?? error) }
    } finally {
        yasqe.destroy()
    }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small store, results up to 600 kB."""
    store = tmp_path_factory.mktemp("yasqe") / "store"
    publish_sample(store)
    with running(store, replace(OPTIONS, result_bytes=600_000)) as address:
        yield address


@pytest.fixture(scope="module")
def elsewhere(browser: Browser) -> Iterator[Page]:
    """A page of another site that has YASQE."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{site.server_port}/")
    page.add_script_tag(path=YASQE)
    yield page
    page.close()
    site.shutdown()
    site.server_close()


def asked(page: Page, address: str, query: str, method: str = "POST", **headers: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(ASK, [f"{address}/sparql", method, headers, query])
    return found


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nobody"}])
def test_its_own_request_is_answered(elsewhere: Page, address: str, method: str, headers: dict[str, str]) -> None:
    found = asked(elsewhere, address, QUERY, method, **headers)
    assert found["status"] == 200
    rows = json.loads(found["body"])["results"]["bindings"]
    assert "Åsa Berg" in [row["label"]["value"] for row in rows]


def test_a_header_that_the_server_does_not_allow_stays_at_home(elsewhere: Page, address: str) -> None:
    """The browser does ask before it sends: the answers above are no accident."""
    found = asked(elsewhere, address, QUERY, **{"X-Unheard-Of": "1"})
    assert "fetch" in found["error"]


def test_refusals_and_cut_results_are_errors(elsewhere: Page, address: str) -> None:
    assert "can't be read" in str(asked(elsewhere, address, "SELECT nonsense"))
    assert "error" in asked(elsewhere, address, SELECT)
