"""How much time the endpoint adds to the store's own: a mix of 12 queries, asked in turn of each way to the same store.

    python -m tools.bench_endpoint [--quads 1000000 | --store DIR] [--json FILE] [--oxigraph PROGRAM]

Ways: pyoxigraph in process, read-only on disk, results written by itself; `claimgraph serve` over HTTP, and with
`--replica memory`, both without keeping answers, and with answers kept, as is the default; the Oxigraph server over
HTTP, where its program is found. Medians of all rounds, and ratios to pyoxigraph. All ways must answer with as many
rows. Figures depend on what else the machine does, ratios of one run less so.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import math
import re
import shutil
import subprocess
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from claimgraph.server.options import ServerOptions
from claimgraph.store import current_release
from tests.server.conftest import answers, free_port, running, wait_until
from tools.large_store import publish

MIX = Path(__file__).with_name("bench_endpoint.toml")
RAW = "raw"
SMALL, LARGE, REPEATS = "lookup", "dump", 20
OPTIONS = ServerOptions(timeout=120, kept_bytes=0)
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


class Sample(NamedTuple):
    """One answer: seconds until its first byte and its last, and its bytes and rows or triples."""

    first: float
    whole: float
    size: int
    rows: int


Ask = Callable[[str], Sample]


class Sink(io.BytesIO):
    """A file in memory that notes when its first byte came."""

    first = 0.0

    def write(self, piece: Any, /) -> int:
        """Take a piece."""
        self.first = self.first or time.perf_counter()
        return super().write(piece)


def rows_of(body: bytes) -> int:
    """Count the rows of a result in JSON, or the lines of triples."""
    return len(json.loads(body)["results"]["bindings"]) if body.startswith(b"{") else body.count(b"\n")


def in_process(graph: Path) -> Ask:
    """Ask the store in this process."""
    store = ox.Store.read_only(str(graph))

    def ask(query: str) -> Sample:
        sink, begun = Sink(), time.perf_counter()
        found = store.query(query, use_default_graph_as_union=True)
        form = ox.RdfFormat.N_TRIPLES if isinstance(found, ox.QueryTriples) else ox.QueryResultsFormat.JSON
        found.serialize(sink, form)  # type: ignore[arg-type]  # each kind of answer takes its own formats
        whole, body = time.perf_counter() - begun, sink.getvalue()
        return Sample(sink.first - begun, whole, len(body), rows_of(body))

    return ask


def over_http(url: str, path: str) -> Ask:
    """Ask a server, over one connection that stays."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)

    def ask(query: str) -> Sample:
        begun = time.perf_counter()
        connection.request("GET", f"{path}?{urlencode({'query': query})}", headers={"Accept": ACCEPT})
        response = connection.getresponse()
        body, first = response.read(1), time.perf_counter() - begun
        body += response.read()
        whole = time.perf_counter() - begun
        if response.status != 200:
            raise ValueError(f"{url}: {response.status} {body[:200]!r} to {query}")
        return Sample(first, whole, len(body), rows_of(body))

    return ask


@contextmanager
def in_memory(store: Path) -> Iterator[str]:
    """Run a server whose workers answer from a replica in memory and yield its address."""
    with running(store, replace(OPTIONS, replica="memory")) as address:
        wait_until(lambda: only_in_memory(address), 600)
        yield address


def only_in_memory(address: str) -> bool:
    """Tell whether all workers of a server answer from memory."""
    with urllib.request.urlopen(f"{address}/health", timeout=10) as response:
        workers = json.load(response)["workers"]
    return bool(workers["in_memory"] == workers["processes"])


@contextmanager
def oxigraph(program: str, graph: Path) -> Iterator[str]:
    """Run the Oxigraph server over a store and yield its address."""
    place = f"127.0.0.1:{free_port()}"
    command = [program, "serve-read-only", "--location", str(graph), "--bind", place, "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: answers(f"http://{place}/"))
            yield f"http://{place}"
        finally:
            process.terminate()


def mix(graph: Path) -> dict[str, str]:
    """Return the queries, about a document and a speaker of this store."""
    store = ox.Store.read_only(str(graph))
    told = tomllib.loads(MIX.read_text("utf-8"))
    head, queries = str(told["prefixes"]), dict(told["queries"])
    found = {}
    for name, pattern in {"DOCUMENT": "?x schema:headline ?y", "ENTITY": "?y cg:speaker ?x"}.items():
        rows = store.query(f"{head}SELECT ?x {{ {pattern} }} LIMIT 1", use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        found[name] = next(iter(rows))["x"].value
    fill = re.compile("|".join(found))
    return {name: head + fill.sub(lambda word: found[word[0]], text) for name, text in queries.items()}


def measure(ways: Mapping[str, Ask], queries: Mapping[str, str], rounds: int) -> dict[str, dict[str, Sample]]:
    """Ask everything in turn; return the medians by query and way. Raises ValueError where rows differ."""
    taken: dict[tuple[str, str], list[Sample]] = {}
    for number in range(rounds + 1):
        for name, query in queries.items():
            for way, ask in ways.items():
                samples = [ask(query) for _ in range(REPEATS if name == SMALL else 1)]
                # The first round warms all ways up alike.
                taken.setdefault((name, way), []).extend(samples if number else [])
    result: dict[str, dict[str, Sample]] = {name: {} for name in queries}
    for (name, way), samples in taken.items():
        first, whole, size, rows = map(median, zip(*samples, strict=True))
        result[name][way] = Sample(first, whole, int(size), int(rows))
    for name, by_way in result.items():
        if len({sample.rows for sample in by_way.values()}) > 1:
            raise ValueError(f"{name}: rows differ: {by_way}")
    return result


def table(result: Mapping[str, Mapping[str, Sample]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, and of what it comes to."""
    ways = [way for way in result[SMALL] if way != RAW]
    yield f"| query | rows | raw ms | {' | '.join(ways)} |"
    yield "|---" * (len(ways) + 3) + "|"
    ratios: dict[str, list[float]] = {way: [] for way in ways}
    for name, by_way in result.items():
        for way in ways:
            ratios[way].append(by_way[way].whole / by_way[RAW].whole)
        cells = " | ".join(f"{ratios[way][-1]:.2f}" for way in ways)
        yield f"| {name} | {by_way[RAW].rows} | {1000 * by_way[RAW].whole:.2f} | {cells} |"
    means = {way: math.exp(sum(map(math.log, values)) / len(values)) for way, values in ratios.items()}
    yield f"| **geometric mean** | | | {' | '.join(f'**{means[way]:.2f}**' for way in ways)} |"
    yield ""
    for way in result[SMALL]:
        large = result[LARGE][way]
        over = 1000 * (result[SMALL][way].whole - result[SMALL][RAW].whole)
        rate = result[LARGE][RAW].whole / large.whole * large.size / result[LARGE][RAW].size
        yield (
            f"{way}: look-up +{over:.2f} ms; {LARGE}: first byte {1000 * large.first:.1f} ms, "
            f"{large.size / large.whole / 1e6:.1f} MB/s, {rate:.2f} of raw"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a store that is there, in place of one made for this")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph"), help="program of the Oxigraph server")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        store = given.store or Path(folder) / "store"
        if given.store is None:
            publish(store, given.quads)
        graph = current_release(store).graph
        ways = {RAW: in_process(graph)}
        ways["claimgraph"] = over_http(stack.enter_context(running(store, OPTIONS)), "/sparql")
        ways["with replica"] = over_http(stack.enter_context(in_memory(store)), "/sparql")
        kept = replace(OPTIONS, kept_bytes=ServerOptions().kept_bytes)
        ways["answers kept"] = over_http(stack.enter_context(running(store, kept)), "/sparql")
        if given.oxigraph:
            ways["oxigraph"] = over_http(stack.enter_context(oxigraph(given.oxigraph, graph)), "/query")
        result, quads = measure(ways, mix(graph), given.rounds), len(ox.Store.read_only(str(graph)))
    print(f"{quads:,} quads, medians of {given.rounds} rounds; ratios to pyoxigraph in process (raw)\n")
    print("\n".join(table(result)))
    print("oxigraph: skipped, no program found (--oxigraph)\n" * (not given.oxigraph), end="")
    if given.json:
        told = {name: {way: one._asdict() for way, one in ways.items()} for name, ways in result.items()}
        given.json.write_text(json.dumps({"quads": quads, "queries": told}, indent=1) + "\n")


if __name__ == "__main__":
    main()
