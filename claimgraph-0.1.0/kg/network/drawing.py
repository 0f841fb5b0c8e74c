"""The network as SVG: a title and a description for who can't see it, arrows by type, communities by colour."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from claimgraph.network.model import Edge, Network, Node, edge_types

SIDE = 1000
"""Width of the drawing, in units of the picture; it is no higher than that, without the legend."""
MARGIN = 90
LEGEND = 24
"""Height of a line of the legend."""
FONT = "DejaVu Sans, Noto Sans, Arial, sans-serif"
COLOURS = (
    "#2457a6", "#b5541c", "#2f7d4f", "#8a3b86", "#a68a12", "#1b7f8c", "#b0335a", "#5d6b1f", "#6a5acd", "#7a5a3a",
)  # fmt: skip
EDGE_COLOURS: Mapping[str, str] = {
    "accuses": "#a3123f", "opposes": "#c4571a", "supports": "#1f7a45", "asks-help-of": "#7a5c00",
    "member-of": "#3d5a99", "holds-office-in": "#6b4aa0", "quotes": "#5f6b76",
}  # fmt: skip
PLAIN = "#9a958a"
DASHED = {"appears-with": "3 5", "quotes": "7 4", "speaks-to": "2 3"}
LABELLED = 60
"""Nodes that may have a name beside them; all have it as a tooltip."""
NAMED_IN_DESCRIPTION = 5
LONGEST = 32
"""Letters of a name that are shown."""
SIZE, LETTER = 12, 0.6
"""Height of letters, and their mean width as a part of it."""
PAPER, INK = "#fffdf8", "#1d1d1b"

Place = tuple[float, float]


class Box(NamedTuple):
    """Where something stands in the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether both cover a point."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self) -> bool:
        """Tell whether the drawing holds it."""
        return self.left >= 0 and self.right <= SIDE


def draw(network: Network, languages: Sequence[str] = ()) -> str:
    """Return the drawing of a network."""
    places = fit(network.nodes)
    used = [name for name in edge_types() if any(edge.type == name for edge in network.edges)]
    foot = round(max((y for _, y in places.values()), default=0)) + MARGIN
    height = foot + LEGEND * len(used)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {height}" width="{SIDE}" height="{height}" '
        f'role="img" aria-labelledby="title description" font-family="{FONT}">',
        '<title id="title">Actor network</title>',
        f'<desc id="description">{_text(describe(network, languages))}</desc>',
        f'<rect width="{SIDE}" height="{height}" fill="{PAPER}"/>',
        *_markers(used),
        '<g fill="none" stroke-opacity="0.65">',
        *_edges(network, places, languages),
        "</g>",
        *_nodes(network, places, languages),
        *_labels(network, places, languages),
        *_legend(used, foot),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def describe(network: Network, languages: Sequence[str] = ()) -> str:
    """Return the drawing in words: how much there is, and who has most."""
    types = Counter(edge.type for edge in network.edges)
    kinds = ", ".join(f"{types[name]} {kind.wording}" for name, kind in edge_types().items() if types[name])
    most = ", ".join(node.actor.name(languages) for node in network.nodes[:NAMED_IN_DESCRIPTION])
    counted = f"{len(network.nodes)} actors and {len(network.edges)} edges"
    return f"{counted}: {kinds}. Most evidence: {most}." if network.edges else f"{counted}."


def _text(words: str) -> str:
    return escape("".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in words))


def fit(nodes: Sequence[Node]) -> dict[str, Place]:
    """Return where each node is drawn: all fill the width or height, with the same scale in both directions."""
    xs, ys = [node.x for node in nodes], [node.y for node in nodes]
    if not nodes:
        return {}
    scale = (SIDE - 2 * MARGIN) / (max(max(xs) - min(xs), max(ys) - min(ys)) or 1)
    left = (SIDE - (max(xs) - min(xs)) * scale) / 2
    return {
        node.actor.iri: (
            round(left + (node.x - min(xs)) * scale, 1),
            round(MARGIN / 2 + (max(ys) - node.y) * scale, 1),
        )
        for node in nodes
    }


def _radius(node: Node) -> float:
    return round(min(4 + 1.6 * math.sqrt(node.weight), 22), 1)


def _markers(used: Sequence[str]) -> Iterator[str]:
    yield "<defs>"
    for name in used:
        if not edge_types()[name].undirected:
            yield (
                f'<marker id="arrow-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
                f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" '
                f'fill="{EDGE_COLOURS.get(name, PLAIN)}"/></marker>'
            )
    yield "</defs>"


def _edges(network: Network, places: Mapping[str, Place], languages: Sequence[str]) -> Iterator[str]:
    nodes = {node.actor.iri: node for node in network.nodes}
    drawn: Counter[tuple[str, str]] = Counter()
    for edge in network.edges:
        pair = (min(edge.source, edge.target), max(edge.source, edge.target))
        source, target = nodes[edge.source], nodes[edge.target]
        # Edges between the same two actors are bent apart.
        bend = 0.14 * drawn[pair] + 0.06
        drawn[pair] += 1
        told = _told(edge, source, target, languages)
        yield f'<path d="{_curve(source, target, places, bend)}" {_stroke(edge)}><title>{told}</title></path>'


def _told(edge: Edge, source: Node, target: Node, languages: Sequence[str]) -> str:
    wording = edge_types()[edge.type].wording
    return _text(f"{source.actor.name(languages)} {wording} {target.actor.name(languages)} ({edge.weight})")


def _stroke(edge: Edge) -> str:
    dashes = f' stroke-dasharray="{DASHED[edge.type]}"' if edge.type in DASHED else ""
    arrow = "" if edge_types()[edge.type].undirected else f' marker-end="url(#arrow-{edge.type})"'
    width = round(min(0.8 + 0.5 * math.sqrt(edge.weight), 6), 2)
    return f'stroke="{EDGE_COLOURS.get(edge.type, PLAIN)}" stroke-width="{width}"{dashes}{arrow}'


def _curve(source: Node, target: Node, places: Mapping[str, Place], bend: float) -> str:
    """Return a path from the rim of one node to the rim of another, bent to the left."""
    (ax, ay), (bx, by) = places[source.actor.iri], places[target.actor.iri]
    length = math.hypot(bx - ax, by - ay) or 1
    ux, uy = (bx - ax) / length, (by - ay) / length
    start, end = min(_radius(source), length / 3), min(_radius(target) + 2, length / 3)
    mx, my = (ax + bx) / 2 + uy * bend * length, (ay + by) / 2 - ux * bend * length
    points = (ax + ux * start, ay + uy * start, mx, my, bx - ux * end, by - uy * end)
    x, y, cx, cy, tx, ty = (round(number, 1) for number in points)
    return f"M{x} {y}Q{cx} {cy} {tx} {ty}"


def _nodes(network: Network, places: Mapping[str, Place], languages: Sequence[str]) -> Iterator[str]:
    for node in reversed(network.nodes):
        x, y = places[node.actor.iri]
        colour = COLOURS[node.community % len(COLOURS)]
        name = node.actor.name(languages)
        told = f"{name}: {node.actor.kind}, {node.weight} pieces of evidence, community {node.community + 1}"
        yield (
            f'<circle cx="{x}" cy="{y}" r="{_radius(node)}" fill="{colour}" stroke="{PAPER}"><title>{_text(told)}'
            "</title></circle>"
        )


def _labels(network: Network, places: Mapping[str, Place], languages: Sequence[str]) -> Iterator[str]:
    """Yield the names of nodes where they cover no other name, those with most evidence first."""
    taken: list[Box] = [_disc(node, places) for node in network.nodes[:LABELLED]]
    for node in network.nodes[:LABELLED]:
        name = node.actor.name(languages)
        shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        x, y = places[node.actor.iri]
        for anchor, dx, dy in _spots(_radius(node)):
            box = _box(shown, anchor, x + dx, y + dy)
            own = _disc(node, places)
            if box.inside() and not any(box.overlaps(other) for other in taken if other != own):
                taken.append(box)
                yield _label(shown, anchor, x + dx, y + dy)
                break


def _spots(radius: float) -> Sequence[tuple[str, float, float]]:
    """Return where a name may stand: below its node, above, right, left."""
    beside = radius + 4
    return (
        ("middle", 0, radius + SIZE),
        ("middle", 0, -radius - 4),
        ("start", beside, SIZE / 3),
        ("end", -beside, SIZE / 3),
    )


def _disc(node: Node, places: Mapping[str, Place]) -> Box:
    (x, y), radius = places[node.actor.iri], _radius(node)
    return Box(x - radius, y - radius, x + radius, y + radius)


def _box(name: str, anchor: str, x: float, y: float) -> Box:
    width = len(name) * SIZE * LETTER
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, y - SIZE, left + width, y + SIZE / 4)


def _label(name: str, anchor: str, x: float, y: float) -> str:
    return (
        f'<text x="{round(x, 1)}" y="{round(y, 1)}" font-size="{SIZE}" text-anchor="{anchor}" fill="{INK}" '
        f'stroke="{PAPER}" stroke-width="3" paint-order="stroke">{_text(name)}</text>'
    )


def _legend(used: Sequence[str], foot: int) -> Iterator[str]:
    for number, name in enumerate(used):
        y = foot + LEGEND * number - 8
        dashes = f' stroke-dasharray="{DASHED[name]}"' if name in DASHED else ""
        colour, kind = EDGE_COLOURS.get(name, PLAIN), edge_types()[name]
        arrow = "" if kind.undirected else f' marker-end="url(#arrow-{name})"'
        yield f'<path d="M{MARGIN} {y}h50" stroke="{colour}" stroke-width="2"{dashes}{arrow}/>'
        yield f'<text x="{MARGIN + 64}" y="{y + 4}" font-size="13" fill="{INK}">{_text(kind.wording)}</text>'
