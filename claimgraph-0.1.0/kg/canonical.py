"""The canonical form of a release: its N-Quads lines in code point order, the same for the same content."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Final

from pyoxigraph import RdfFormat

from claimgraph.store import View

CHUNK: Final = 200_000
"""Lines that are sorted in memory at a time."""


def canonical_lines(view: View, chunk: int = CHUNK) -> Iterator[bytes]:
    """Yield the lines of a release, sorted; without blank nodes this is its canonical form (RDFC-1.0)."""
    with tempfile.TemporaryFile() as dump:
        view.dump(dump, RdfFormat.N_QUADS)
        dump.seek(0)
        yield from sorted_lines(dump, chunk)


def sorted_lines(lines: Iterable[bytes], chunk: int = CHUNK) -> Iterator[bytes]:
    """Yield lines in order, each once; only `chunk` of them are in memory at a time."""
    source = iter(lines)
    spools: list[IO[bytes]] = []
    try:
        while block := sorted(islice(source, chunk)):
            spool = tempfile.TemporaryFile()  # noqa: SIM115 - open until the lines are merged
            spools.append(spool)
            spool.writelines(block)
            spool.seek(0)
        last = b""
        for line in heapq.merge(*spools):
            if line != last:
                yield line
            last = line
    finally:
        for opened in spools:
            opened.close()
