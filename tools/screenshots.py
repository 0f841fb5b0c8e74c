"""Takes the pictures of docs/images: the example texts are built into a graph, served, and looked at in Chromium.

The size of the screen, the order of steps and the texts are fixed, so the same program gives the same pictures but
for the fonts of the machine. A picture larger than the limit is an error: a smaller part of the page must do.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000
"""Bytes of a picture."""
CHROMIUM = os.environ.get("CLAIMGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PROGRAM = str(Path(sys.executable).with_name("claimgraph"))


def build(store: Path) -> None:
    """Build the graph of the example texts."""
    texts = map(str, sorted((ROOT / "examples").glob("*.txt")))
    subprocess.run([PROGRAM, "build", *texts, "--store", str(store)], check=True)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([PROGRAM, "serve", "--store", str(store), "--port", str(port)]) as process:
        try:
            wait_for(f"{address}/ready")
            yield address
        finally:
            process.terminate()


def wait_for(address: str, seconds: float = 60) -> None:
    """Return when an address answers; raise TimeoutError where it doesn't."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(address)


def picture(page: Page, address: str, shot: dict[str, Any]) -> bytes:
    """Return the picture of a page, after the steps that lead to it."""
    page.goto(address + shot["page"], wait_until="networkidle")
    for step in ("follow", "then"):
        if step in shot:
            page.locator(shot[step]).first.click()
            page.wait_for_load_state("networkidle")
    if "wait" in shot:
        page.wait_for_selector(shot["wait"])
        page.wait_for_timeout(800)
    if "open" in shot:
        page.locator(shot["open"]).first.click()
    top = 0
    if "top" in shot:
        box = page.locator(shot["top"]).first.bounding_box()
        top = int(box["y"]) - 12 if box else 0
    size = page.viewport_size or {"width": 0}
    area = {"x": 0, "y": top, "width": size["width"], "height": shot["height"]}
    return page.screenshot(full_page=True, clip=area, animations="disabled")  # type: ignore[arg-type]  # a plain dict


def main() -> int:
    """Take all pictures; 1 where one is too large."""
    shots = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    width = shots.pop("width")
    IMAGES.mkdir(exist_ok=True)
    too_large = []
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder) / "store")
        with served(Path(folder) / "store") as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(
                viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="en-GB", color_scheme="light"
            )
            for name, shot in shots.items():
                content = picture(page, address, shot)
                (IMAGES / f"{name}.png").write_bytes(content)
                print(f"docs/images/{name}.png: {len(content):,} bytes")
                too_large += [name] if len(content) > LARGEST else []
            browser.close()
    print(*(f"{name} is larger than {LARGEST:,} bytes" for name in too_large), sep="\n", end="")
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
