"""How the store evaluates a query, step by step, told by the command-line tool of Oxigraph where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from claimgraph.answers import with_prefixes
from claimgraph.errors import ClaimGraphError, QueryLimit, QueryRefused
from claimgraph.server.guard import inspect

PROGRAM = "oxigraph"
SECONDS = 60.0
GRAPHS = ("CONSTRUCT", "DESCRIBE")


class NoProgram(ClaimGraphError):
    """The tool is not installed."""


def plan(graph: Path, query: str, seconds: float = SECONDS) -> Iterator[str]:
    """Yield a line for each step of a query over all graphs together: its rows, its milliseconds, and what it is.

    The query is run, for so many seconds at most. Raises NoProgram, QueryRefused for a malformed query and for SERVICE,
    QueryLimit.
    """
    form = "nt" if inspect(query).form in GRAPHS else "json"
    program = shutil.which(PROGRAM) or shutil.which(PROGRAM, path=str(Path(sys.executable).parent))
    if program is None:
        raise NoProgram(f"{PROGRAM} isn't installed; it tells how queries are evaluated: pip install {PROGRAM}")
    with TemporaryDirectory() as folder:
        told = Path(folder) / "plan.json"
        command = [program, "query", "--location", str(graph), "--union-default-graph", "--query", with_prefixes(query)]
        output = ["--results-file", str(Path(folder) / "result"), "--results-format", form]
        try:
            done = subprocess.run(
                [*command, *output, "--explain-file", str(told), "--stats"],
                capture_output=True, text=True, timeout=seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise QueryLimit("time", seconds) from None
        if done.returncode:
            raise QueryRefused(f"{PROGRAM}: {done.stderr.strip().partition(chr(10))[0]}")
        found = json.loads(told.read_text("utf-8"))
    yield f"{'rows':>10} {'ms':>10}  step"
    yield from steps(found["plan"], 0)


def steps(step: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Yield the line of a step, then those of the steps that it draws upon, each further in."""
    milliseconds = 1000 * step["duration in seconds"]
    yield f"{step['number of results']:>10} {milliseconds:>10.1f}  {'  ' * depth}{step['name']}"
    for child in step.get("children", ()):
        yield from steps(child, depth + 1)
