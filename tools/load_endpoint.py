"""Many clients at once, who ask and write: looks whether any answer is wrong, lost or truncated.

    python -m tools.load_endpoint [--clients 200] [--seconds 300] [--quads 100000] [--options JSON]

Each client has an address of its own on loopback and works in turn: queries whose answers are known from the store
itself, then an update that inserts a numbered triple of its own, then a look at all its triples. What was acknowledged
must be there, what was never sent must not. An answer of status 200 that is whole by HTTP and can't be read is
truncated; one whose connection ends too soon, so that the client knows, is broken off. Refusals (429, 503) are counted
apart; a refused client waits for what Retry-After says. Exit code 1 where anything is wrong, lost, truncated or broken
off, or has another status. Figures depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent.parent))

from claimgraph.server.options import ServerOptions
from claimgraph.server.tokens import add
from claimgraph.store import current_release
from tests.server.conftest import running
from tools.bench_endpoint import machine, mix
from tools.bench_report import load_lines
from tools.large_store import publish
from tools.load_client import Client, Known, Record, rows_of

ASKED = ("lookup", "path", "aggregate", "graph", "text", "distinct", "actors")
LARGE = "SELECT ?s ?p ?o { GRAPH <https://w3id.org/claimgraph/id/graph/analysis> { ?s ?p ?o } }"
PROCESSES = 4


def work(server: tuple[str, int], token: str, known: Sequence[Known], until: float, numbers: Sequence[int]) -> Record:
    """Let the clients of these numbers work, each in a thread, and return what all saw."""
    clients = [Client(server, token, number) for number in numbers]
    threads = [threading.Thread(target=client.work, args=(known, until)) for client in clients]
    for thread in threads:
        thread.start()
    total = Record()
    for client, thread in zip(clients, threads, strict=True):
        thread.join()
        total.add(client.record)
    return total


def known_answers(graph: Path) -> list[Known]:
    """Ask the store itself."""
    store, queries = ox.Store.read_only(str(graph)), mix(graph)
    known = []
    for name, text in [*((name, queries[name]) for name in ASKED), ("large", LARGE)]:
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        body = found.serialize(format=ox.QueryResultsFormat.JSON)
        assert body is not None
        known.append(Known(name, text, rows_of(body)))
    return known


def figures(record: Record) -> dict[str, Any]:
    """Return the figures: milliseconds by kind of request, statuses, and what went wrong with an example each."""
    kinds = {}
    for kind, seconds in sorted(record.seconds.items()):
        cuts = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
        parts = {f"p{cut}": 1000 * cuts[cut - 1] for cut in (50, 95, 99)}
        kinds[kind] = {"answers": len(seconds), **parts, "most": 1000 * max(seconds)}
    statuses = {str(status): number for status, number in sorted(record.statuses.items())}
    return {"kinds": kinds, "statuses": statuses, "faults": dict(record.faults), "examples": dict(record.examples)}


def main() -> int:
    """Run the load and print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in {"clients": 200, "seconds": 300, "quads": 100_000}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--options", default="{}", help="more options of the server, as JSON")
    given = parser.parse_args()
    record = Record()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        quads, told_machine = publish(store, given.quads), machine()
        known = known_answers(current_release(store).graph)
        token = add(store / "tokens.json", "load", ["update"], datetime.now(UTC))
        with running(store, ServerOptions(writable=True, **json.loads(given.options))) as url:
            place = urlsplit(url).hostname or "", urlsplit(url).port or 0
            groups = [range(number, given.clients, PROCESSES) for number in range(PROCESSES)]
            with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
                run = partial(work, place, token, known, time.time() + 2 + given.seconds)
                for seen in pool.map(run, groups):
                    record.add(seen)
    told = {"clients": given.clients, "seconds": given.seconds, "quads": quads, "machine": told_machine}
    told |= figures(record)
    print("\n".join(load_lines(told)))
    print("".join(f"{fault}: {example}\n" for fault, example in record.examples.items()), end="")
    if given.json:
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 1 if record.faults else 0


if __name__ == "__main__":
    sys.exit(main())
