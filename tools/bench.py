"""Measure documents and characters per second and peak memory of `annotate` and `build`, each in its own process.

    python tools/bench.py [--documents 1000] [--texts FOLDER]

The texts are repeated under new names until there are enough documents; by default those of examples/.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def repeated(texts: Path, number: int, target: Path) -> int:
    """Write `number` JSON lines of the texts of a folder, each under its own id; return their characters."""
    sources = [p.read_text(encoding="utf-8") for p in sorted(texts.glob("*.txt"))]
    chosen = list(islice(cycle(sources), number))
    lines = (json.dumps({"id": f"{i:06}", "text": text}) for i, text in enumerate(chosen))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, chosen))


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Run a command to its end; return wall seconds and the peak memory of the largest process in MB."""
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        subprocess.run(command, stdout=nowhere, check=True)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print one line per measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--texts", type=Path, default=EXAMPLES)
    options = parser.parse_args()
    claimgraph = shutil.which("claimgraph", path=str(Path(sys.executable).parent)) or "claimgraph"
    with tempfile.TemporaryDirectory() as folder:
        lines, store = Path(folder) / "texts.jsonl", str(Path(folder) / "store")
        characters = repeated(options.texts, options.documents, lines)
        commands = {
            "annotate": [claimgraph, "annotate", "--jsonl", str(lines)],
            "annotate, fast": [claimgraph, "annotate", "--jsonl", str(lines), "--model", "fast"],
            "build": [claimgraph, "build", str(lines), "--store", store],
            "build again, nothing new": [claimgraph, "build", str(lines), "--store", store],
        }
        for name, command in commands.items():
            seconds, memory = measured(command)
            speed = f"{options.documents / seconds:.1f} documents/s, {characters / seconds:,.0f} characters/s"
            print(f"{name}: {seconds:.1f} s, {speed}, peak so far {memory:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
