"""What tests of pages share: a served store, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import CHROMIUM, FLAGS
from tests.server.conftest import running
from tests.server.sample import publish_sample

Launch = Callable[..., Browser]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small store; modules with a store of their own say so."""
    store = tmp_path_factory.mktemp("browser") / "store"
    publish_sample(store)
    with running(store) as address:
        yield address


@pytest.fixture(scope="module")
def launch() -> Iterator[Launch]:
    """Start browsers, with or without WebGL."""
    with sync_playwright() as playwright:

        def start(*flags: str) -> Browser:
            return playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])

        yield start


@pytest.fixture(scope="module")
def browser(launch: Launch) -> Iterator[Browser]:
    browser = launch()
    yield browser
    browser.close()
