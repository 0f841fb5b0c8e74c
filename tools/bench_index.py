"""Measure the build of an index from a made-up dump: speed, peak memory, look-ups, each build in a process of its own.

    python -m tools.bench_index [--entities 100000] [--jobs 1 2] [--packed gz] [--folder FOLDER]
    python -m tools.bench_index --index kg/link/data/items.index

Speed is bytes of unpacked JSON per second from the start of the command to its end, the ordering of the index and
its checksum included. Most entities are of classes that are not wanted, as in the public dump; their share is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from claimgraph.link.fold import fold
from claimgraph.wikidata.dump import Dump
from claimgraph.wikidata.index import Index, open_index
from tools.synthetic_dump import SORTS, WANTED, write_dump

_LOOK_UPS = 2000
_SEARCHES = 200


def measured(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command; return wall seconds, processor seconds, and the peak memory of its largest process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def build(dump: Path, index: Path, size: int, jobs: int) -> None:
    """Build an index and print how it went."""
    arguments = ["index", "build", "--dump", str(dump), "--index", str(index), "--jobs", str(jobs), "--restart"]
    seconds, busy, memory = measured([sys.executable, "-m", "claimgraph", *arguments])
    print(
        f"--jobs {jobs}: {seconds:.1f} s, {size / seconds / 1e6:.0f} MB/s; {busy:.1f} s of processor, "
        f"{size / busy / 1e6:.0f} MB/s per core; peak {memory:.0f} MB in the largest process; "
        f"index {index.stat().st_size / 1e6:.1f} MB",
        flush=True,
    )


def unpacking(dump: Path, size: int) -> None:
    """Print how fast the dump is unpacked and cut into lines, nothing else."""
    start = time.perf_counter()
    for _ in Dump(dump).chunks():
        pass
    seconds = time.perf_counter() - start
    print(f"unpacking alone: {seconds:.1f} s, {size / seconds / 1e6:.0f} MB/s", flush=True)


def names(index: Index) -> list[str]:
    """Return names of items, drawn by chance."""
    found = [name for item in index.items() for name in item.names.get("en", ())[:1]]
    return random.Random(1).sample(found, min(_LOOK_UPS, len(found)))


def timed(name: str, ask: Callable[[str], object], asked: Sequence[str]) -> None:
    """Print the time that questions take."""
    times = []
    for one in asked:
        start = time.perf_counter()
        ask(one)
        times.append(1000 * (time.perf_counter() - start))
    slow = sorted(times)[int(0.95 * len(times))]
    print(f"{name}: median {statistics.median(times):.3f} ms, 95 % under {slow:.3f} ms", flush=True)


def look_ups(path: Path) -> None:
    """Print the time of look-ups in an index."""
    with closing(open_index(path)) as index:
        asked = names(index)
        print(f"{len(index)} items, {index.info()['keys']} keys")
        timed("look-up of a name", lambda name: index.named(fold(name, "en")), asked)
        timed("search of a name that is there", lambda name: index.search(name, "en", limit=1), asked[:_SEARCHES])
        timed("search of a misspelt name", lambda name: index.search(f"{name[:3]}x{name[4:]}", "en"), asked[:_SEARCHES])


def main() -> None:
    """Make a dump, build and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--packed", choices=("gz", "bz2", "zst", "json"), default="gz")
    parser.add_argument("--folder", type=Path, help="Where the dump and the indexes stay.")
    parser.add_argument("--index", type=Path, help="Only time look-ups in this index.")
    options = parser.parse_args()
    if options.index:
        look_ups(options.index)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        dump = folder / f"made-up.{options.packed}"
        dump = dump.with_suffix(".json") if options.packed == "json" else dump
        size = write_dump(dump, options.entities)
        share = sum(SORTS[sort].share for sort in WANTED)
        print(
            f"{options.entities} entities, {size / 1e6:.0f} MB ({size / options.entities:.0f} bytes each), packed "
            f"{dump.stat().st_size / 1e6:.0f} MB; {share:.0%} of wanted classes",
            flush=True,
        )
        unpacking(dump, size)
        indexes = [folder / f"jobs-{jobs}.index" for jobs in options.jobs]
        for jobs, index in zip(options.jobs, indexes, strict=True):
            build(dump, index, size, jobs)
        same = len({index.read_bytes() for index in indexes}) == 1
        print(f"the same bytes with any number of jobs: {'yes' if same else 'NO'}")
        look_ups(indexes[0])


if __name__ == "__main__":
    main()
