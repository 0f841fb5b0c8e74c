"""A store of any size, laid out as a release: the texts of examples/ read once, their quads multiplied with fresh IRIs.

Four copies each share their people and places; the ontology is there once. Analysis, links and entities of all copies
lie in the same graphs, each document in its own, as in a store that was built.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from claimgraph.store import View, begin_release, locked, put_in_force, write_manifest

EXAMPLES = Path(__file__).parent.parent / "examples"
BASE = "https://w3id.org/claimgraph/id/"
FRESH = re.compile(rf"<{re.escape(BASE)}((?:graph/doc|(?!graph/)[^/>]+)/)")
SHARED = 4


def read_examples(folder: Path) -> list[str]:
    """Build a store of the example texts and return its statements as N-Quads, in order."""
    build = [sys.executable, "-m", "claimgraph", "build", str(EXAMPLES), "--store", str(folder), "--model", "fast"]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    path = folder / "all.nq"
    with path.open("wb") as file:
        View.current(folder).dump(file, ox.RdfFormat.N_QUADS)
    return sorted(path.read_text("utf-8").splitlines(keepends=True))


def copies(lines: list[str], quads: int) -> Iterator[str]:
    """Yield N-Quads, copy after copy, until there are about so many statements; the originals come first."""
    yield "".join(lines)
    own = "".join(line for line in lines if FRESH.search(line) and "graph/ontology>" not in line)
    size = own.count("\n")
    for number in range(1, max(0, quads - len(lines)) // size + 1):
        yield _renamed(own, number)


def _renamed(text: str, number: int) -> str:
    def rename(found: re.Match[str]) -> str:
        return f"<{BASE}{found[1]}{number // SHARED if found[1] == 'entity/' else number}-"

    return FRESH.sub(rename, text)


def publish(store: Path, quads: int) -> int:
    """Make a store of about so many quads with one release, and return how many it has."""
    with TemporaryDirectory() as folder, locked(store):
        graph = store / "work" / "graph"
        graph.parent.mkdir()
        content = Path(folder) / "copies.nq"
        with content.open("w", encoding="utf-8") as file:
            file.writelines(copies(read_examples(Path(folder) / "examples"), quads))
        work = ox.Store(str(graph))
        work.bulk_load(path=content, format=ox.RdfFormat.N_QUADS)
        work.flush()
        draft = begin_release(store)
        work.backup(str(draft.graph))
        del work
        found = len(ox.Store.read_only(str(draft.graph)))
        created = datetime.now(UTC).isoformat(timespec="seconds")
        write_manifest(draft, {"created": created, "base": BASE, "documents": 0, "quads": found, "inference": False})
        put_in_force(store, draft, keep=1)
    return found
