"""A drawing as PNG, with the font that comes along: the same picture on every machine."""

from __future__ import annotations

from importlib.resources import files

from claimgraph.errors import ClaimGraphError

WIDTH = 2000
"""Pixels."""


def to_png(drawing: str) -> bytes:
    """Return an SVG drawing as PNG; raise ClaimGraphError where the library that paints it is missing."""
    try:
        import resvg_py
    except ImportError:
        raise ClaimGraphError("PNG needs resvg: pip install 'claimgraph[png]'; SVG needs nothing") from None
    font = files("claimgraph.network").joinpath("font", "DejaVuSans-subset.ttf")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing, width=WIDTH, font_files=[str(font)], skip_system_fonts=True,
            font_family="DejaVu Sans", sans_serif_family="DejaVu Sans",
        )
    )  # fmt: skip
