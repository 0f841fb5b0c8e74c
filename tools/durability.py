"""Kills servers and builds at random moments while they write, and looks whether every acknowledged write is there.

    python -m tools.durability --kills 200

Each update adds 20 quads and counts itself up, in one request; each build writes a graph of 500 quads and publishes.
Meanwhile the server makes search and network anew, in releases of their own.
After every kill the store must hold all that was acknowledged, nothing by half, and a count that agrees. All processes
of a server are killed (SIGKILL), from the outermost to the innermost or the other way round. The log of writes must in
the end name every update that is there, once.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from claimgraph.companions import write_companions
from claimgraph.server.tokens import add
from claimgraph.store import View, writing

PARTS, BUILT, CLIENTS = 20, 500, 3
W, B, COUNTER = "urn:w", "urn:b", "urn:counter"
UPDATE = f"""
INSERT DATA {{ GRAPH <{W}> {{ <urn:w:ID> <urn:part> {", ".join(map(str, range(PARTS)))} }} }} ;
DELETE {{ GRAPH <{COUNTER}> {{ <{COUNTER}> <urn:n> ?n }} }}
INSERT {{ GRAPH <{COUNTER}> {{ <{COUNTER}> <urn:n> ?m }} }}
WHERE {{ GRAPH <{COUNTER}> {{ <{COUNTER}> <urn:n> ?n }} BIND (?n + 1 AS ?m) }}
"""


@dataclass
class Tally:
    """What was sent and acknowledged so far, and what was found wrong."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    built: set[str] = field(default_factory=set)
    failed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)

    def report(self, found: int) -> dict[str, object]:
        """Return the figures."""
        return {
            "kills": dict(self.killed),
            "updates": {"sent": len(self.sent), "acknowledged": len(self.acknowledged), "there": found},
            "builds acknowledged": len(self.built),
            "refused": dict(self.failed),
            "wrong": self.wrong,
        }


def quads_of(number: str) -> list[ox.Quad]:
    """Return the graph that a build writes."""
    graph = ox.NamedNode(f"{B}:{number}")
    return [ox.Quad(graph, ox.NamedNode("urn:part"), ox.Literal(part), graph) for part in range(BUILT)]


def prepare(store: Path) -> str:
    """Make a store with a counter at 0, and return a token."""
    counter, zero = ox.NamedNode(COUNTER), ox.Literal(0)
    with writing(store) as writer:
        writer.replace(counter, [ox.Quad(counter, ox.NamedNode("urn:n"), zero, counter)])
        writer.publish({"quads": 1}, keep=2, complete=write_companions)
    return add(store / "tokens.json", "durability", ["update"], datetime.now(UTC))


def build(store: Path, prefix: str) -> None:
    """Publish one build after the other, and tell each; the part of this program that is killed."""
    for number in range(1000):
        name = f"{prefix}-{number}"
        with writing(store) as writer:
            writer.replace(ox.NamedNode(f"{B}:{name}"), quads_of(name))
            writer.publish({"quads": len(writer)}, keep=2, complete=write_companions)
        del writer  # a process can open a store once
        print(name, flush=True)


def tree(pid: int) -> list[int]:
    """Return a process and all that descend from it, the outermost first."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents.setdefault(int(path.read_text().rpartition(")")[2].split()[1]), []).append(int(path.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def kill(process: subprocess.Popen[str], inwards: bool) -> None:
    """Kill a process with all that it has started, and wait until they are gone."""
    pids = tree(process.pid)
    for pid in pids if inwards else reversed(pids):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    while any(is_running(pid) for pid in pids):
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Tell whether a process still does anything; one that only waits to be counted by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


class Attack:
    """One store, written and killed again and again."""

    def __init__(self, store: Path, seed: int) -> None:
        self.store, self.token, self.chance = store, prepare(store), random.Random(seed)
        self.tally = Tally()

    def updates(self, number: int) -> None:
        """Run a server, have clients write, kill it."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "claimgraph", "serve", "--writable", "--workers", "1"]
        place = ["--store", str(self.store), "--port", str(port)]
        often = os.environ | {"CLAIMGRAPH_REFRESH": "0.05"}
        server = subprocess.Popen([*command, *place], stdout=subprocess.DEVNULL, text=True, env=often)
        first = threading.Event()
        clients = [
            threading.Thread(target=self._write, args=(port, f"{number}-{one}", first)) for one in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        first.wait(60)
        time.sleep(self.chance.uniform(0, 1.0))
        kill(server, self.chance.random() < 0.5)
        for client in clients:
            client.join()
        self.tally.killed["server"] += 1

    def _write(self, port: int, prefix: str, first: threading.Event) -> None:
        """Send one update after the other until the server is gone."""
        seen = False
        for number in range(10_000):
            name = f"{prefix}-{number}"
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/sparql-update"}
            try:
                connection.connect()
                seen = True
                self.tally.sent.add(name)
                connection.request("POST", "/sparql", UPDATE.replace("ID", name), headers)
                status = connection.getresponse().status
            except (OSError, http.client.HTTPException):
                if seen:
                    return
                time.sleep(0.05)
                continue
            finally:
                connection.close()
            if status == 200:
                self.tally.acknowledged.add(name)
                first.set()
            else:
                self.tally.failed[str(status)] += 1

    def builds(self, number: int) -> None:
        """Run builds, kill them."""
        command = [sys.executable, "-m", "tools.durability", "--build", str(number), "--store", str(self.store)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        told = [process.stdout.readline()]
        time.sleep(self.chance.uniform(0, 0.5))
        kill(process, inwards=True)
        with process.stdout:
            told += process.stdout.readlines()
        self.tally.built |= {line.strip() for line in told if line.endswith("\n")}
        self.tally.killed["build"] += 1

    def check(self) -> int:
        """Compare the store with what was acknowledged, and return how many updates are there."""
        view = View.current(self.store)
        parts = counted(view, "urn:w:", f"GRAPH <{W}> {{ ?s <urn:part> ?o }}")
        built = counted(view, f"{B}:", "GRAPH ?g { ?s <urn:part> ?o } FILTER (?g = ?s)")
        counts = view.query(f"SELECT ?n {{ GRAPH <{COUNTER}> {{ ?c ?p ?n }} }}")
        assert isinstance(counts, ox.QuerySolutions)
        (count,) = [int(row["n"].value) for row in counts]
        wrong = self.tally.wrong
        wrong += [f"lost: update {name}" for name in self.tally.acknowledged - parts.keys()]
        wrong += [f"lost: build {name}" for name in self.tally.built - built.keys()]
        wrong += [f"half: {name} has {n}" for name, n in parts.items() if n != PARTS]
        wrong += [f"half: build {name} has {n}" for name, n in built.items() if n != BUILT]
        wrong += [f"count {count}, updates {len(parts)}"] if count != len(parts) else []
        return len(parts)

    def check_log(self, found: int) -> None:
        """Look whether the audit log names every update that is there, once."""
        records = [json.loads(line) for line in (self.store / "audit.jsonl").read_text().splitlines()]
        done = Counter(record["id"] for record in records if record["outcome"] == "done")
        if len(done) != found or set(done.values()) - {1}:
            self.tally.wrong.append(f"the log has {len(done)} writes, {sum(done.values())} lines, the store {found}")


def counted(view: View, prefix: str, pattern: str) -> dict[str, int]:
    """Return how many quads each thing has."""
    rows = view.query(f"SELECT ?s (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?s")
    assert isinstance(rows, ox.QuerySolutions)
    return {row["s"].value.removeprefix(prefix): int(row["n"].value) for row in rows}


def run(store: Path, kills: int, seed: int = 1) -> dict[str, object]:
    """Kill so many times, every third one a build, and return the report."""
    attack = Attack(store, seed)
    for number in range(kills):
        (attack.builds if number % 3 == 2 else attack.updates)(number)
        found = attack.check()
        print(f"{number + 1} kills, {found} updates there, {len(attack.tally.wrong)} wrong", file=sys.stderr)
    settle(store)
    found = attack.check()
    attack.check_log(found)
    return attack.tally.report(found)


def settle(store: Path) -> None:
    """Begin a write that changes nothing: the log is completed before it."""
    from claimgraph.server.options import ServerOptions
    from claimgraph.server.orders import Order
    from claimgraph.server.updates import Updater

    updater = Updater(store, ServerOptions())
    try:
        updater.carry_out(Order("update", "durability", "CLEAR SILENT GRAPH <urn:none>", dry=True))
    finally:
        updater.close()


def main() -> int:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build is not None:
        build(options.store, options.build)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder) / "store", options.kills, options.seed)
    print(json.dumps(report, indent=1))
    return 1 if report["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
