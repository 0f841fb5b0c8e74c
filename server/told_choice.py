"""What the address of the map and the timeline asks for: claims by date, event, actor, language and source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.errors import ClaimGraphError
from claimgraph.ontology.terms import EVENT_TYPE
from claimgraph.prepared.told import Kept
from claimgraph.server import languages
from claimgraph.server.told_data import renamed
from claimgraph.timeline.choosing import Choice
from claimgraph.timeline.reading import Said

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LISTS = {"language": "languages", "source": "sources", "event": "events"}
"""Names in the address -> fields of a choice that hold several values."""
SINGLE = {"from": "first", "to": "last", "about": "about"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice of claims, the languages of names, and what else the page's own parameters say."""

    choice: Choice
    labels: tuple[str, ...]
    own: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return one of the page's own parameters, empty where the address has none."""
        return dict(self.own).get(name, "")

    def claims(self, here: Kept) -> list[Said]:
        """Return the claims that fit, whatever their date; 404 for a name that nothing has."""
        try:
            return renamed(self.choice.of(here.told), here.told, self.labels)
        except ClaimGraphError as error:
            raise NotFound(str(error)) from error

    def address(self, **changes: str) -> str:
        """Return the query part of an address that asks for the same, but for some own parameters or dates."""
        fields = [(name, value) for name, field in LISTS.items() for value in getattr(self.choice, field)]
        single = {name: getattr(self.choice, field) for name, field in SINGLE.items()} | dict(self.own) | changes
        fields += [(name, value) for name, value in single.items() if value]
        return urlencode(fields + [("labels", lang) for lang in self.labels])


def read_asked(*own: str) -> Asked:
    """Return what the address asks for; 400 for a date or an event that is none."""
    arguments = flask.request.args
    several = {field: tuple(filter(None, arguments.getlist(name))) for name, field in LISTS.items()}
    single = {field: arguments.get(name, "").strip() for name, field in SINGLE.items()}
    for name in ("from", "to"):
        if arguments.get(name) and not DATE.fullmatch(single[SINGLE[name]]):
            raise BadRequest(f"{name}={arguments[name]!r} is no date such as 2022, 2022-01 or 2022-01-10")
    known = {code.casefold() for code in EVENT_TYPE}
    for event in several["events"]:
        if event.casefold() not in known:
            raise BadRequest(f"event={event!r} is none of {', '.join(sorted(EVENT_TYPE))}")
    choice = Choice(single["first"], single["last"], several["languages"], several["sources"], several["events"],
                    single["about"])  # fmt: skip
    return Asked(choice, languages.of_names(), tuple((name, arguments.get(name, "")) for name in own))


def number(asked: Asked, name: str, default: int) -> int:
    """Return an own parameter that is a number from 1 on; 400 for anything else."""
    value = asked.get(name) or str(default)
    if not (value.isascii() and value.isdecimal() and 1 <= len(value) <= 6 and int(value)):
        raise BadRequest(f"{name}={value!r} is no number from 1 on")
    return int(value)
