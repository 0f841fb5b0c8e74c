"""What a request for clusters or relations chooses, and one page of what was chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from claimgraph.errors import ClaimGraphError
from claimgraph.network.choosing import within
from claimgraph.server.comparison_data import Cluster, Comparison, Relation, Told

T = TypeVar("T")
LIMIT, MOST = 50, 500
"""Records of a page where nothing is said, and at most."""
NAMED = ("speaker", "source", "entity")
"""Parameters whose values are names or IRIs."""
FILTERS = (*NAMED, "language", "event", "since", "until")
"""Parameters that claims are chosen by."""
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


class WrongChoice(ClaimGraphError):
    """A parameter that is unknown or has a value that it can't have."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page begins and how many records it has."""

    offset: int = 0
    limit: int = LIMIT

    def of(self, records: Sequence[T]) -> Sequence[T]:
        """Return the records of the page."""
        return records[self.offset : self.offset + self.limit]

    def after(self, total: int) -> int | None:
        """Return where the next page begins, None after the last one."""
        end = self.offset + self.limit
        return end if end < total else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What clusters and relations to take; what is empty takes all.

    Speakers, sources and entities are IRIs; dates are `2022`, `2022-01` or `2022-01-10`, both included.
    """

    speakers: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    language: str = ""
    event: str = ""
    since: str = ""
    until: str = ""
    contested: bool | None = None
    type: str = ""
    claim: str = ""
    least: int = 0

    def fits(self, told: Told) -> bool:
        """Tell whether a claim fits."""
        return (
            (not self.speakers or told.speaker in self.speakers)
            and (not self.sources or told.document.source in self.sources)
            and (not self.entities or bool(self.entities & told.about))
            and self.language in ("", told.lang)
            and self.event.casefold() in ("", told.event.casefold())
            and (not (self.since or self.until) or within(told.document.published, self.since, self.until))
        )

    def clusters(self, comparison: Comparison) -> list[Cluster]:
        """Return the clusters one claim of which fits."""
        return [
            cluster for cluster in comparison.clusters
            if any(map(self.fits, cluster.members))
            and (self.contested is None or self.contested == any(r.is_conflict for r in cluster.relations))
            and len({claim.document.source for claim in cluster.members}) >= self.least
        ]  # fmt: skip

    def relations(self, found: Sequence[Relation]) -> list[Relation]:
        """Return the relations one claim of which fits."""
        return [
            relation for relation in found
            if (self.fits(relation.left) or self.fits(relation.right))
            and self.type in ("", relation.type)
            and (not self.claim or self.claim in (relation.left.iri, relation.right.iri))
            and (self.contested is None or self.contested == relation.is_conflict)
            and len({relation.left.document.source, relation.right.document.source}) >= self.least
        ]  # fmt: skip


def read_choice(values: Mapping[str, str], known: Sequence[str], comparison: Comparison) -> tuple[Choice, Page]:
    """Return what the parameters of an address choose; raise WrongChoice for one that can't be read."""
    for name in values:
        if name not in (*known, "offset", "limit"):
            raise WrongChoice(f"no parameter {name!r}; known: {', '.join((*known, 'offset', 'limit'))}")
    contested = values.get("contested", "").casefold()
    if contested not in ("", *_YES_NO):
        raise WrongChoice(f"contested={contested!r} is neither true nor false")
    iris = {name: comparison.called(values[name]) if values.get(name) else frozenset() for name in NAMED}
    choice = Choice(
        speakers=iris["speaker"],
        sources=iris["source"],
        entities=iris["entity"],
        language=values.get("language", ""),
        event=values.get("event", ""),
        since=_date("since", values),
        until=_date("until", values),
        contested=_YES_NO.get(contested),
        type=values.get("type", ""),
        claim=values.get("claim", ""),
        least=_number("sources", values),
    )
    page = Page(_number("offset", values), _number("limit", values, LIMIT))
    if not 1 <= page.limit <= MOST:
        raise WrongChoice(f"limit={page.limit} is not between 1 and {MOST}")
    return choice, page


def _number(name: str, values: Mapping[str, str], default: int = 0) -> int:
    value = values.get(name) or str(default)
    if not (value.isascii() and value.isdecimal()) or len(value) > 9:
        raise WrongChoice(f"{name}={value!r} is not a whole number from 0 on")
    return int(value)


def _date(name: str, values: Mapping[str, str]) -> str:
    value = values.get(name, "")
    if value and not _DATE.fullmatch(value):
        raise WrongChoice(f"{name}={value!r} is no date such as 2022, 2022-01 or 2022-01-10")
    return value
