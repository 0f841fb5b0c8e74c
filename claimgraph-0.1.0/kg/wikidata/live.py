"""The options of commands that ask live Wikidata: it is asked by no command that has no contact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimgraph.wikidata.access import API, CONTACT, Access

if TYPE_CHECKING:
    from claimgraph.wikidata.client import Wikidata

F = TypeVar("F", bound=Callable[..., object])
_OPTIONS: tuple[Any, ...] = (
    click.option("--contact", envvar=CONTACT, show_envvar=True, default="", metavar="CONTACT",
                 help="Your mail address, web page or Wikimedia user page, which Wikimedia wants to know."),
    click.option("--api", default=API, show_default=True, metavar="URL", help="The action API that is asked."),
    click.option("--cache", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
                 help="Where answers are kept (claimgraph/wikidata in your folder for caches)."),
    click.option("--max-age", type=click.FloatRange(min=0), default=30.0, show_default=True, metavar="DAYS",
                 help="Ask again about what the cache has had for longer."),
    click.option("--refresh", is_flag=True, help="Ask again about all."),
)  # fmt: skip


def live_options(command: F) -> F:
    """Add the options that say how Wikidata is asked."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def live(chosen: dict[str, Any], languages: tuple[str, ...]) -> Wikidata:
    """Return Wikidata as the options want it asked; raise ClaimGraphError without a contact. Nothing is sent yet."""
    from claimgraph.wikidata.api import Api
    from claimgraph.wikidata.cache import default_folder, opened
    from claimgraph.wikidata.client import Wikidata

    access = Access(chosen["contact"].strip(), chosen["api"])
    cache = opened(chosen["cache"] or default_folder(), chosen["max_age"], chosen["refresh"])
    return Wikidata(Api(access), cache, languages)
