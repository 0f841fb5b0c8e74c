"""Measure a server under attack: how hostile queries end, how long other clients' look-ups take, what memory stays.

    python -m tools.hostile [--store DIR] [--attackers 8] [--seconds 60] [--timeout 2] [--memory 2048]

Attackers send the queries of tests/server/hostile.toml over and over, each from an address of its own on loopback.
Meanwhile two clients look things up, one at the endpoint and one by a canned query and a page, about 20 times a second
each. Without a store, the small one of the tests is used. Figures depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))

from claimgraph.server.options import ServerOptions
from tests.server.conftest import running
from tests.server.hostile import Hostile, Outcome, read_hostile, send
from tests.server.sample import publish_sample
from tests.server.test_runaway import processes

SLACK = 0.5
PAUSE = 0.05
LOOKUP = "/sparql?" + urlencode({"query": "SELECT ?p ?o { ?s a cg:Document ; ?p ?o } LIMIT 20"})
KINDS = {"endpoint": [LOOKUP], "pages": ["/queries/places.json", "/", "/ns.ttl"]}
Address = tuple[str, int]


@dataclass
class Record:
    """What was seen: seconds of look-ups by kind, statuses of those that failed, outcomes of hostile queries."""

    lookups: dict[str, list[float]] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)
    outcomes: list[tuple[Hostile, Outcome]] = field(default_factory=list)


def look_up(address: Address, paths: Sequence[str], source: str, seconds: float) -> tuple[list[float], list[str]]:
    """Fetch paths in turn for some seconds; return the seconds of each and what failed."""
    taken: list[float] = []
    failed: list[str] = []
    end = time.monotonic() + seconds
    for path in cycle(paths):
        started = time.monotonic()
        if started > end:
            break
        connection = http.client.HTTPConnection(*address, timeout=60, source_address=(source, 0))
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            failed += [f"{response.status} {path}"] if response.status != 200 else []
        except (OSError, http.client.HTTPException) as error:
            failed.append(f"{error} {path}")
        finally:
            connection.close()
        taken.append(time.monotonic() - started)
        time.sleep(PAUSE)
    return taken, failed


def attack(place: Address, number: int, queries: Sequence[Hostile], record: Record, stop: threading.Event) -> None:
    """Send all hostile queries in turn, each attacker beginning elsewhere, until told to stop."""
    start = number * 7 % len(queries)
    for query in cycle([*queries[start:], *queries[:start]]):
        if stop.is_set():
            return
        record.outcomes.append((query, send(*place, query, f"127.0.1.{number + 1}")))


def measure(address: Address, seconds: float, attackers: int = 0, status: int = 0) -> Record:
    """Watch look-ups, made by processes of their own, for some seconds while attackers are at work."""
    record, stop = Record(), threading.Event()
    queries = [query for query in read_hostile() if not status or status in query.status]
    threads = [
        threading.Thread(target=attack, args=(address, number, queries, record, stop)) for number in range(attackers)
    ]
    for thread in threads:
        thread.start()
    with ProcessPoolExecutor(len(KINDS), get_context("spawn")) as pool:
        jobs = {
            kind: pool.submit(look_up, address, paths, f"127.0.2.{number}", seconds)
            for number, (kind, paths) in enumerate(KINDS.items(), start=1)
        }
        for kind, job in jobs.items():
            record.lookups[kind], failed = job.result()
            record.failed.update(failed)
    stop.set()
    for thread in threads:
        thread.join()
    return record


def memory(store: str) -> float:
    """Return the memory of all processes that serve a store, in MiB."""
    pids = [pid for pid, command in processes() if store in command and "tools.hostile" not in command]
    total = 0
    for pid in pids:
        try:
            smaps = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(smaps.split("Pss:")[1].split()[0])
    return total / 1024


def print_lookups(title: str, record: Record) -> None:
    """Print how long look-ups took."""
    for kind, seconds in sorted(record.lookups.items()):
        cuts = statistics.quantiles(seconds, n=100)
        millis = [1000 * value for value in (statistics.median(seconds), cuts[94], cuts[98], max(seconds))]
        texts = " ".join(
            f"{name} {value:.0f}" for name, value in zip(("p50", "p95", "p99", "max"), millis, strict=True)
        )
        print(f"{title}: {kind}: {len(seconds)} look-ups, ms: {texts}")
    print(f"{title}: failed look-ups: {dict(record.failed) or 'none'}")


def print_attack(record: Record, timeout: float) -> None:
    """Print how the hostile queries ended, and each that ended otherwise than it should."""
    print(f"hostile queries: {len(record.outcomes)}, of {len({query.name for query, _ in record.outcomes})} kinds")
    print(f"status: {dict(Counter(outcome.status for _, outcome in record.outcomes))}")
    over = [outcome.seconds - timeout for _, outcome in record.outcomes]
    late = sum(value > SLACK for value in over)
    print(f"over the limit of {timeout:g} s: at most {max(over):.2f} s; later than {SLACK:g} s: {late}")
    names = Counter(query.name for query, outcome in record.outcomes if outcome.seconds > timeout + SLACK)
    print(f"late: {dict(names) or 'none'}")
    wrong = Counter(
        f"{query.name}: {outcome.status} {outcome.text[:80]!r}"
        for query, outcome in record.outcomes
        if outcome.status not in query.status | {503}
    )
    for text, count in wrong.items():
        print(f"WRONG {count}x {text}")


def main() -> None:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--attackers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--timeout", type=float, default=2)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--status", type=int, default=0, help="only queries that may end with this status")
    parser.add_argument("--options", default="{}", help="more options of the server, as JSON")
    given = parser.parse_args()
    options = ServerOptions(timeout=given.timeout, memory_mib=given.memory, **json.loads(given.options))
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "store"
        if not given.store:
            publish_sample(store)
        with running(store, options) as url:
            parts = urlsplit(url)
            address = parts.hostname or "", parts.port or 0
            print_lookups("at peace", measure(address, min(10, given.seconds)))
            before = memory(str(store))
            record = measure(address, given.seconds, given.attackers, given.status)
            print_lookups("attacked", record)
            print_attack(record, given.timeout)
            time.sleep(2)
            print(f"memory: {before:.0f} MiB before, {memory(str(store)):.0f} MiB after")
            print_lookups("afterwards", measure(address, min(10, given.seconds)))


if __name__ == "__main__":
    main()
