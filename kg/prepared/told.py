"""The claims of a release with dates and places, from the file beside its graph or from the graph."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from claimgraph.network.reading import Material
from claimgraph.places.reading import Place, read_spots, with_claims
from claimgraph.prepared import folder_of
from claimgraph.store import View
from claimgraph.timeline.reading import Told, read

log = logging.getLogger(__name__)

FILE = "told.json"
VERSION = 1
"""Of the form of the file: another one is read out of the graph."""


class Kept(msgspec.Struct, frozen=True):
    """The claims of a release, and its places, each with all claims about it."""

    told: Told
    places: tuple[Place, ...]


class Head(msgspec.Struct, frozen=True):
    """What tells whether this version of the program can read a file."""

    version: int


class Stored(Head, frozen=True):
    """The whole file: the places have no claims, which are found again by what these name."""

    kept: Kept


def compute(view: View, material: Material | None = None) -> Kept:
    """Return what a release tells; `material` is what the network is made from, where that has been read."""
    told = read(view, material=material)
    return Kept(told, tuple(read_spots(view, told.actors)))


def write(view: View, material: Material) -> None:
    """Write what a release that is being published tells into its folder."""
    folder = folder_of(view.release.path)
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_bytes(msgspec.json.encode(Stored(VERSION, compute(view, material))) + b"\n")


def load(release: Path) -> Kept | None:
    """Return what the file in the folder of a release holds, None where it has none of this version."""
    try:
        content = (folder_of(release) / FILE).read_bytes()
        if msgspec.json.decode(content, type=Head).version != VERSION:
            return None
        return msgspec.json.decode(content, type=Stored).kept
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("%s of %s can't be read (%s); the graph is", FILE, release, error)
        return None


def told_of(view: View) -> Kept:
    """Return what a release tells, its places with their claims."""
    kept = load(view.release.path) or compute(view)
    return Kept(kept.told, tuple(with_claims(kept.places, kept.told.claims)))
