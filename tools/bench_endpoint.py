"""How much time the endpoint adds to the store's own: a mix of 12 queries, asked in turn of each way to the same store.

    python -m tools.bench_endpoint [--quads 1000000 | --store DIR] [--json FILE]

Ways: pyoxigraph in process, read-only on disk, results written by itself; `claimgraph serve` over HTTP without kept
answers, with them, and with `--replica memory`, again without; other servers over HTTP, where they are installed
(tools/bench_peers.py). Medians of all rounds, and ratios to pyoxigraph. What answers otherwise than
pyoxigraph, by the number of rows, or not in time is left out, and said; our server must not be. Figures depend on what
else the machine does, ratios of one run less so.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import platform
import re
import sys
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
from tests.server.conftest import running, wait_until
from tools.bench_peers import PEERS, Data, find, write_file
from tools.bench_report import RAW, SMALL, lines_of
from tools.large_store import publish

MIX = Path(__file__).with_name("bench_endpoint.toml")
LINUX = sys.platform == "linux"
OWN = (RAW, "claimgraph", "with kept answers", "with replica")
REPEATS = 20
"""How often the look-up is asked in one round: it is too short to be timed once."""
ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"


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
    return len(json.loads(body)["results"]["bindings"]) if body.lstrip().startswith(b"{") else body.count(b"\n")


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


def over_http(url: str, path: str, patience: float) -> Ask:
    """Ask a server, over one connection that stays; an answer may take so many seconds."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=patience)

    def ask(query: str, again: bool = True) -> Sample:
        accept = TRIPLES if "CONSTRUCT" in query else ROWS
        begun = time.perf_counter()
        try:
            connection.request("GET", f"{path}?{urlencode({'query': query})}", headers={"Accept": accept})
            response = connection.getresponse()
        except ConnectionError:  # the server has closed it meanwhile, as some do after seconds
            connection.close()
            if again:
                return ask(query, again=False)
            raise
        body, first = response.read(1), time.perf_counter() - begun
        body += response.read()
        whole = time.perf_counter() - begun
        if response.status != 200:
            raise ValueError(f"{response.status} {body[:100]!r}")
        return Sample(first, whole, len(body), rows_of(body))

    return ask


@contextmanager
def in_memory(store: Path, options: ServerOptions) -> Iterator[str]:
    """Run a server whose workers answer from a replica in memory and yield its address."""
    with running(store, replace(options, replica="memory")) as address:
        wait_until(lambda: only_in_memory(address), 600)
        yield address


def only_in_memory(address: str) -> bool:
    """Tell whether all workers of a server answer from memory."""
    with urllib.request.urlopen(f"{address}/health", timeout=10) as response:
        workers = json.load(response)["workers"]
    return bool(workers["in_memory"] == workers["processes"])


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


class Round:
    """Samples of all queries and ways, and what went wrong with those that are left out."""

    def __init__(self, ways: Mapping[str, Ask]) -> None:
        self.ways = dict(ways)
        self.taken: dict[tuple[str, str], list[Sample]] = {}
        self.troubles: dict[tuple[str, str], str] = {}

    def ask(self, name: str, query: str, way: str, keep: bool) -> None:
        """Ask one way, as often as the query wants; one that doesn't answer in time is asked no more.

        What it told is kept beside what it told before, or replaces it.
        """
        if way not in self.ways or (name, way) in self.troubles:
            return
        try:
            samples = [self.ways[way](query) for _ in range(REPEATS if name == SMALL else 1)]
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.troubles[name, way] = " ".join(str(error).split())[:160]
            if not isinstance(error, ValueError):
                del self.ways[way]
            return
        told = self.taken.setdefault((name, way), [])
        told[:] = [*told, *samples] if keep else samples

    def medians(self) -> dict[str, dict[str, Sample]]:
        """Return the medians by query and way. Raises ValueError where our server answers otherwise than the store."""
        result: dict[str, dict[str, Sample]] = {}
        for (name, way), samples in self.taken.items():
            if (name, way) not in self.troubles:
                first, whole, size, rows = map(median, zip(*samples, strict=True))
                result.setdefault(name, {})[way] = Sample(first, whole, int(size), int(rows))
        for name, by_way in result.items():
            for way, sample in list(by_way.items()):
                if sample.rows != by_way[RAW].rows:
                    self.troubles[name, way] = f"{sample.rows} rows, {by_way[RAW].rows} in pyoxigraph"
                    del by_way[way]
        if ours := {name: told for (name, way), told in self.troubles.items() if way in OWN}:
            raise ValueError(f"answers differ: {ours}")
        return result


def measure(ways: Mapping[str, Ask], queries: Mapping[str, str], rounds: int) -> Round:
    """Ask everything in turn."""
    seen = Round(ways)
    for number in range(rounds + 1):
        for name, query in queries.items():
            for way in ways:
                # The first round warms all ways up alike; only for a way that stops answering it has to do.
                seen.ask(name, query, way, keep=number > 1)
    return seen


def machine() -> str:
    """Return what is known of the machine that decides how long things take."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8") if LINUX else "")
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    name = model[1] if model else platform.machine()
    return f"{os.cpu_count()} × {name}, load average {load} at the start, Python {platform.python_version()}"


def main() -> None:
    """Measure, print the table and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a store that is there, in place of one made for this")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=",".join(PEERS), help="other servers, with commas between")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds that one answer may take")
    parser.add_argument("--json", type=Path, help="file for the figures")
    given = parser.parse_args()
    told: dict[str, Any] = {"machine": machine(), "rounds": given.rounds, "left_out": {}}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        store = given.store or Path(folder) / "store"
        if given.store is None:
            publish(store, given.quads)
        graph = current_release(store).graph
        told["quads"] = len(ox.Store.read_only(str(graph)))
        ways = {RAW: in_process(graph)}
        options = ServerOptions(timeout=given.patience, kept_bytes=0)
        ours = {
            "claimgraph": running(store, options),
            "with kept answers": running(store, replace(options, kept_bytes=ServerOptions().kept_bytes)),
            "with replica": in_memory(store, options),
        }
        for name, address in ours.items():
            ways[name] = over_http(stack.enter_context(address), "/sparql", given.patience)
        data = Data(graph, write_file(graph, Path(folder)))
        for name, peer in PEERS.items():
            reason = peer.lacks(told["quads"]) if name in given.peers.split(",") else "not asked for"
            if reason:
                told["left_out"][name] = reason
            else:
                url = stack.enter_context(peer.run(find(peer.program) or "", data))
                ways[name] = over_http(url, peer.path, given.patience)
        seen = measure(ways, mix(graph), given.rounds)
    told["queries"] = {name: {way: one._asdict() for way, one in by.items()} for name, by in seen.medians().items()}
    told["troubles"] = [f"{way}, {name}: {trouble}" for (name, way), trouble in seen.troubles.items()]
    print("\n".join(lines_of(told)))
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
