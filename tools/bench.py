"""Measure documents and characters per second and peak memory of `annotate` and `build`, each in its own process.

    python tools/bench.py [--documents 1000] [--texts FOLDER]
    python tools/bench.py --lengths [--texts FOLDER]

The texts are repeated under new names until there are enough documents; by default those of examples/. With
`--lengths` they are joined to one text of 1 kB, 10 kB and so on, to see whether time grows in proportion.
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

LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
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


def lengths(texts: Path) -> None:
    """Print how long one text of each length takes, start-up left out."""
    from claimgraph.annotate import Model, annotate
    from claimgraph.model import Document

    sources = [p.read_text(encoding="utf-8") for p in sorted(texts.glob("*.txt"))]
    models: tuple[Model, ...] = ("fast", "accurate")
    for model in models:
        for source in sources:
            annotate(Document("warm", source), model=model)
        for size in LENGTHS[: None if model == "fast" else -1]:
            text = "\n\n".join(islice(cycle(sources), 1 + size // min(map(len, sources))))[:size]
            start = time.process_time()
            claims = len(annotate(Document("long", text), model=model).claims)
            seconds = time.process_time() - start
            print(
                f"{model}: {size:,} characters, {claims} claims, {seconds:.2f} s, {size / seconds:,.0f}/s", flush=True
            )


def main() -> None:
    """Print one line per measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--texts", type=Path, default=EXAMPLES)
    parser.add_argument("--lengths", action="store_true")
    options = parser.parse_args()
    if options.lengths:
        lengths(options.texts)
        return
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
