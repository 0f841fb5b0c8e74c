"""Tables and a drawing of what the benchmarks measured: docs/benchmarks.md and docs/benchmarks.svg.

    python -m tools.bench_report [--load FILE] FILE...

Each FILE is what `python -m tools.bench_endpoint --json FILE` wrote, that of --load what `python -m tools.load_endpoint
--json FILE` wrote. The drawing shows the first.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

RAW, SMALL, LARGE = "raw", "lookup", "dump"
DOCS = Path(__file__).parent.parent / "docs"
HEAD = """# Benchmarks

Made by `make benchmark` (`QUADS=1000000`, `SECONDS=300`) on a machine that should do nothing else. The texts of
`examples/` are multiplied with fresh IRIs until there are about so many quads (`tools/large_store.py`). Twelve queries
(`tools/bench_endpoint.toml`) are asked in turn of each way to the same statements: pyoxigraph in process, read-only on
disk, results written by itself (*raw*); `claimgraph serve` that runs each query anew; the same *with kept answers*,
which is its default: asked again, an answer of at most 1 MiB is there already; *with replica*, which runs each query
anew in memory; the Oxigraph server and rdflib-endpoint from PyPI; Virtuoso from Debian with 2 GB of buffers. Numbers
are medians of times as ratios to raw; below 1 is faster. rdflib-endpoint, which keeps everything in memory in Python,
is measured up to 100,000 quads.

![Ratios to pyoxigraph in process](benchmarks.svg)
"""
COLOURS = ("#1b6ac9", "#5fa8d3", "#d1495b", "#2e8b57", "#8a5fbf", "#b07d12")
WIDTH, LEFT, TOP, ROW = 760, 110, 56, 26
MOST = 1000.0
"""The largest ratio that the drawing has room for; the smallest is its inverse tenfold."""

Told = Mapping[str, Any]


def ratios(told: Told) -> dict[str, dict[str, float]]:
    """Return the ratio to raw by way and query."""
    found: dict[str, dict[str, float]] = {}
    for name, by_way in told["queries"].items():
        for way, sample in by_way.items():
            if way != RAW:
                found.setdefault(way, {})[name] = sample["whole"] / by_way[RAW]["whole"]
    return found


def mean(values: Sequence[float]) -> float:
    """Return the geometric mean."""
    return math.exp(sum(map(math.log, values)) / len(values))


def lines_of(told: Told) -> Iterator[str]:
    """Yield the lines in Markdown that tell one run."""
    by_way = ratios(told)
    yield f"{told['quads']:,} quads; {told['machine']}; medians of {told['rounds']} rounds."
    yield ""
    yield f"| query | rows | raw ms | {' | '.join(by_way)} |"
    yield "|---" * (len(by_way) + 3) + "|"
    for name, samples in told["queries"].items():
        cells = (f"{by_way[way][name]:.2f}" if name in by_way[way] else "–" for way in by_way)
        yield f"| {name} | {samples[RAW]['rows']} | {1000 * samples[RAW]['whole']:.2f} | {' | '.join(cells)} |"
    shared = [name for name in told["queries"] if all(name in found for found in by_way.values())]
    whole = (
        f"**{mean(list(found.values())):.2f}**" if len(found) == len(told["queries"]) else "–"
        for found in by_way.values()
    )
    yield f"| **geometric mean** | | | {' | '.join(whole)} |"
    if 0 < len(shared) < len(told["queries"]):
        cells = (f"{mean([found[name] for name in shared]):.2f}" for found in by_way.values())
        yield f"| mean of the {len(shared)} that all answered | | | {' | '.join(cells)} |"
    yield ""
    yield from added(told)
    yield from (f"- {name} was left out: {reason}." for name, reason in told["left_out"].items())
    yield from (f"- {trouble}" for trouble in told["troubles"])


def added(told: Told) -> Iterator[str]:
    """Yield what a look-up costs more than in process, and how fast a large result comes."""
    small, large = told["queries"][SMALL], told["queries"][LARGE]
    yield "| | look-up, ms more than raw | first byte of the dump, ms | its throughput, of raw |"
    yield "|---|---|---|---|"
    for way in large:
        if way != RAW and way in small:
            more = 1000 * (small[way]["whole"] - small[RAW]["whole"])
            rate = large[RAW]["whole"] / large[way]["whole"] * large[way]["size"] / large[RAW]["size"]
            yield f"| {way} | {more:.2f} | {1000 * large[way]['first']:.1f} | {rate:.2f} |"
    yield ""


def load_lines(told: Told) -> Iterator[str]:
    """Yield the lines that tell a run of many clients."""
    yield f"## {told['clients']} clients for {told['seconds']} s"
    yield ""
    yield f"`claimgraph serve --writable`, {told['quads']:,} quads, clients on the same machine; {told['machine']}."
    yield f"Statuses: {', '.join(f'{status}: {number:,}' for status, number in told['statuses'].items())}."
    yield f"Wrong, lost, truncated or broken off: {told['faults'] or 'none'}."
    yield ""
    yield "| ms | answers | p50 | p95 | p99 | most |"
    yield "|---|---|---|---|---|---|"
    for kind, row in told["kinds"].items():
        cells = " | ".join(f"{row[name]:,.0f}" for name in ("p50", "p95", "p99", "most"))
        yield f"| {kind} | {row['answers']:,} | {cells} |"


def place(ratio: float) -> float:
    """Return where a ratio stands from left to right: powers of ten are as far from one another."""
    low, high = math.log10(10 / MOST), math.log10(MOST)
    share = (math.log10(ratio) - low) / (high - low)
    return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - 20)


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Return words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="13" fill="#333">{escape(words)}</text>'


def dot(x: float, y: float, colour: str, told: str) -> str:
    """Return a dot that says what it stands for."""
    title = f"<title>{escape(told)}</title>"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{colour}" fill-opacity=".8">{title}</circle>'


def drawing(told: Told) -> str:
    """Return a drawing in SVG: a row for each query, a dot for each way, a line where it would be as fast as raw."""
    names = list(told["queries"])
    height = TOP + ROW * len(names) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">',
        f"<title>{told['quads']:,} quads: time of each query as ratio to pyoxigraph in process</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for power in range(-2, 4):
        x, shade = place(10.0**power), "#444" if power == 0 else "#ddd"
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{height - 26}" stroke="{shade}"/>')
        parts.append(text(x, height - 10, f"{10.0**power:g}", "middle"))
    rows = {name: TOP + ROW * (number + 0.5) for number, name in enumerate(names)}
    parts += [text(LEFT - 10, y + 4, name, "end") for name, y in rows.items()]
    for number, (way, found) in enumerate(ratios(told).items()):
        colour, x = COLOURS[number % len(COLOURS)], LEFT + 125 * number
        parts += [dot(x, 20, colour, way), text(x + 12, 25, way)]
        parts += [dot(place(ratio), rows[name], colour, f"{way}, {name}: {ratio:.2f}") for name, ratio in found.items()]
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Write the page and the drawing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--load", type=Path)
    parser.add_argument("--into", type=Path, default=DOCS, help="folder of the page")
    given = parser.parse_args()
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in given.files]
    parts = [HEAD]
    for told in runs:
        parts += [f"## {told['quads']:,} quads", "", *lines_of(told), ""]
    if given.load:
        parts += [*load_lines(json.loads(given.load.read_text(encoding="utf-8"))), ""]
    (given.into / "benchmarks.md").write_text("\n".join(parts), encoding="utf-8")
    (given.into / "benchmarks.svg").write_text(drawing(runs[0]), encoding="utf-8")


if __name__ == "__main__":
    main()
