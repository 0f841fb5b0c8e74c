"""How fast pages answer: `python -m tools.bench_pages [--store FOLDER] [--rounds 20] [--json FILE]`.

Without a store, one of 1,000 texts of gold/ is built first (a minute or two with the fast model). For each page: its
bytes, the first answer of a server that has just started (each page has its own) and the processor time that it took in
all processes, median and 95th percentile of the next answers, the answer to somebody who has the page already, and the
first contentful paint in Chromium, whose cache is empty. All but bytes in milliseconds. Figures depend on what else the
machine does, processor time less than the others.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from playwright.sync_api import Browser, sync_playwright

from claimgraph.server.options import ServerOptions
from tests.browser.visitor import CHROMIUM, FLAGS
from tests.server.conftest import running
from tools.gold_texts import texts

IDLE = 40
"""Milliseconds of processor in half a second that servers without work take at most."""
PAINT = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0] || 0"


@dataclass(frozen=True, slots=True)
class Speed:
    """What one page takes, in milliseconds."""

    page: str
    size: int
    cold: float
    spent: float
    warm: float
    p95: float
    unchanged: float
    paint: float


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and the milliseconds that it took."""

    body: bytes
    tag: str
    milliseconds: float


def get(address: str, path: str, **headers: str) -> Reply:
    """Return what a server answers as it would to a browser; ConnectionError for anything but success and 304."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip", **headers})
    reply = connection.getresponse()
    body = reply.read()
    taken = (time.perf_counter() - begun) * 1000
    connection.close()
    if reply.status not in (200, 304):
        raise ConnectionError(f"{path}: {reply.status}")
    return Reply(body, reply.headers.get("ETag", ""), taken)


def records(address: str, path: str) -> list[dict[str, str]]:
    """Return the rows of a page's CSV."""
    reply = get(address, path, **{"Accept-Encoding": "identity"})
    return list(csv.DictReader(io.StringIO(reply.body.decode())))


def pages(address: str) -> list[str]:
    """Return the addresses of all kinds of pages; of entities, texts and statements, of a busy one."""
    actors = sorted(records(address, "/network.nodes.csv"), key=lambda row: (-int(row["weight"]), row["iri"]))
    actor = next(row["iri"] for row in actors if row["kind"] != "Source")
    statement = re.search(r'href="(/claims/[^"#?.]+)"', get_text(address, "/claims"))
    assert statement is not None
    claim = records(address, f"{statement[1]}.csv")[0]["claim"]
    pair = re.search(r"/compare\?left=[^\"]+", get_text(address, "/compare"))
    assert pair is not None
    both = pair[0].replace("&amp;", "&")
    document = parse_qs(urlsplit(both).query)["left"][0]
    words = {"q": "police said people"}
    fixed = ("/", "/overview.json", "/claims", "/claims?contested=true", "/claims?language=uk&page=2",
             "/claims?view=figures", "/claims?view=matrix", "/claims?view=manner", "/claims.csv", "/timeline",
             "/timeline.json", "/map", "/map.geojson", "/network", "/network.json", "/api/clusters", "/api/relations",
             "/compare", "/queries/", "/queries/most-quoted.html", "/sparql", "/about", "/ns")  # fmt: skip
    things = [f"/id/{quote(iri.partition('/id/')[2])}" for iri in (actor, claim, document)]
    found = (statement[1], f"/network?{urlencode({'focus': actor})}", *things, both, f"/search?{urlencode(words)}")
    return [*fixed, *found]


def get_text(address: str, path: str) -> str:
    """Return a page as text."""
    return get(address, path, **{"Accept-Encoding": "identity"}).body.decode()


def paint(browser: Browser, address: str) -> float:
    """Return when the first content of a page is seen by somebody who was never here."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="load")
    end = time.monotonic() + 10
    while not (found := float(page.evaluate(PAINT))) and time.monotonic() < end:
        page.wait_for_timeout(20)
    context.close()
    return found


def processor_time() -> float:
    """Return the milliseconds of processor that all living processes begun by this one, and by these, have used."""
    told = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
    own, size = {os.getpid()}, 0
    while len(own) > size:
        size = len(own)
        own |= {pid for pid, fields in told.items() if int(fields[1]) in own}
    ticks = sum(int(told[pid][11]) + int(told[pid][12]) for pid in own - {os.getpid()} if pid in told)
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def settled() -> float:
    """Wait until a server that has begun has started its workers too; return the processor time until then."""
    before, end = processor_time(), time.monotonic() + 10
    while time.monotonic() < end:
        time.sleep(0.5)
        now = processor_time()
        if now - before < IDLE:
            return now
        before = now
    return before


def speed(browser: Browser | None, store: Path, address: str, path: str, rounds: int) -> Speed:
    """Measure one page."""
    with running(store, ServerOptions()) as fresh:
        before = settled()
        cold = get(fresh, path)
        spent = processor_time() - before
    first = get(address, path)
    warm = sorted(get(address, path).milliseconds for _ in range(rounds))
    unchanged = get(address, path, **{"If-None-Match": first.tag}) if first.tag else None
    is_html = first.body[:2] == b"\x1f\x8b" and "." not in urlsplit(path).path.rpartition("/")[2]
    seen = paint(browser, address + path) if browser and is_html and not path.startswith("/api/") else 0.0
    return Speed(
        path, len(first.body), cold.milliseconds, spent, median(warm), warm[int(0.95 * (rounds - 1))],
        unchanged.milliseconds if unchanged and not unchanged.body else -1.0, seen,
    )  # fmt: skip


@contextmanager
def store_of(given: str, number: int) -> Iterator[Path]:
    """Yield the store to measure, built from gold/ where none is given."""
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        lines, store = Path(folder) / "texts.jsonl", Path(folder) / "store"
        lines.write_text("".join(f"{json.dumps(line)}\n" for line in texts(number)), encoding="utf-8")
        build = [sys.executable, "-m", "claimgraph", "build", str(lines), "--store", str(store), "--model", "fast"]
        subprocess.run(build, check=True)
        yield store


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Yield a browser, None where there is none on the machine."""
    if CHROMIUM is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


HEAD = ("page", "kB", "first", "processor", "median", "p95", "304", "paint")


def line(found: Mapping[str, str | float]) -> str:
    """Return a page's figures as a row of a table."""
    values = [f"{float(found[name]):,.0f}" for name in ("cold", "spent", "warm", "p95", "unchanged", "paint")]
    name = str(found["page"])
    return f"| `{name[:60]}` | {float(found['size']) / 1024:,.0f} | {' | '.join(values)} |"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", default="")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="", help="pages whose address has this")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = []
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    with ExitStack() as held:
        store = held.enter_context(store_of(given.store, given.documents))
        browser, address = held.enter_context(chromium()), held.enter_context(running(store, ServerOptions()))
        for path in pages(address):
            if given.only in path:
                found.append(asdict(speed(browser, store, address, path, given.rounds)))
                print(line(found[-1]), flush=True)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
