"""Two overlapping batches of made-up news, and a process that builds one of them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from claimgraph.model import Document
from claimgraph.pipeline import build
from claimgraph.settings import Settings
from tests.graph.sample import TOY

SIZE = 45


def batch(number: int) -> Iterator[Document]:
    """Yield documents: a third is in both batches, a third differs between them, a third is in one alone."""
    for place in range(SIZE):
        common = place % 3
        name = f"d{place}" if common < 2 else f"d{place}-{number}"
        version = number if common == 1 else 0
        body = " ".join(f"Ana Lopez said that Bo Ek left {place} times in {n}." for n in range(6 + version))
        yield Document(name, body)


def main(directory: str, number: str, last_step: str = "") -> None:
    """Build a batch, saying when work begins; die where `last_step` begins."""

    def progress(step: str, done: int, total: int | None) -> None:
        if step == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    print("ready", flush=True)
    build(batch(int(number)), Path(directory), Settings(prune=True), TOY, progress)


if __name__ == "__main__":
    main(*sys.argv[1:])
