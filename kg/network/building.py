"""From a release to its network: computed once, when it is published, and kept beside its graph."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import msgspec

from claimgraph.errors import StoreError
from claimgraph.network.attitudes import attitude_finds
from claimgraph.network.edges import collect, plain_finds
from claimgraph.network.happenings import happening_finds
from claimgraph.network.measures import measure
from claimgraph.network.model import Network
from claimgraph.network.reading import Material, read
from claimgraph.store import Release, View

FILE = "network.json"
VERSION = 1
"""Of the form of the file: another one is computed anew."""

Progress = Callable[[str, int, int | None], None]


class Head(msgspec.Struct, frozen=True):
    """What tells whether this version of the program can read a file."""

    version: int


class Stored(Head, frozen=True):
    """The whole file."""

    network: Network


def compute(
    view: View, progress: Progress = lambda step, done, total: None, material: Material | None = None
) -> Network:
    """Return the network of a release; `material` is what it is made from, where that has been read."""
    progress("network", 0, 3)
    material = material or read(view)
    progress("network", 1, 3)
    finds = chain(plain_finds(material), happening_finds(material), attitude_finds(view, material))
    edges, evidence = collect(finds)
    progress("network", 2, 3)
    network = measure(edges, material.actors, evidence, material.publications)
    progress("network", 3, 3)
    return network


def write(
    release: Release, progress: Progress = lambda step, done, total: None, material: Material | None = None
) -> None:
    """Compute the network of a release that is being published and write it beside the graph."""
    network = compute(View(release), progress, material)
    (release.path / FILE).write_bytes(msgspec.json.encode(Stored(VERSION, network)) + b"\n")


def load(path: Path) -> Network | None:
    """Return the network in the folder of a release, None where it has none of this version.

    Raises StoreError where the file is damaged.
    """
    file = path / FILE
    try:
        content = file.read_bytes()
        if msgspec.json.decode(content, type=Head).version != VERSION:
            return None
        return msgspec.json.decode(content, type=Stored).network
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        reason = f"{FILE} can't be read ({error}); delete it, and the network is computed anew"
        raise StoreError(str(path), reason) from error


def network_of(view: View, progress: Progress = lambda step, done, total: None) -> Network:
    """Return the stored network of a release, computed now where it has none."""
    return load(view.release.path) or compute(view, progress)
