"""What of the queue an address asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from werkzeug.exceptions import BadRequest

from claimgraph.link.fold import plain
from claimgraph.review.doubts import Doubt, Settled
from claimgraph.server.words import noted

QUESTIONS = {
    "link": noted("is it this item?"),
    "none": noted("has it an item?"),
    "same": noted("are two one?"),
    "part": noted("does a part belong to it?"),
}
KINDS = {
    "PER": noted("people"),
    "ORG": noted("organizations"),
    "LOC": noted("places"),
    "GRP": noted("groups"),
    "EVT": noted("events"),
}
STATES = {"open": noted("not yet decided"), "decided": noted("decided"), "all": noted("all")}
PER_PAGE = 50
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Which doubts are asked for, which page of them, and which one is shown; what is empty asks for nothing."""

    question: str = ""
    kind: str = ""
    language: str = ""
    state: str = "open"
    name: str = ""
    page: int = 1
    item: str = ""

    def takes(self, doubt: Doubt) -> bool:
        """Tell whether a doubt is asked for, answered or not."""
        seen = [doubt.entity, *([doubt.other] if doubt.other else [])]
        return (
            self.question in ("", doubt.question)
            and self.kind in ("", doubt.entity.kind)
            and (not self.language or any(self.language in one.names for one in seen))
            and (not self.name or any(_called(doubt, plain(self.name))))
        )

    def of(self, doubts: Sequence[Doubt], settled: Settled) -> list[Doubt]:
        """Return the doubts asked for, in their order."""
        wanted = {"open": (False,), "decided": (True,), "all": (False, True)}[self.state]
        return [doubt for doubt in doubts if self.takes(doubt) and settled.has(doubt) in wanted]

    def address(self, **changes: Any) -> str:
        """Return the parameters of an address, some of them changed."""
        asked = replace(self, **changes)
        said = {name: getattr(asked, name) for name in self.__slots__}
        return urlencode({name: value for name, value in said.items() if value != getattr(_NOTHING, name)})


_NOTHING = Choice()


def read_choice(arguments: Mapping[str, str]) -> Choice:
    """Return what the parameters of an address ask for; 400 where one has no such value."""
    given = {name: arguments.get(name, "").strip()[:_LONGEST] for name in Choice.__slots__}
    for name, known in (("question", QUESTIONS), ("kind", KINDS), ("state", STATES)):
        if given[name] and given[name] not in known:
            raise BadRequest(f"{name} is one of: {', '.join(known)}")
    page = given.pop("page") or "1"
    if not (page.isascii() and page.isdigit() and 0 < int(page) < 1_000_000):
        raise BadRequest("page is a number from 1")
    return Choice(**given | {"state": given["state"] or "open"}, page=int(page))


def _called(doubt: Doubt, wanted: str) -> list[bool]:
    names = [doubt.entity.label, *(name for cell in doubt.entity.names.values() for name in cell)]
    if doubt.other is not None:
        names += [doubt.other.label, *(name for cell in doubt.other.names.values() for name in cell)]
    return [wanted in plain(name) for name in names]
