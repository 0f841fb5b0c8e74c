"""Items of FB15k-237 for the index that ships: their kinds and countries are told from one line of description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from claimgraph.link.known import known
from claimgraph.link.peoples import country_of_adjective
from claimgraph.wikidata.entity import Item
from tools.index_sources import item, records, words

_BRITISH = dict.fromkeys(("england", "scotland", "wales"), "Q145")
_CUT = re.compile(
    r"\s(?:of|in|from|by|for|based|that|who|which|at|on|to|with|located|headquartered|founded|owned|where|between|within|"
    r"near|born|used|known|about|during|was|is|are|best)\s|[,;(/:]|\s[-–]\s"
)
_SCHOOL = re.compile(r"\b(University|College|Institute|School|Academy)\b")
_NAMED_UNIVERSITY = re.compile(r"^\w+ University$|^University of \w+$")


@cache
def _heads() -> Mapping[str, str]:
    return {word: kind for kind, listed in words()["heads"].items() for word in listed.split()}


def kind_of(label: str, description: str) -> str | None:
    """Return the kind of an item from its description, or from its label where there is none."""
    if not description.strip():
        forms = words()["labels"]
        return next((kind for kind in ("ORG", "LOC") if re.search(forms[kind], label)), None)
    if label.islower() or re.search(words()["labels"]["none"], description):
        return None
    if re.search(words()["labels"]["team"], description):
        return "ORG"
    if re.search(words()["labels"]["place"], description):
        return "LOC"
    first = _CUT.split(f"{description} ", maxsplit=1)[0]
    for word in reversed(first.lower().replace(".", "").split()):
        if word in _heads():
            return _heads()[word] if _heads()[word] != "none" else None
    return None


def encyclopedic(folder: Path) -> Iterator[Item | None]:
    """Yield the persons, organizations and places of FB15k-237."""
    for record in records(folder, "fb15k"):
        label = record["labels"]["en"]["value"]
        description = record["descriptions"].get("en", {}).get("value", "").strip()
        kind = kind_of(label, description)
        found = item(record, kind, _prior(record["id"])) if kind else None
        if found and kind != "PER":
            found = replace(found, country=_country(description, folder))
        yield _without_teams(found) if found and _SCHOOL.search(label) else found


def _prior(qid: str) -> int:
    return next(int(prior) for bound, prior in words()["low"].items() if int(qid[1:]) <= int(bound))


def _country(description: str, folder: Path) -> str | None:
    """Return the country with which a description ends, or with whose adjective it begins."""
    ending = description.removesuffix(" of America").rstrip(".")
    found = [(len(name), qid) for name, qid in _countries(folder) if re.search(rf"(?<!\bNew )\b{name}$", ending)]
    if found:
        return max(found)[1]
    key = country_of_adjective(description.split()[0], "en") if description else None
    return _BRITISH.get(key or "", known()[key].qid) if key else None


@cache
def _countries(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the English names of countries, escaped, with their QIDs."""
    named = [(n["value"], one["id"]) for one in records(folder, "countries")
             for n in (one["labels"]["en"], *one["aliases"].get("en", ()))]  # fmt: skip
    united = [(name, "Q145") for name in ("England", "Scotland", "Wales", "UK")]
    united += [(name, "Q30") for name in ("USA", "US", "U.S", "United States")]
    return tuple(
        (re.escape(name), qid) for name, qid in (*named, *united) if name.isalpha() or " " in name or "." in name
    )


def _without_teams(item: Item) -> Item:
    """Return a school without the names of its teams: only with names of the words of its label, and acronyms."""
    label = item.names["en"][0]
    known = {"univ", "college", "university", "the", *re.findall(r"\w+", label.lower())}
    short = _NAMED_UNIVERSITY.search(label) is not None  # Harvard, but no lone Centre for Centre College
    kept = (
        name
        for name in item.names["en"]
        if name.isupper() or "." in name or (set(re.findall(r"\w+", name.lower())) <= known and (short or " " in name))
    )
    return replace(item, names={**item.names, "en": tuple(kept)})
