"""What tests of live Wikidata share: a clock without waits, made-up items, ways to ask."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from claimgraph.wikidata.answers import Fetched
from claimgraph.wikidata.api import Api
from claimgraph.wikidata.cache import DAY, Cache
from claimgraph.wikidata.client import Wikidata

CONTACT = "claimgraph@organisation.invalid"


NOW = 1_800_000_000.0


ONE, TWO, THREE, GONE = "Q900000001", "Q900000002", "Q900000003", "Q900000404"


@dataclass
class Clock:
    """A clock that moves only while somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def bounded(wikidata: Wikidata, **limits: Any) -> Wikidata:
    api = wikidata.api
    return replace(wikidata, api=Api(replace(api.access, **limits), api.sleep, api.clock))


def later(wikidata: Wikidata, days: float) -> Wikidata:
    moment = NOW + days * DAY
    return replace(wikidata, cache=Cache(wikidata.cache.folder, moment - 30 * DAY, lambda: moment))


def record(name: str, **more: Any) -> dict[str, Any]:
    labels = {code: {"language": code, "value": f"{name} {code}"} for code in ("en", "uk", "fr", "mul")}
    return {"labels": labels, "descriptions": {}, "aliases": {}, "claims": {}, "sitelinks": {}, **more}


def hit(qid: str, name: str, by: str = "label") -> dict[str, Any]:
    return {
        "id": qid,
        "title": qid,
        "pageid": 1,
        "display": {"label": {"value": name, "language": "en"}},
        "repository": "wikidata",
        "url": f"//www.wikidata.org/wiki/{qid}",
        "concepturi": f"http://www.wikidata.org/entity/{qid}",
        "label": name,
        "description": "town",
        "match": {"type": by, "language": "en", "text": name},
    }


def ids(number: int) -> list[str]:
    return [f"Q{900_000_000 + place}" for place in range(1, number + 1)]


def one(wikidata: Wikidata, qid: str) -> Fetched:
    (said,) = wikidata.entities([qid])
    return said
