"""Faults of accessibility that axe-core finds in a page (vendor/, checked against its hash)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from playwright.sync_api import Page

VENDOR = Path(__file__).parent / "vendor"
RUN = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.target.join(' '))]))"


def faults(page: Page) -> list[list[object]]:
    """Return the rules broken and where; the page's context must let scripts past its policy (bypass_csp)."""
    told = json.loads((VENDOR / "VENDOR.json").read_text(encoding="utf-8"))["axe-core"]
    script = VENDOR / told["file"]
    assert hashlib.sha256(script.read_bytes()).hexdigest() == told["sha256"]
    page.add_script_tag(path=script)
    found: list[list[object]] = page.evaluate(RUN)
    return found
