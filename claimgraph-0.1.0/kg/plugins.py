"""Parts that packages offer by entry points: loaders, languages, extractors; our own come through the same door."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from claimgraph.errors import ClaimGraphError, UnknownPluginError

GROUPS = ("claimgraph.loaders", "claimgraph.languages", "claimgraph.extractors")
"""The groups of entry points. Languages are data files, which `claimgraph.lang` reads itself."""


def _offered(group: str) -> dict[str, EntryPoint]:
    """Return name -> entry point; of several packages that offer a name the first by value counts."""
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        found.setdefault(entry.name, entry)
    return found


def names(group: str) -> tuple[str, ...]:
    """Return the names that are offered in a group, sorted."""
    return tuple(_offered(group))


def package(group: str, name: str) -> str:
    """Return name and version of the package that offers a name, empty where there is none."""
    entry = _offered(group).get(name)
    return f"{entry.dist.name} {entry.dist.version}" if entry and entry.dist else ""


@cache
def load(group: str, name: str) -> object:
    """Return what a name stands for; raise UnknownPluginError, which lists the known names, when there is none.

    Raises ClaimGraphError when the entry point stands for nothing that can be called.
    """
    offered = _offered(group)
    if name not in offered:
        raise UnknownPluginError(group, name, tuple(offered))
    try:
        part: object = offered[name].load()
    except (ImportError, AttributeError) as error:
        raise ClaimGraphError(f"{group} {name!r} ({offered[name].value}) can't be loaded: {error}") from error
    if not callable(part):
        raise ClaimGraphError(f"{group} {name!r} ({offered[name].value}) can't be called")
    return part
